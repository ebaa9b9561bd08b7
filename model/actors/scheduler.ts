import { get, set, type Row } from '#src/layout/layout.js';
import { fateOf, later, specOf, type Model } from '../model.ts';
import { KIND } from '../steps.ts';
import { writeTask } from '../store.ts';
import { TaskState } from '../vocabulary.ts';
import { G, isOverState, S, T } from '../world.ts';
import { ACTOR, pend, type Pending } from './pending.ts';
import { TASK_EVENT, taskLives } from './task-lives.ts';

/**
 * Allocator and scheduler (semantics 8.1, 8.5). PENDING is never a failure and has no time-out.
 * Simplified: a pending task of an older SpecVersion that did not fit is not dropped from the queue for good (the stranding bug).
 */
export function pendScheduling(m: Model, w: Row, t: number, task: number, into: Pending): void {
  const { timing } = m.scenario;
  if (get(w, task + T.observed) === TaskState.new) {
    pend(w, into, KIND['allocator.allocates'], t, ACTOR.scheduler, get(w, task + T.actualSince), timing.allocate);
  } else if (fits(m, w, task)) {
    const since = later(get(w, task + T.actualSince), get(w, G.freedAt));
    pend(w, into, KIND['scheduler.assigns'], t, ACTOR.scheduler, since, timing.schedule);
  } else if (isOutdated(m, w, task)) {
    pend(w, into, KIND['scheduler.gives-up'], t, ACTOR.scheduler, get(w, task + T.desiredSince), timing.schedule);
  }
}

/** PENDING to SHUTDOWN: unschedulable, older than the service, and no longer wanted. */
function isOutdated(m: Model, w: Row, task: number): boolean {
  const version = get(w, m.places.service(0) + S.specVersion);
  return get(w, task + T.desired) > TaskState.running && get(w, task + T.specVersion) < version;
}

/** Reservations of all tasks assigned and not over, old ones that are still stopping included. Limits do not count. */
function fits(m: Model, w: Row, task: number): boolean {
  if (fateOf(m, w, task)?.kind === 'unschedulable') return false;
  const need = specOf(m, w, task).reservationMb;
  if (need === 0) return true;
  let reserved = 0;
  for (let t = 0; t < m.tasks; t++) {
    const other = m.places.task(t);
    if (get(w, other + T.node) === 0 || isOverState(get(w, other + T.observed))) continue;
    reserved += specOf(m, w, other).reservationMb;
  }
  return reserved + need <= m.scenario.host.memoryMb;
}

export function takeAllocation(m: Model, w: Row, t: number): void {
  move(m, w, t, TASK_EVENT.allocates);
}

export function takeAssignment(m: Model, w: Row, t: number): void {
  set(w, m.places.task(t) + T.node, 1);
  move(m, w, t, TASK_EVENT.assigns);
}

export function takeGivingUp(m: Model, w: Row, t: number): void {
  move(m, w, t, TASK_EVENT.givesUp);
}

/** The manager's own writes: what it knows is what is. */
function move(m: Model, w: Row, t: number, event: number): void {
  const task = m.places.task(t);
  taskLives.fire(m, w, t, event);
  set(w, task + T.observed, get(w, task + T.actual));
  writeTask(m, w, t);
}
