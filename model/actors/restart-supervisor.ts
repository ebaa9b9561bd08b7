import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { createTask } from '../create-task.ts';
import { OLD_TASK_TIMEOUT_MS } from '../defaults.ts';
import { delayedStart } from '../machines/delayed-start.ts';
import { serviceOfSlot, specOf, type Model } from '../model.ts';
import { AVAILABILITY } from '../nodes.ts';
import { PHASE } from '../phases.ts';
import { codeIn, wire } from '../step-machine.ts';
import { KIND } from '../steps.ts';
import { placeOfTask, slotOfTask, taskAt } from '../slots.ts';
import { setDesired, writeTask } from '../store.ts';
import { newestIn } from '../task-reaper.ts';
import { TaskState } from '../vocabulary.ts';
import { G, isOverState, isRollingBack, L, N, S, T } from '../world.ts';
import { actorOf, pend, type Pending } from './pending.ts';

/** swarmkit manager/orchestrator/restart/restart.go; semantics section 7. Subjects are task indexes. */
const delays = wire<Model, Row>(delayedStart, {
  read: (m, w, t) => get(w, m.places.task(t) + T.delayed),
  write: (m, w, t, state) => {
    set(w, m.places.task(t) + T.delayed, state);
  },
  guards: { 'waits for the old task': waitsForOld },
  effects: { 'starts now': startNow },
});
const ON = {
  delays: codeIn(delays.table.events, 'supervisor.delays'),
  elapses: codeIn(delays.table.events, 'delay.elapses'),
  oldEnds: codeIn(delays.table.events, 'old-task.ends'),
  leaderChanges: codeIn(delays.table.events, 'leader.changes'),
} as const;

/** The old task, if there was one, is still there and not over, and its node is not down. */
function waitsForOld(m: Model, w: Row, t: number): boolean {
  const after = get(w, m.places.task(t) + T.startAfter);
  if (after === 0) return false;
  const old = m.places.task(taskAt(m, slotOfTask(m, t), after - 1));
  return get(w, old + T.id) !== 0 && !isOverState(get(w, old + T.observed)) && !isOnDownNode(m, w, old);
}

function isOnDownNode(m: Model, w: Row, task: number): boolean {
  const node = get(w, task + T.node);
  return node !== 0 && get(w, m.places.node(node - 1) + N.down) !== 0;
}

/** StartNow: promotes a task that is not yet desired RUNNING; otherwise writes nothing. */
function startNow(m: Model, w: Row, t: number): void {
  const task = m.places.task(t);
  set(w, task + T.startDue, NEVER);
  set(w, task + T.startDeadline, NEVER);
  set(w, task + T.startAfter, 0);
  if (get(w, task + T.desired) < TaskState.running) setDesired(m, w, t, TaskState.running);
  // swarmkit restart.go waitRestart: a restart that was asked for while this start was pending is tried once more.
  else if (get(w, task + T.desired) === TaskState.running && isOverState(get(w, task + T.observed))) writeTask(m, w, t);
}

/** DelayStart. A second one for the same task replaces the first. `old` -1: nothing to wait for. */
export function delayStart(m: Model, w: Row, t: number, delayMs: number, old: number): void {
  const task = m.places.task(t);
  const now = get(w, G.now);
  set(w, task + T.delayed, PHASE.delay.none);
  delays.fire(m, w, t, ON.delays);
  set(w, task + T.startDue, now + delayMs);
  set(w, task + T.startAfter, old < 0 ? 0 : placeOfTask(m, old) + 1);
  set(w, task + T.startDeadline, now + OLD_TASK_TIMEOUT_MS);
  if (delayMs === 0 && waitsForOld(m, w, t)) elapse(m, w, t);
}

function elapse(m: Model, w: Row, t: number): void {
  delays.fire(m, w, t, ON.elapses);
  const task = m.places.task(t);
  if (get(w, task + T.delayed) === PHASE.delay.waiting) set(w, task + T.startDue, NEVER);
}

export function pendDelayedStarts(m: Model, w: Row, into: Pending): void {
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    const phase = get(w, task + T.delayed);
    if (phase === PHASE.delay.none) continue;
    const due = get(w, task + T.startDue);
    const deadline = get(w, task + T.startDeadline);
    const at = phase === PHASE.delay.waiting && (due === NEVER || deadline < due) ? deadline : due;
    pend(w, into, KIND['restart-supervisor.starts-task'], t, actorOf.restartSupervisor, at, m.scenario.timing.manager);
  }
}

export function takeDelayedStart(m: Model, w: Row, t: number): void {
  if (get(w, m.places.task(t) + T.delayed) === PHASE.delay.waiting) delays.fire(m, w, t, ON.oldEnds);
  else elapse(m, w, t);
}

/** Restart: shuts the task down and, where the policy says so, replaces it from the spec that is in the store now. */
export function restart(m: Model, w: Row, t: number): void {
  const task = m.places.task(t);
  // Another delayed start for this very task is pending: its promotion will publish the task again.
  if (get(w, task + T.delayed) !== PHASE.delay.none) return;
  const again = shouldRestart(m, w, t);
  setDesired(m, w, t, TaskState.shutdown);
  if (!again) return;
  const l = slotOfTask(m, t);
  const service = m.places.service(serviceOfSlot(m, l));
  const spec = get(w, service + S.spec);
  // Asked before the creation, which may reap the task.
  const id = get(w, task + T.id);
  const waitsStop = !isOverState(get(w, task + T.observed)) && !isOnDownNode(m, w, task);
  const delayMs = isOnDrainedNode(m, w, task) ? 0 : delayOf(m, w, task);
  const replacement = createTask(m, w, l, spec, get(w, service + S.specVersion), TaskState.ready);
  if (replacement < 0) return;
  recordRestart(m, w, l, replacement);
  delayStart(m, w, replacement, delayMs, waitsStop && get(w, task + T.id) === id ? t : -1);
}

/** swarmkit restart.go Restart: the delay is the old task's own, and not applied to drained nodes. */
const delayOf = (m: Model, w: Row, task: number): number => specOf(m, w, task).restart.delayMs;

function isOnDrainedNode(m: Model, w: Row, task: number): boolean {
  const node = get(w, task + T.node);
  return node !== 0 && get(w, m.places.node(node - 1) + N.availability) === AVAILABILITY.drain;
}

/** A leader's delayed starts and restart history end with its term. */
export function forgetRestarts(m: Model, w: Row): void {
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    delays.fire(m, w, t, ON.leaderChanges);
    for (const instant of [T.startDue, T.startDeadline]) set(w, task + instant, NEVER);
    set(w, task + T.startAfter, 0);
  }
  for (let l = 0; l < m.slots; l++) {
    set(w, m.places.slot(l) + L.restarts, 0);
    set(w, m.places.slot(l) + L.restartVersion, 0);
    for (let a = 0; a < m.places.dimensions.attempts; a++) set(w, m.places.attempt(l, a), NEVER);
  }
}

/** swarmkit taskinit/init.go: a READY task waits for what is left of its restart delay, counted from its last status. */
export function startAgain(m: Model, w: Row, t: number): void {
  const task = m.places.task(t);
  const delayMs = delayOf(m, w, task);
  const left = Math.min(delayMs, get(w, task + T.statusAt) + delayMs - get(w, G.now));
  if (left > 0) delayStart(m, w, t, left, -1);
  else startNow(m, w, t);
}

/** Semantics 7.3. */
export function shouldRestart(m: Model, w: Row, t: number): boolean {
  const task = m.places.task(t);
  const { condition, maxAttempts, windowMs } = specOf(m, w, task).restart;
  if (condition === 'none') return false;
  if (condition === 'on-failure' && get(w, task + T.observed) === TaskState.complete) return false;
  if (maxAttempts === 0) return true;
  const l = slotOfTask(m, t);
  const slot = m.places.slot(l);
  const restarts = get(w, slot + L.restarts);
  if (restarts === 0 || get(w, slot + L.restartVersion) !== get(w, task + T.specVersion)) return true;
  if (windowMs === 0) return restarts < maxAttempts;
  // swarmkit restart.go shouldRestart: looks back from when the task's status was applied, so the answer never changes by waiting.
  const endedAt = get(w, task + T.statusAt);
  let recent = 0;
  for (let a = 0; a < m.places.dimensions.attempts; a++) {
    const at = get(w, m.places.attempt(l, a));
    if (at !== NEVER && at <= endedAt && endedAt - at < windowMs) recent++;
  }
  return recent < maxAttempts;
}

/** RecordRestartHistory: counters start over with the first replacement of another SpecVersion. */
export function recordRestart(m: Model, w: Row, l: number, replacement: number): void {
  const task = m.places.task(replacement);
  const { maxAttempts, windowMs } = specOf(m, w, task).restart;
  if (maxAttempts === 0) return;
  const slot = m.places.slot(l);
  const version = get(w, task + T.specVersion);
  const { attempts } = m.places.dimensions;
  if (get(w, slot + L.restartVersion) !== version) {
    set(w, slot + L.restartVersion, version);
    set(w, slot + L.restarts, 0);
    for (let a = 0; a < attempts; a++) set(w, m.places.attempt(l, a), NEVER);
  }
  set(w, slot + L.restarts, get(w, slot + L.restarts) + 1);
  if (windowMs === 0) return;
  for (let a = attempts - 1; a > 0; a--) set(w, m.places.attempt(l, a), get(w, m.places.attempt(l, a - 1)));
  if (attempts > 0) set(w, m.places.attempt(l, 0), get(w, task + T.createdAt));
}

/** UpdatableTasksInSlot (semantics 7.4), as a mask of places; 0: the slot is dead. `state` is the snapshot's update status. */
export function updatableTasks(m: Model, w: Row, l: number, state: number): number {
  let wanted = 0;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.id) !== 0 && get(w, task + T.desired) <= TaskState.running) wanted |= 1 << place;
  }
  if (wanted !== 0 || isRollingBack(state)) return wanted;
  const newest = newestIn(m, w, l);
  return newest < 0 || shouldRestart(m, w, newest) ? 0 : 1 << placeOfTask(m, newest);
}
