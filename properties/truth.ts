import { isDirtyTask } from '#model/actors/dirty.js';
import { isAlive } from '#model/actors/host-memory.js';
import { shouldRestart } from '#model/actors/restart-supervisor.js';
import { serviceAt, serviceOfSlot, specAt, specOf, type Model } from '#model/model.js';
import { AVAILABILITY, isInvalidNode, meetsConstraints } from '#model/nodes.js';
import { PHASE } from '#model/phases.js';
import { slotOfTask, taskAt } from '#model/slots.js';
import { newestIn } from '#model/task-reaper.js';
import { TaskState, UpdateState } from '#model/vocabulary.js';
import { END, G, L, N, O, REPLACED, S, T } from '#model/world.js';
import { get, NEVER, type Row } from '#src/layout/layout.js';

/** Truth, from the world alone: `truth-and-harness.md` section 4. A stack is good exactly when each of its services is. */

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
 * Nothing of the engine's is under way: no command, no updater registered, inboxes empty, no node in doubt, no delayed start, one
 * wanted task a slot. A dirty task can then stay only where an updater stopped or paused, since every write to a service is an event
 * in an inbox.
 */
export function isOver(m: Model, w: Row): boolean {
  if (get(w, G.command) !== 0) return false;
  for (let q = 0; q < m.orchestrators.length; q++) if (get(w, m.places.orchestrator(q) + O.queued) !== 0) return false;
  for (let n = 0; n < m.nodes; n++) {
    const node = m.places.node(n);
    const isLost = get(w, node + N.cutSince) !== NEVER && get(w, node + N.gone) === 0;
    if (get(w, node + N.checkSince) !== NEVER || isLost) return false;
  }
  for (let s = 0; s < m.services.length; s++) if (!serviceIsOver(m, w, s)) return false;
  return true;
}

function serviceIsOver(m: Model, w: Row, s: number): boolean {
  const service = m.places.service(s);
  if (get(w, service + S.updater) !== PHASE.updater.absent || get(w, service + S.nextPending) !== 0) return false;
  const { firstSlot, slots, mode } = serviceAt(m, s);
  const isGone = get(w, service + S.gone) !== 0;
  let held = 0;
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const state = slotState(m, w, l);
    if (state === 'moving') return false;
    if (state === 'held' && isGone) return false;
    if (state !== 'empty') held++;
  }
  return isGone || mode === 'global' || held >= specAt(m, get(w, service + S.spec)).replicas;
}

/** `held`: one wanted task; `spent`: none, and the restart policy replaces none; `empty`: none at all. */
function slotState(m: Model, w: Row, l: number): 'moving' | 'held' | 'spent' | 'empty' {
  let wanted = 0;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.id) === 0) continue;
    if (get(w, task + T.delayed) !== PHASE.delay.none) return 'moving';
    if (get(w, task + T.desired) <= TaskState.running) wanted++;
  }
  if (wanted > 1) return 'moving';
  if (wanted === 1) return 'held';
  const newest = newestIn(m, w, l);
  return newest >= 0 && !shouldRestart(m, w, newest) ? 'spent' : 'empty';
}

/** Whether the service's spec is the head's as deployed, and the head is what was asked for. */
export function carriesHead(m: Model, w: Row, s: number): boolean {
  return m.scenario.watcher.askedFor === undefined && specAt(m, get(w, m.places.service(s) + S.spec)).isHead;
}

/** Good at this instant: every service carries the head's spec, and runs it in every slot that it wants. */
export function isGoodNow(m: Model, w: Row): boolean {
  for (let s = 0; s < m.services.length; s++) if (!serviceIsGood(m, w, s)) return false;
  return true;
}

function serviceIsGood(m: Model, w: Row, s: number): boolean {
  const service = m.places.service(s);
  const spec = specAt(m, get(w, service + S.spec));
  if (!carriesHead(m, w, s) || get(w, service + S.gone) !== 0) return false;
  const { mode, firstSlot, slots } = serviceAt(m, s);
  let good = 0;
  let wanted = mode === 'global' ? 0 : spec.replicas;
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const serves = slotServes(m, w, s, l);
    const isWanted = mode === 'global' ? mayHold(m, w, l - firstSlot, s) : serves !== 'empty';
    // A node that is paused may keep its task, or have none.
    if (!isWanted && serves !== 'bad') continue;
    if (serves !== 'good') return false;
    if (mode === 'global') wanted++;
    good++;
  }
  return wanted > 0 && good === wanted;
}

/** Whether a global service wants a task on this node: neither down nor drained nor paused, and its constraints are met. */
function mayHold(m: Model, w: Row, n: number, s: number): boolean {
  const spec = specAt(m, get(w, m.places.service(s) + S.spec));
  const isActive = get(w, m.places.node(n) + N.availability) === AVAILABILITY.active;
  return isActive && !isInvalidNode(m, w, n) && meetsConstraints(m, w, n, spec);
}

/** `good`: exactly one wanted task, not dirty against the current spec, alive on a node that can be reached. */
function slotServes(m: Model, w: Row, s: number, l: number): 'good' | 'bad' | 'empty' {
  const service = m.places.service(s);
  let only = -1;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.id) === 0 || get(w, task + T.desired) > TaskState.running) continue;
    if (only >= 0) return 'bad';
    only = task;
  }
  if (only < 0) return 'empty';
  const isDirty = isDirtyTask(m, w, only, get(w, service + S.spec), get(w, service + S.specVersion));
  const isReached = isAlive(w, only) && get(w, m.places.node(get(w, only + T.node) - 1) + N.cutSince) === NEVER;
  return isDirty || !isReached ? 'bad' : 'good';
}

/** A task of some service's head has died of its own accord and its fate is persistent. */
export function isCrashLooping(m: Model, w: Row): boolean {
  for (let s = 0; s < m.services.length; s++) if (serviceCrashLoops(m, w, s)) return true;
  return false;
}

function serviceCrashLoops(m: Model, w: Row, s: number): boolean {
  const service = m.places.service(s);
  return get(w, service + S.headDeaths) > 0 && m.fates[get(w, service + S.headFate) - 1]?.times !== 'once';
}

/** Tasks of persistent fates, the head's or any other's, have died twice in one slot, and no updater is there to act on it. */
export function isCrashLoop(m: Model, w: Row): boolean {
  for (let s = 0; s < m.services.length; s++) {
    if (get(w, m.places.service(s) + S.updater) !== PHASE.updater.absent) return false;
  }
  for (let l = 0; l < m.slots; l++) if (get(w, m.places.slot(l) + L.deaths) >= 2) return true;
  return false;
}

/** Whether the engine's own report is at odds with what runs: a status is not (and was not always) that of a plain success. */
export function isFlagged(m: Model, w: Row): boolean {
  for (let s = 0; s < m.services.length; s++) {
    const service = m.places.service(s);
    const state = get(w, service + S.updateState);
    if (get(w, service + S.everStopped) !== 0) return true;
    if (state !== UpdateState.unset && state !== UpdateState.completed) return true;
  }
  return false;
}

/** Which service is to blame for a settled world that is not good: the first that is not. */
export function culprit(m: Model, w: Row): number {
  for (let s = 0; s < m.services.length; s++) if (!serviceIsGood(m, w, s) || serviceCrashLoops(m, w, s)) return s;
  return 0;
}

/** Whether a task of the head has died of its own accord, of any service, be it removed since. */
export const headHasDied = (m: Model, w: Row): boolean =>
  m.services.some((_, s) => {
    const service = m.places.service(s);
    return get(w, service + S.headDeaths) > 0 || get(w, service + S.diedBefore) !== 0;
  });

/** Why the head is not what runs for good, the world being settled and this service not good. */
export function causeOf(m: Model, w: Row, s: number): Cause {
  const service = m.places.service(s);
  const state = get(w, service + S.updateState);
  if (get(w, service + S.gone) !== 0) return 'no-tasks';
  if (state === UpdateState.rollback_started) return 'rolling-back';
  if (!carriesHead(m, w, s)) {
    return get(w, service + S.replacedBy) === REPLACED.byDeploy ? 'other-stamp' : 'rolled-back';
  }
  if (get(w, service + S.headDeaths) > 0) return deathCause(get(w, service + S.headEnd));
  if (someWanted(m, w, s, (task) => get(w, task + T.observed) <= TaskState.pending && specOf(m, w, task).isHead)) {
    return 'head-pending';
  }
  if (state === UpdateState.paused || state === UpdateState.rollback_paused) return 'paused';
  return someWanted(m, w, s, () => true) ? 'mixed-slots' : 'no-tasks';
}

function deathCause(end: number): Cause {
  if (end === END.killedByKernel) return 'head-oom';
  if (end === END.unhealthy) return 'head-unhealthy';
  return end === END.rejected ? 'head-rejected' : 'head-crash-looping';
}

function someWanted(m: Model, w: Row, s: number, holds: (task: number) => boolean): boolean {
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) === 0 || serviceOfSlot(m, slotOfTask(m, t)) !== s) continue;
    if (get(w, task + T.desired) <= TaskState.running && holds(task)) return true;
  }
  return false;
}
