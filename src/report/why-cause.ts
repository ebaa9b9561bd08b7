import type { Moments } from './moments.ts';
import { stretch } from './wording.ts';

/** What came of the head in truth, and how long before or after the verdict. */
export function causeInWords(cause = 'unknown', moments: Moments): string {
  const [, name = cause, service] = /^([\w-]+) \((.+)\)$/.exec(cause) ?? [];
  const inWords = CAUSES[name] ?? (() => `the head is not what runs for good (${cause})`);
  return service === undefined ? inWords(moments) : `in service ${service} ${inWords(moments)}`;
}

const CAUSES: Readonly<Record<string, (moments: Moments) => string>> = {
  'rolled-back': (moments) => `the rollback came${rollback(moments)}`,
  'rolling-back': (moments) => `a rollback began${rollback(moments)} and has no end in sight`,
  'other-stamp': (moments) => `another commit replaced the head${harm(moments)}`,
  'head-oom': (moments) => `the head was killed for lack of memory${harm(moments)}`,
  'head-unhealthy': (moments) => `the head failed its healthcheck${harm(moments)}`,
  'head-rejected': (moments) => `the node rejected the head's task${harm(moments)}`,
  'head-crash-looping': (moments) =>
    `the head died of its own accord${harm(moments)}, as it does each time that it is started`,
  'head-pending': () => 'no node has room for the head, whose task waits for ever',
  paused: ({ pauseMs, verdictMs }) => `the update paused${when(pauseMs, verdictMs)} with the head not in every slot`,
  'mixed-slots': () => 'base and head are left side by side',
  'no-tasks': () => 'no task is left running',
  none: () => 'the head is what runs for good',
};

function harm({ harmMs, verdictMs }: Moments): string {
  return when(harmMs, verdictMs);
}

/** Without a status that speaks of it, the rollback is dated by the spec that it replaced. */
function rollback({ rollbackMs, harmMs, verdictMs }: Moments): string {
  return when(rollbackMs ?? harmMs, verdictMs);
}

function when(thenMs: number | null, verdictMs: number | null): string {
  if (thenMs === null || verdictMs === null) return '';
  if (thenMs === verdictMs) return ' in the same instant';
  return thenMs > verdictMs
    ? ` ${stretch(thenMs - verdictMs)} later`
    : ` ${stretch(verdictMs - thenMs)} before the verdict`;
}
