import { get, set, type Row } from '#src/layout/layout.js';
import { createTask } from '../create-task.ts';
import { specAt, type Model } from '../model.ts';
import { PHASE } from '../phases.ts';
import { KIND } from '../steps.ts';
import { taskAt } from '../store.ts';
import { TaskState } from '../vocabulary.ts';
import { E, Event, EVENT, G, isOverState, L, S, T } from '../world.ts';
import { ACTOR, pend, type Pending } from './pending.ts';
import { restart, updatableTasks } from './restart-supervisor.ts';
import { superviseUpdate } from './supervisor.ts';
import { registerUpdater } from './updater.ts';

/** The replicated orchestrator: one goroutine that reads its event queue in order (semantics 4.1). */
export function pendOrchestrator(m: Model, w: Row, into: Pending): void {
  if (get(w, G.queued) === 0 || get(w, m.places.service(0) + S.nextPending) !== 0) return;
  const since = get(w, G.orchestratorSince);
  pend(w, into, KIND['orchestrator.handles-event'], 0, ACTOR.orchestrator, since, m.scenario.timing.manager);
}

/**
 * Handles the oldest event. Simplified: an event a step, where SwarmKit handles all events of one commit before it ticks; only
 * events that make it act are queued at all.
 */
export function takeEvent(m: Model, w: Row): void {
  const event = m.places.event(0);
  const kind = get(w, event + E.kind);
  const subject = get(w, event + E.subject);
  const spec = get(w, event + E.spec);
  const specVersion = get(w, event + E.specVersion);
  const state = get(w, event + E.state);
  dequeue(m, w);
  set(w, G.orchestratorSince, get(w, G.now));
  if (kind === EVENT.task) handleTask(m, w, subject);
  else reconcile(m, w, subject, spec, specVersion, state);
}

function dequeue(m: Model, w: Row): void {
  const queued = get(w, G.queued);
  const first = m.places.event(0);
  w.copyWithin(first, m.places.event(1), m.places.event(queued));
  w.fill(0, m.places.event(queued - 1), m.places.event(queued - 1) + Event.size);
  set(w, G.queued, queued - 1);
}

/** swarmkit replicated/tasks.go tickTasks. */
function handleTask(m: Model, w: Row, t: number): void {
  const task = m.places.task(t);
  const wanted = get(w, task + T.id) !== 0 && get(w, task + T.desired) <= TaskState.running;
  if (wanted && isOverState(get(w, task + T.observed))) restart(m, w, t);
}

/** swarmkit replicated/services.go reconcile, with the service as the event carries it. */
function reconcile(m: Model, w: Row, s: number, spec: number, specVersion: number, state: number): void {
  let dead = false;
  for (let l = 0; l < m.slots; l++) {
    const slot = m.places.slot(l);
    const tasks = updatableTasks(m, w, l, state);
    if (tasks === 0) dead = true;
    set(w, slot + L.nextSnapshot, tasks);
    set(w, slot + L.nextWanted, tasks & tasksWith(m, w, l, TaskState.new, TaskState.running));
    set(w, slot + L.nextRunning, tasks & tasksWith(m, w, l, TaskState.running, TaskState.running));
  }
  const service = m.places.service(s);
  set(w, service + S.nextSpec, spec);
  set(w, service + S.nextSpecVersion, specVersion);
  set(w, service + S.nextState, state);
  set(w, service + S.nextMissing, dead ? 1 : 0);
  superviseUpdate(m, w, s);
  if (get(w, service + S.nextPending) === 0) finishReconcile(m, w, s);
}

/** The orchestrator stood still until the updater that it cancelled had returned; it registers the next one and goes on. */
export function wakeOrchestrator(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  if (get(w, service + S.nextPending) === 0 || get(w, service + S.updater) !== PHASE.updater.absent) return;
  set(w, service + S.nextPending, 0);
  registerUpdater(m, w, s);
  finishReconcile(m, w, s);
  set(w, G.orchestratorSince, get(w, G.now));
}

/** Places of a slot whose task has a desired state within two bounds. */
function tasksWith(m: Model, w: Row, l: number, least: number, most: number): number {
  let mask = 0;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    const desired = get(w, task + T.desired);
    if (get(w, task + T.id) !== 0 && desired >= least && desired <= most) mask |= 1 << place;
  }
  return mask;
}

/** What reconcile does once the Supervisor has let it go on: creates the tasks of dead slots, never through the updater. */
function finishReconcile(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  const spec = get(w, service + S.nextSpec);
  const specVersion = get(w, service + S.nextSpecVersion);
  if (get(w, service + S.nextMissing) !== 0) {
    const replicas = specAt(m, spec).replicas;
    for (let l = 0; l < replicas; l++) {
      if (get(w, m.places.slot(l) + L.nextSnapshot) === 0) refill(m, w, l, spec, specVersion);
    }
  }
  for (const field of [S.nextSpec, S.nextSpecVersion, S.nextState, S.nextMissing]) set(w, service + field, 0);
  for (let l = 0; l < m.slots; l++) {
    const slot = m.places.slot(l);
    for (const field of [L.nextSnapshot, L.nextWanted, L.nextRunning]) set(w, slot + field, 0);
  }
}

/** addTasks: a new task with desired RUNNING. Its dead predecessors stay as the slot's history. */
function refill(m: Model, w: Row, l: number, spec: number, specVersion: number): void {
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.id) !== 0 && get(w, task + T.desired) <= TaskState.running) return;
  }
  createTask(m, w, l, spec, specVersion, TaskState.running);
}
