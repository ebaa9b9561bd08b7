import { SimError } from '../errors.ts';
import type { LiveSample } from './live-recording.ts';

/** How a recorder writes a template: a digest, and ForceUpdate, which counts up when an operator forces an update. */
const partsOf = (template: string) => {
  const [digest = '', force = '0'] = template.split('+');
  return { digest, force: Number(force) };
};

export type LiveStamps = Readonly<Record<'base' | 'head' | 'next', string | null>>;

/** Templates by the order in which the service carried them: base, head, next; forced ones after the one that was forced. */
export function liveNames(samples: readonly LiveSample[], file: string) {
  const names = new Map<string, string>();
  const stamps: Record<keyof LiveStamps, string | null> = { base: null, head: null, next: null };
  const free: (keyof LiveStamps)[] = ['base', 'head', 'next'];
  let before: string | null = null;
  for (const { line, service } of samples) {
    const { spec, previous } = service;
    if (!names.has(spec.template)) {
      const forcedFrom = before !== null && isForcedFrom(spec.template, before) ? names.get(before) : undefined;
      const name = forcedFrom === undefined ? free.shift() : forced(forcedFrom);
      if (name === undefined) throw tooMuch(`${file}:${line}`, 'more than three specs come one after another');
      names.set(spec.template, name);
      if (forcedFrom === undefined) stamps[name as keyof LiveStamps] = spec.stamp;
    }
    // What ran before the base is known by name only: a rollback by hand could bring it back.
    if (before === null && previous !== null && !names.has(previous.template)) names.set(previous.template, 'before');
    before = spec.template;
  }
  const nameOf = (template: string): string => {
    const name = names.get(template);
    if (name === undefined)
      throw tooMuch(file, 'it shows a task or a spec of an update that came and went between two samples');
    return name;
  };
  return { nameOf, stamps };
}

function isForcedFrom(template: string, before: string): boolean {
  const [now, then] = [partsOf(template), partsOf(before)];
  return now.digest === then.digest && now.force === then.force + 1;
}

/** As conformance counts them: "head", "head+1", "head+2". */
export function forced(name: string): string {
  const { digest, force } = partsOf(name);
  return `${digest}+${force + 1}`;
}

export function tooMuch(where: string, what: string): SimError {
  const remedy = 'Record one deploy at a time, at a short --interval.';
  return new SimError({ code: 'recording.malformed', where, what, remedy });
}
