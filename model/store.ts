import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { TASK_HISTORY_LIMIT } from './defaults.ts';
import { specAt, specOf, type Model } from './model.ts';
import { TaskState } from './vocabulary.ts';
import { E, EVENT, G, L, S, T, Task } from './world.ts';
import { PHASE, watchesFailures } from './phases.ts';

/** The manager's store: transactions, and the events that each commit publishes (semantics section 3). */

export const slotOfTask = (m: Model, t: number): number => Math.floor(t / m.tasksPerSlot);
export const placeOfTask = (m: Model, t: number): number => t % m.tasksPerSlot;
export const taskAt = (m: Model, l: number, place: number): number => l * m.tasksPerSlot + place;

/** Takes the next raft index. Simplified: one index per write, where SwarmKit shares one among the writes of a transaction. */
function commit(w: Row): number {
  const index = get(w, G.raftIndex) + 1;
  set(w, G.raftIndex, index);
  return index;
}

/** Writes the service: a new Version.Index, and an event that carries the service as it is now. */
export function writeService(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  set(w, service + S.version, commit(w));
  publishService(m, w, s);
}

/** An event that makes the orchestrator reconcile with the service as it is now. */
function publishService(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  enqueue(m, w, EVENT.service, s, service);
}

function enqueue(m: Model, w: Row, kind: number, subject: number, service: number): void {
  const queued = get(w, G.queued);
  if (queued === m.places.dimensions.events) {
    set(w, G.overflow, 1);
    return;
  }
  if (queued === 0) set(w, G.orchestratorSince, get(w, G.now));
  const event = m.places.event(queued);
  set(w, event + E.kind, kind);
  set(w, event + E.subject, subject);
  if (kind === EVENT.service) {
    set(w, event + E.spec, get(w, service + S.spec));
    set(w, event + E.specVersion, get(w, service + S.specVersion));
    set(w, event + E.state, get(w, service + S.updateState));
  }
  set(w, G.queued, queued + 1);
}

/** Writes a task and publishes it to whoever watches: orchestrator, updater, worker, delayed starts. */
export function writeTask(m: Model, w: Row, t: number): void {
  commit(w);
  const task = m.places.task(t);
  const observed = get(w, task + T.observed);
  if (observed < TaskState.running) return;
  const l = slotOfTask(m, t);
  tellWorker(m, w, l, task, observed);
  if (observed === TaskState.running) return;
  // swarmkit replicated/tasks.go handleTaskChange: over and still wanted.
  if (get(w, task + T.desired) <= TaskState.running && !isQueued(m, w, t)) enqueue(m, w, EVENT.task, t, 0);
  tellUpdater(m, w, l, task);
  tellDelayedStarts(m, w, t);
  set(w, G.freedAt, get(w, G.now));
}

function isQueued(m: Model, w: Row, t: number): boolean {
  for (let e = 0; e < get(w, G.queued); e++) {
    const event = m.places.event(e);
    if (get(w, event + E.kind) === EVENT.task && get(w, event + E.subject) === t) return true;
  }
  return false;
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
  const service = m.places.service(0);
  if (get(w, slot + L.tracked) !== get(w, task + T.id) || !watchesFailures(m, w, service)) return;
  if (get(w, slot + L.failureOrder) !== 0 || get(w, slot + L.failureSeen) !== 0) return;
  const queued = get(w, service + S.failuresQueued) + 1;
  set(w, service + S.failuresQueued, queued);
  set(w, slot + L.failureOrder, queued);
  if (queued === 1) set(w, service + S.updaterSince, get(w, G.now));
}

function tellDelayedStarts(m: Model, w: Row, over: number): void {
  const l = slotOfTask(m, over);
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.delayed) !== PHASE.delay.waiting) continue;
    if (get(w, task + T.startAfter) !== placeOfTask(m, over) + 1 || get(w, task + T.startDue) !== NEVER) continue;
    set(w, task + T.startDue, get(w, G.now));
  }
}

/** Sets a desired state, which never goes back, and writes the task. */
export function setDesired(m: Model, w: Row, t: number, desired: number): void {
  const task = m.places.task(t);
  if (desired > TaskState.running) noteStop(m, w, t);
  set(w, task + T.desired, desired);
  set(w, task + T.desiredSince, get(w, G.now));
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
  const service = m.places.service(0);
  set(w, service + S.headStops, get(w, service + S.headStops) + 1);
}

/** Creates a task of a spec in a slot; returns it, or -1 when the slot's bound is met (the run is then undecided). */
export function createTask(m: Model, w: Row, l: number, spec: number, specVersion: number, desired: number): number {
  reap(m, w, l);
  const place = freePlace(m, w, l);
  if (place < 0) {
    set(w, G.overflow, 1);
    return -1;
  }
  const t = taskAt(m, l, place);
  const task = m.places.task(t);
  const id = get(w, G.lastTaskId) + 1;
  const now = get(w, G.now);
  set(w, G.lastTaskId, id);
  set(w, task + T.id, id);
  set(w, task + T.spec, spec);
  set(w, task + T.specVersion, specVersion);
  set(w, task + T.observed, TaskState.new);
  set(w, task + T.actual, TaskState.new);
  set(w, task + T.desired, desired);
  set(w, task + T.createdAt, now);
  set(w, task + T.actualSince, now);
  set(w, task + T.desiredSince, now);
  set(w, task + T.fate, drawFate(m, w, spec));
  writeTask(m, w, t);
  return t;
}

/** The fate of a new task: its spec's, unless that struck `once` already. */
function drawFate(m: Model, w: Row, spec: number): number {
  if (!specAt(m, spec).isHead) return 0;
  const chosen = get(w, G.headFate);
  const fate = m.fates[chosen - 1];
  if (fate?.times === 'once') {
    if (get(w, G.fateUsed) !== 0) return 0;
    set(w, G.fateUsed, 1);
  }
  return chosen;
}

/** A free place; one that no snapshot of an updater still names is preferred, so that a name never comes to mean another task. */
function freePlace(m: Model, w: Row, l: number): number {
  const slot = m.places.slot(l);
  const named = get(w, slot + L.snapshot) | get(w, slot + L.nextSnapshot);
  let free = -1;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    if (get(w, m.places.task(taskAt(m, l, place)) + T.id) !== 0) continue;
    if ((named & (1 << place)) === 0) return place;
    free = place;
  }
  return free;
}

/**
 * The task reaper: the oldest tasks that are over, beyond the history limit (semantics 7.7).
 * Simplified: at the next creation in the slot, not up to 250 ms later, and never a task whose end the orchestrator has not handled.
 */
function reap(m: Model, w: Row, l: number): void {
  for (;;) {
    let kept = 0;
    let oldest = -1;
    for (let place = 0; place < m.tasksPerSlot; place++) {
      const t = taskAt(m, l, place);
      const task = m.places.task(t);
      if (get(w, task + T.id) === 0) continue;
      kept++;
      if (!isReapable(w, task)) continue;
      if (oldest < 0 || get(w, task + T.id) < get(w, m.places.task(oldest) + T.id)) oldest = t;
    }
    if (kept < historyLimit(m, w) || oldest < 0) return;
    deleteTask(m, w, oldest);
  }
}

/** swarmkit taskreaper.go: MaxAttempts + 1 where attempts are limited; never more than the slot has room for. */
function historyLimit(m: Model, w: Row): number {
  const { maxAttempts } = specAt(m, get(w, m.places.service(0) + S.spec)).restart;
  return Math.min(maxAttempts > 0 ? maxAttempts + 1 : TASK_HISTORY_LIMIT, m.tasksPerSlot - 1);
}

function isReapable(w: Row, task: number): boolean {
  if (get(w, task + T.desired) <= TaskState.running) return false;
  const observed = get(w, task + T.observed);
  return observed > TaskState.running || observed <= TaskState.pending;
}

function deleteTask(m: Model, w: Row, t: number): void {
  const task = m.places.task(t);
  const wanted = get(w, task + T.desired) <= TaskState.running;
  tellDelayedStarts(m, w, t);
  Task.kinds.forEach((kind, offset) => {
    set(w, task + offset, kind === 'instant' ? NEVER : 0);
  });
  commit(w);
  if (wanted) publishService(m, w, 0);
}
