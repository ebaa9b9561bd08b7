export type Environment = Readonly<Record<string, string | undefined>>;

export type Interpolated =
  | {
      readonly ok: true;
      readonly text: string;
      /** Variables that had no value: blank. */ readonly unset: readonly string[];
    }
  | { readonly ok: false; readonly problem: string };

// docker/cli cli/compose/template: no nesting, `$` alone is an error.
const TEMPLATE = /\$(?:(\$)|([_a-z][_a-z0-9]*)|\{([_a-z][_a-z0-9]*)(?:(:?[-?])([^}]*))?\}|())/gi;

/** Fills in ${VAR}, ${VAR:-default}, ${VAR-default}, ${VAR:?message}, ${VAR?message} and $$ as `docker stack deploy` does. */
export function interpolate(text: string, environment: Environment): Interpolated {
  const unset: string[] = [];
  let problem: string | undefined;
  const filled = text.replace(TEMPLATE, (...groups: readonly unknown[]) => {
    const [, escaped, named, braced, operator, argument] = groups.map((group) =>
      typeof group === 'string' ? group : undefined,
    );
    if (escaped !== undefined) return '$';
    const name = named ?? braced;
    if (name === undefined) {
      problem ??= `"${text}" has a "$" that starts no variable`;
      return '';
    }
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    const given = value !== undefined && (value !== '' || operator?.startsWith(':') !== true);
    if (given) return value;
    if (operator === undefined) {
      unset.push(name);
      return '';
    }
    if (operator.endsWith('-')) return argument ?? '';
    problem ??= `the variable ${name} has no value${argument === undefined || argument === '' ? '' : ` (${argument})`}`;
    return '';
  });
  return problem === undefined ? { ok: true, text: filled, unset } : { ok: false, problem };
}
