import { invariant } from '#src/errors.js';
import { get, type Row } from '#src/layout/layout.js';
import { delayedStart } from './machines/delayed-start.ts';
import { updater } from './machines/updater.ts';
import { worker } from './machines/worker.ts';
import { paceOf, specAt, type Model } from './model.ts';
import { isRollingBack, S } from './world.ts';

/** States of a machine as the world stores them: positions in the machine's own list, which the names given here must be. */
function codes<const Names extends readonly string[]>(machine: { readonly states: object }, names: Names) {
  invariant(Object.keys(machine.states).join() === names.join(), `states are ${Object.keys(machine.states).join()}`);
  return Object.fromEntries(names.map((name, code) => [name, code])) as Readonly<Record<Names[number], number>>;
}

export const UPDATER_PHASES = [
  'absent',
  'created',
  'dispatching',
  'draining',
  'halting',
  'monitoring',
  'completing',
] as const;

export const PHASE = {
  updater: codes(updater, UPDATER_PHASES),
  worker: codes(worker, ['idle', 'queued', 'choosing', 'promoting', 'waiting', 'delaying', 'done']),
  delay: codes(delayedStart, ['none', 'delaying', 'waiting']),
} as const;

/** Whether the updater has subscribed to failures: not before it starts, and never under CONTINUE. */
export function watchesFailures(m: Model, w: Row, service: number): boolean {
  const phase = get(w, service + S.updater);
  const { updater: at } = PHASE;
  if (phase !== at.dispatching && phase !== at.draining && phase !== at.monitoring) return false;
  const spec = specAt(m, get(w, service + S.updaterSpec));
  return paceOf(spec, isRollingBack(get(w, service + S.updaterState))).failureAction !== 'continue';
}
