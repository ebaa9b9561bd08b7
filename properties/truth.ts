import { isDirtyTask } from '#model/actors/dirty.js';
import { isAlive } from '#model/actors/host-memory.js';
import { shouldRestart } from '#model/actors/restart-supervisor.js';
import { specAt, specOf, type Model } from '#model/model.js';
import { PHASE } from '#model/phases.js';
import { taskAt } from '#model/store.js';
import { TaskState, UpdateState } from '#model/vocabulary.js';
import { END, G, L, REPLACED, S, T } from '#model/world.js';
import { get, type Row } from '#src/layout/layout.js';

/** Truth, from the world alone: `truth-and-harness.md` section 4. */

/** Why a settled world is not good; the first that holds. */
export const CAUSES = [
  'rolling-back',
  'rolled-back',
  'other-stamp',
  'head-oom',
  'head-unhealthy',
  'head-rejected',
  'head-crash-looping',
  'head-pending',
  'paused',
  'mixed-slots',
  'no-tasks',
] as const;
export type Cause = (typeof CAUSES)[number];

/**
 * Nothing of the engine's is under way: no updater registered, inboxes empty, no delayed start, one wanted task a slot.
 * A dirty task can then stay only where an updater stopped or paused, since every write to a service is an event in an inbox.
 */
export function isOver(m: Model, w: Row): boolean {
  const service = m.places.service(0);
  if (get(w, service + S.updater) !== PHASE.updater.absent || get(w, service + S.nextPending) !== 0) return false;
  if (get(w, G.queued) !== 0) return false;
  for (let l = 0; l < m.slots; l++) if (!slotIsOver(m, w, l)) return false;
  return true;
}

function slotIsOver(m: Model, w: Row, l: number): boolean {
  let wanted = 0;
  let newest = -1;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const t = taskAt(m, l, place);
    const task = m.places.task(t);
    const id = get(w, task + T.id);
    if (id === 0) continue;
    if (get(w, task + T.delayed) !== PHASE.delay.none) return false;
    if (get(w, task + T.desired) <= TaskState.running) wanted++;
    if (newest < 0 || id > get(w, m.places.task(newest) + T.id)) newest = t;
  }
  if (wanted === 1) return true;
  return wanted === 0 && newest >= 0 && !shouldRestart(m, w, newest);
}

/** Good at this instant: the head's spec, and in every slot exactly one wanted task, clean and alive on its node. */
export function isGoodNow(m: Model, w: Row): boolean {
  const service = m.places.service(0);
  const spec = get(w, service + S.spec);
  if (!specAt(m, spec).isHead || m.slots === 0) return false;
  for (let l = 0; l < m.slots; l++) {
    const task = onlyWanted(m, w, l);
    if (task < 0 || isDirtyTask(m, w, task, spec, get(w, service + S.specVersion)) || !isAlive(w, task)) return false;
  }
  return true;
}

/** The only wanted task of a slot, or -1. */
function onlyWanted(m: Model, w: Row, l: number): number {
  let only = -1;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.id) === 0 || get(w, task + T.desired) > TaskState.running) continue;
    if (only >= 0) return -1;
    only = task;
  }
  return only;
}

/** A task of the head has died of its own accord and its fate is persistent. */
export function isCrashLooping(m: Model, w: Row): boolean {
  if (get(w, m.places.service(0) + S.headDeaths) === 0) return false;
  return m.fates[get(w, G.headFate) - 1]?.times !== 'once';
}

/** Tasks of persistent fates, the head's or any other's, have died twice in one slot, and no updater is there to act on it. */
export function isCrashLoop(m: Model, w: Row): boolean {
  if (get(w, m.places.service(0) + S.updater) !== PHASE.updater.absent) return false;
  for (let l = 0; l < m.slots; l++) if (get(w, m.places.slot(l) + L.deaths) >= 2) return true;
  return false;
}

/** Whether the engine's own report is at odds with what runs: its status is not (and was not always) that of a plain success. */
export function isFlagged(m: Model, w: Row): boolean {
  const service = m.places.service(0);
  const state = get(w, service + S.updateState);
  return get(w, service + S.everStopped) !== 0 || (state !== UpdateState.unset && state !== UpdateState.completed);
}

/** Why the head is not what runs for good, the world being settled and not good. */
export function causeOf(m: Model, w: Row): Cause {
  const service = m.places.service(0);
  const state = get(w, service + S.updateState);
  if (state === UpdateState.rollback_started) return 'rolling-back';
  if (!specAt(m, get(w, service + S.spec)).isHead) {
    return get(w, service + S.replacedBy) === REPLACED.byDeploy ? 'other-stamp' : 'rolled-back';
  }
  if (get(w, service + S.headDeaths) > 0) return deathCause(get(w, service + S.headEnd));
  if (headIsPending(m, w)) return 'head-pending';
  if (state === UpdateState.paused || state === UpdateState.rollback_paused) return 'paused';
  return anyWanted(m, w) ? 'mixed-slots' : 'no-tasks';
}

function deathCause(end: number): Cause {
  if (end === END.killedByKernel) return 'head-oom';
  if (end === END.unhealthy) return 'head-unhealthy';
  return end === END.rejected ? 'head-rejected' : 'head-crash-looping';
}

function headIsPending(m: Model, w: Row): boolean {
  return someWanted(m, w, (task) => get(w, task + T.observed) <= TaskState.pending && specOf(m, w, task).isHead);
}

const anyWanted = (m: Model, w: Row): boolean => someWanted(m, w, () => true);

function someWanted(m: Model, w: Row, holds: (task: number) => boolean): boolean {
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) === 0 || get(w, task + T.desired) > TaskState.running) continue;
    if (holds(task)) return true;
  }
  return false;
}
