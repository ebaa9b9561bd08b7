import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { specOf, type Model } from './model.ts';
import { TaskState } from './vocabulary.ts';
import { E, EVENT, G, L, S, T } from './world.ts';
import { PHASE, watchesFailures } from './phases.ts';

/** The manager's store: transactions, and the events that each commit publishes (semantics section 3). */

export const slotOfTask = (m: Model, t: number): number => Math.floor(t / m.tasksPerSlot);
export const placeOfTask = (m: Model, t: number): number => t % m.tasksPerSlot;
export const taskAt = (m: Model, l: number, place: number): number => l * m.tasksPerSlot + place;

/** Takes the next raft index. Simplified: one index per write, where SwarmKit shares one among the writes of a transaction. */
export function commit(w: Row): number {
  const index = get(w, G.raftIndex) + 1;
  set(w, G.raftIndex, index);
  return index;
}

/** Writes the service: a new Version.Index, and an event that carries the service as it is now. */
export function writeService(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  set(w, service + S.version, commit(w));
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

/** Delayed starts that wait for this task need not wait any longer. */
export function tellDelayedStarts(m: Model, w: Row, over: number): void {
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
