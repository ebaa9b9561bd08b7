import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { fateOf, later, serviceOfSlot, specOf, type Model } from '../model.ts';
import { AVAILABILITY, meetsConstraints } from '../nodes.ts';
import { slotOfTask } from '../slots.ts';
import { KIND } from '../steps.ts';
import { isOutdated, writeTask } from '../store.ts';
import { TaskState } from '../vocabulary.ts';
import { G, isOverState, N, T } from '../world.ts';
import { actorOf, pend, type Pending } from './pending.ts';
import { TASK_EVENT, taskLives } from './task-lives.ts';

/** `scheduler.assigns` names a task and a node. */
export const assignment = (m: Model, argument: number) => ({
  t: argument % m.tasks,
  n: Math.floor(argument / m.tasks),
});

/** Allocator and scheduler (semantics 8.1, 8.5). PENDING is never a failure and has no time-out. */
export function pendScheduling(m: Model, w: Row, t: number, task: number, into: Pending): void {
  const { timing } = m.scenario;
  const offer = (kind: number, argument: number, since: number, window = timing.schedule): void => {
    pend(w, into, kind, argument, actorOf.scheduler, since, window);
  };
  if (get(w, task + T.observed) === TaskState.new) {
    offer(KIND['allocator.allocates'], t, get(w, task + T.actualSince), timing.allocate);
    return;
  }
  // The constraint enforcer may have rejected it where it is preassigned; swarmkit scheduler.go updateTask: then it is let go.
  if (get(w, task + T.observed) !== TaskState.pending || get(w, task + T.dropped) !== 0) return;
  if (offerNodes(m, w, t, task, offer)) return;
  if (!isOutdated(m, w, t)) return;
  if (get(w, task + T.desired) > TaskState.running) {
    offer(KIND['scheduler.gives-up'], t, get(w, task + T.desiredSince));
  } else if (get(w, task + T.tickAt) !== NEVER) {
    // noSuitableNode: a task of an older SpecVersion is not put back into the queue (moby#53722).
    offer(KIND['scheduler.drops'], t, get(w, task + T.tickAt));
  }
}

/**
 * Nodes that would do: of these the one with the fewest tasks of the service, then with the fewest; ties are a choice.
 * Simplified: placement preferences are not heeded, nor are nodes avoided on which tasks have failed five times in five
 * minutes; plugins, platforms, host ports and CPUs are not modelled (semantics 8.5).
 */
function offerNodes(
  m: Model,
  w: Row,
  t: number,
  task: number,
  offer: (kind: number, argument: number, since: number) => void,
): boolean {
  const since = later(get(w, task + T.actualSince), get(w, G.freedAt));
  const preassigned = get(w, task + T.node) - 1;
  if (m.nodes === 1) {
    const fitting = canTake(m, w, task, 0, preassigned);
    if (fitting) offer(KIND['scheduler.assigns'], t, since);
    return fitting;
  }
  let least = Infinity;
  for (let n = 0; n < m.nodes; n++) {
    if (canTake(m, w, task, n, preassigned)) least = Math.min(least, crowding(m, w, t, n));
  }
  for (let n = 0; n < m.nodes; n++) {
    if (canTake(m, w, task, n, preassigned) && crowding(m, w, t, n) === least)
      offer(KIND['scheduler.assigns'], t + n * m.tasks, since);
  }
  return least < Infinity;
}

/** The filters: ready, constraint, resources. A preassigned task can only go where it is. */
function canTake(m: Model, w: Row, task: number, n: number, preassigned: number): boolean {
  if (preassigned >= 0 && preassigned !== n) return false;
  const node = m.places.node(n);
  const isReady = get(w, node + N.down) === 0 && get(w, node + N.gone) === 0;
  if (!isReady || get(w, node + N.availability) !== AVAILABILITY.active) return false;
  return meetsConstraints(m, w, n, specOf(m, w, task)) && fits(m, w, task, n);
}

/** Pending, and no node would do as things are: Status.Err then says so. */
export function isWithoutNode(m: Model, w: Row, t: number): boolean {
  const task = m.places.task(t);
  const preassigned = get(w, task + T.node) - 1;
  for (let n = 0; n < m.nodes; n++) if (canTake(m, w, task, n, preassigned)) return false;
  return true;
}

/** swarmkit scheduler.go nodeLess. */
function crowding(m: Model, w: Row, t: number, n: number): number {
  const s = serviceOfSlot(m, slotOfTask(m, t));
  let [ofService, all] = [0, 0];
  for (let u = 0; u < m.tasks; u++) {
    const other = m.places.task(u);
    if (!isAssigned(w, other) || get(w, other + T.node) !== n + 1 || get(w, other + T.desired) > TaskState.running)
      continue;
    all++;
    if (serviceOfSlot(m, slotOfTask(m, u)) === s) ofService++;
  }
  return ofService * (m.tasks + 1) + all;
}

/** Assigned and not over: it holds its reservation. */
function isAssigned(w: Row, task: number): boolean {
  const observed = get(w, task + T.observed);
  return get(w, task + T.node) !== 0 && observed >= TaskState.assigned && !isOverState(observed);
}

/** Reservations of all tasks assigned and not over, old ones that are still stopping included. Limits do not count. */
function fits(m: Model, w: Row, task: number, n: number): boolean {
  if (fateOf(m, w, task)?.kind === 'unschedulable') return false;
  const need = specOf(m, w, task).reservationMb;
  if (need === 0) return true;
  let reserved = 0;
  for (let t = 0; t < m.tasks; t++) {
    const other = m.places.task(t);
    if (isAssigned(w, other) && get(w, other + T.node) === n + 1) reserved += specOf(m, w, other).reservationMb;
  }
  return reserved + need <= m.scenario.host.memoryMb;
}

export function takeAllocation(m: Model, w: Row, t: number): void {
  move(m, w, t, TASK_EVENT.allocates);
}

export function takeAssignment(m: Model, w: Row, argument: number): void {
  const { t, n } = assignment(m, argument);
  set(w, m.places.task(t) + T.node, n + 1);
  move(m, w, t, TASK_EVENT.assigns);
}

export function takeGivingUp(m: Model, w: Row, t: number): void {
  move(m, w, t, TASK_EVENT.givesUp);
}

export function takeDrop(m: Model, w: Row, t: number): void {
  set(w, m.places.task(t) + T.dropped, 1);
  set(w, m.places.task(t) + T.tickAt, NEVER);
}

/** The manager's own writes: what it knows is what is. */
function move(m: Model, w: Row, t: number, event: number): void {
  const task = m.places.task(t);
  taskLives.fire(m, w, t, event);
  set(w, task + T.observed, get(w, task + T.actual));
  set(w, task + T.statusAt, get(w, G.now));
  set(w, task + T.tickAt, NEVER);
  writeTask(m, w, t);
}
