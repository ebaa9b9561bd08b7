import type { Cause } from '#properties/truth.js';
import type { EndedBy } from '../../port/evidence.ts';
import { isRollingOut, isWanted } from '../../port/swarm-port.ts';
import type { Before, History } from './history.ts';
import { hasDeployedSpec, isGoodNow } from './history.ts';

/** What became of a deploy, by what the engine runs and never by what a rule says. The words are those of the model's truth. */
export type Truth =
  | { readonly truth: 'good' }
  | { readonly truth: 'flagged' }
  | { readonly truth: 'not settled' }
  | { readonly truth: 'not good'; readonly cause: Cause; readonly keepsHead: boolean };

/** As often a head must have died for its restarts to be taken for what it will go on with. */
const LOOPS = 2;

/** Nothing has changed for longer than the engine may still change its mind, or all that changes is the same death again. */
export function isSettled({ last, changedMs, statusMs, dead }: History, nowMs: number, quietMs: number): boolean {
  if (last === null || isRollingOut(last.service)) return false;
  return nowMs - changedMs >= quietMs || (dead.size >= LOOPS && nowMs - statusMs >= quietMs);
}

/** `endedBy`: of the last task of the head that died. */
export function truthOf(history: History, before: Before, settled: boolean, endedBy: EndedBy): Truth {
  const { last, everStopped } = history;
  if (!settled || last === null) return { truth: 'not settled' };
  const { updateState } = last.service;
  // Fates are the drill's own: a good head that the host has killed once does not crash for good.
  const crashes = history.dead.size > 0 && before.drill.head !== 'good';
  if (!isGoodNow(last, before) || crashes) {
    const keepsHead = before.drill.carriesHead && hasDeployedSpec(last, before);
    return { truth: 'not good', cause: causeOf(history, before, endedBy), keepsHead };
  }
  return { truth: everStopped || (updateState !== 'unset' && updateState !== 'completed') ? 'flagged' : 'good' };
}

/** The first that holds, in the order of the model's truth. */
function causeOf({ last, dead }: History, before: Before, endedBy: EndedBy): Cause {
  if (last === null) return 'no-tasks';
  if (last.service.updateState === 'rollback_started') return 'rolling-back';
  if (!hasDeployedSpec(last, before)) return 'rolled-back';
  if (!before.drill.carriesHead) return 'other-stamp';
  if (dead.size > 0) return DEATHS[endedBy];
  const wanted = last.tasks.filter(isWanted);
  const waits = ({ id, state }: (typeof wanted)[number]): boolean =>
    last.upToDate.has(id) && (state === 'new' || state === 'pending');
  if (wanted.some(waits)) return 'head-pending';
  if (last.service.updateState === 'paused' || last.service.updateState === 'rollback_paused') return 'paused';
  return wanted.length > 0 ? 'mixed-slots' : 'no-tasks';
}

const DEATHS: Readonly<Record<EndedBy, Cause>> = {
  'oom-killer': 'head-oom',
  'health-check': 'head-unhealthy',
  rejection: 'head-rejected',
  itself: 'head-crash-looping',
  unknown: 'head-crash-looping',
};
