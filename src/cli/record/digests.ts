import { specDigest } from '#adapters/docker/spec-digest.js';

type Fields = Readonly<Record<string, unknown>>;

/** One word for a task template. ForceUpdate is read beside it; Runtime is shown of services and not of tasks. */
export function templateDigest(template: Fields): string {
  return digest({ ...template, ForceUpdate: undefined, Runtime: undefined });
}

/** One word for all that the model has once for a whole recording. */
export function rulesDigest({ TaskTemplate, Mode, UpdateConfig, RollbackConfig }: Fields): string {
  const { RestartPolicy, ContainerSpec } = TaskTemplate as Fields;
  const { Healthcheck, StopGracePeriod } = ContainerSpec as Fields;
  return digest({ Mode, UpdateConfig, RollbackConfig, RestartPolicy, Healthcheck, StopGracePeriod });
}

const DIGITS = 16;
const digest = (value: Fields): string => specDigest(withoutBlanks(value)).slice(0, DIGITS);

/** What is empty and what is absent mean the same; the engine does not always choose the same of them. */
function withoutBlanks(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withoutBlanks(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => !isBlank(inner)));
}

function isBlank(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
