import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { serviceAt, serviceOfSlot, specOf, type Model } from './model.ts';
import { isInvalidNode } from './nodes.ts';
import { PHASE, watchesFailures } from './phases.ts';
import { slotOfTask, taskAt } from './slots.ts';
import { TaskState } from './vocabulary.ts';
import { E, EVENT, G, isOverState, L, N, O, S, T } from './world.ts';

/** The manager's store: transactions, and the events that each commit publishes (semantics section 3). */

/**
 * Takes the next raft index.
 * Simplified: one index per write, where SwarmKit shares one among the writes of a transaction (semantics 3).
 */
export function commit(w: Row): number {
  const index = get(w, G.raftIndex) + 1;
  set(w, G.raftIndex, index);
  return index;
}

/** Writes the service: a new Version.Index, and an event that carries the service as it is now. */
export function writeService(m: Model, w: Row, s: number): void {
  set(w, m.places.service(s) + S.version, commit(w));
  publish(m, w, serviceAt(m, s).orchestrator, EVENT.service, s);
}

/** Puts an event into an orchestrator's queue. */
export function publish(m: Model, w: Row, q: number, kind: number, subject: number): void {
  const orchestrator = m.places.orchestrator(q);
  const queued = get(w, orchestrator + O.queued);
  if (queued === m.places.dimensions.events) {
    set(w, G.overflow, 1);
    return;
  }
  if (queued === 0) set(w, orchestrator + O.since, get(w, G.now));
  const event = m.places.event(q, queued);
  set(w, event + E.kind, kind);
  set(w, event + E.subject, subject);
  if (kind === EVENT.service) {
    const service = m.places.service(subject);
    set(w, event + E.spec, get(w, service + S.spec));
    set(w, event + E.specVersion, get(w, service + S.specVersion));
    set(w, event + E.state, get(w, service + S.updateState));
  }
  set(w, orchestrator + O.queued, queued + 1);
}

/** Writes a node: every orchestrator that acts on it is told, the constraint enforcer looks at it, the scheduler ticks. */
export function writeNode(m: Model, w: Row, n: number): void {
  commit(w);
  const node = m.places.node(n);
  m.orchestrators.forEach((mode, q) => {
    if (mode === 'global' || isInvalidNode(m, w, n)) publish(m, w, q, EVENT.node, n);
  });
  if (get(w, node + N.gone) !== 0) return;
  if (get(w, node + N.checkSince) === NEVER) set(w, node + N.checkSince, get(w, G.now));
  tickScheduler(m, w);
}

/** It was removed: the store no longer has it. */
export const isGone = (m: Model, w: Row, s: number): boolean => get(w, m.places.service(s) + S.gone) !== 0;

/** Deletes the service. Its tasks are left to its orchestrator. */
export function removeService(m: Model, w: Row, s: number): void {
  set(w, m.places.service(s) + S.gone, 1);
  commit(w);
  publish(m, w, serviceAt(m, s).orchestrator, EVENT.gone, s);
}

/** Writes a task and publishes it to whoever watches: orchestrator, updater, worker, delayed starts, scheduler. */
export function writeTask(m: Model, w: Row, t: number): void {
  commit(w);
  const task = m.places.task(t);
  const observed = get(w, task + T.observed);
  const l = slotOfTask(m, t);
  if (concernsOrchestrator(m, w, l, task)) publishTask(m, w, l, t);
  if (observed < TaskState.running) return;
  tellWorker(m, w, l, task, observed);
  if (observed === TaskState.running) return;
  tellUpdater(m, w, l, task);
  tellDelayedStarts(m, w, t);
  tickScheduler(m, w);
}

/**
 * swarmkit replicated/tasks.go, global.go handleTaskChange: over, or (replicated) on a node that is down or drained, and still
 * wanted.
 */
function concernsOrchestrator(m: Model, w: Row, l: number, task: number): boolean {
  const s = serviceOfSlot(m, l);
  if (get(w, task + T.desired) > TaskState.running || isGone(m, w, s)) return false;
  if (isOverState(get(w, task + T.observed))) return true;
  const node = get(w, task + T.node);
  return node !== 0 && isInvalidNode(m, w, node - 1) && serviceAt(m, s).mode === 'replicated';
}

function publishTask(m: Model, w: Row, l: number, t: number): void {
  const q = serviceAt(m, serviceOfSlot(m, l)).orchestrator;
  for (let e = 0; e < get(w, m.places.orchestrator(q) + O.queued); e++) {
    const event = m.places.event(q, e);
    if (get(w, event + E.kind) === EVENT.task && get(w, event + E.subject) === t) return;
  }
  publish(m, w, q, EVENT.task, t);
}

/**
 * Room was made, or a node changed: pending tasks are looked at again (semantics 8.5). That matters where the scheduler may forget
 * one.
 * Simplified: an update that comes between the event and its debounced tick is not seen by that tick (semantics 8.5).
 */
function tickScheduler(m: Model, w: Row): void {
  const now = get(w, G.now);
  set(w, G.freedAt, now);
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) === 0 || get(w, task + T.node) !== 0 || get(w, task + T.tickAt) !== NEVER) continue;
    if (get(w, task + T.observed) === TaskState.pending && isOutdated(m, w, t)) set(w, task + T.tickAt, now);
  }
}

/** Older than its service as that is now. */
export function isOutdated(m: Model, w: Row, t: number): boolean {
  const version = get(w, m.places.service(serviceOfSlot(m, slotOfTask(m, t))) + S.specVersion);
  return get(w, m.places.task(t) + T.specVersion) < version;
}

/** The worker's watch shows it the first stored state >= RUNNING of the task that it created. */
function tellWorker(m: Model, w: Row, l: number, task: number, observed: number): void {
  const slot = m.places.slot(l);
  if (get(w, slot + L.tracked) !== get(w, task + T.id) || get(w, slot + L.saw) !== 0) return;
  set(w, slot + L.saw, observed);
  set(w, slot + L.workerSince, get(w, G.now));
}

/** The updater's queue of failures: only tasks that this updater created can ever count (semantics 6.5). */
function tellUpdater(m: Model, w: Row, l: number, task: number): void {
  const slot = m.places.slot(l);
  const service = m.places.service(serviceOfSlot(m, l));
  if (get(w, slot + L.tracked) !== get(w, task + T.id) || !watchesFailures(m, w, service)) return;
  if (get(w, slot + L.failureOrder) !== 0 || get(w, slot + L.failureSeen) !== 0) return;
  const queued = get(w, service + S.failuresQueued) + 1;
  set(w, service + S.failuresQueued, queued);
  set(w, slot + L.failureOrder, queued);
  if (queued === 1) set(w, service + S.updaterSince, get(w, G.now));
}

/** Delayed starts that wait for this task need not wait any longer: it is over, it is gone, or its node is down. */
export function tellDelayedStarts(m: Model, w: Row, over: number): void {
  const l = slotOfTask(m, over);
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.delayed) !== PHASE.delay.waiting) continue;
    if (taskAt(m, l, get(w, task + T.startAfter) - 1) !== over || get(w, task + T.startDue) !== NEVER) continue;
    set(w, task + T.startDue, get(w, G.now));
  }
}

/** Sets a desired state, which never goes back, and writes the task. */
export function setDesired(m: Model, w: Row, t: number, desired: number): void {
  const task = m.places.task(t);
  if (desired > TaskState.running) noteStop(m, w, t);
  set(w, task + T.desired, desired);
  set(w, task + T.desiredSince, get(w, G.now));
  // swarmkit scheduler.go updateTask: an unassigned task that is written is queued again.
  set(w, task + T.dropped, 0);
  writeTask(m, w, t);
}

/** For truth: a live task of the head that is told to stop while no other task of the head stands in its slot. */
function noteStop(m: Model, w: Row, t: number): void {
  const task = m.places.task(t);
  if (!specOf(m, w, task).isHead || get(w, task + T.actual) > TaskState.running) return;
  const l = slotOfTask(m, t);
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const twin = m.places.task(taskAt(m, l, place));
    if (twin === task || get(w, twin + T.id) === 0 || !specOf(m, w, twin).isHead) continue;
    if (get(w, twin + T.desired) <= TaskState.running && get(w, twin + T.actual) <= TaskState.running) return;
  }
  const service = m.places.service(serviceOfSlot(m, l));
  set(w, service + S.headStops, get(w, service + S.headStops) + 1);
}
