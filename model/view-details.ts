import { get, NEVER, type Row } from '#src/layout/layout.js';
import { fateAt, serviceAt, specOf, type Model } from './model.ts';
import { isWithoutNode } from './actors/scheduler.ts';
import { TaskState } from './vocabulary.ts';
import { exitCodeOf } from './view.ts';
import { END, G, MESSAGES, S, T } from './world.ts';

/** What the Engine API shows beyond what rules ask for (semantics section 9). */
export interface StatusDetails {
  /** UpdateStatus.Message. */
  readonly message: string;
  readonly completedAtMs: number | null;
}

export function statusDetails(m: Model, w: Row, s: number): StatusDetails {
  const service = m.places.service(s);
  const completedAt = get(w, service + S.completedAt);
  return {
    message: MESSAGES[get(w, service + S.message)] ?? '',
    completedAtMs: completedAt === NEVER ? null : completedAt,
  };
}

/** Index of the spec that the service carries, and of its PreviousSpec; null: none. */
export function specsShown(m: Model, w: Row, s: number): { readonly spec: number; readonly previous: number | null } {
  const service = m.places.service(s);
  const previous = get(w, service + S.previousSpec);
  return { spec: get(w, service + S.spec), previous: previous === 0 ? null : previous - 1 };
}

/** Where a task stands in its service's list, and what `GET /tasks/{id}` says of it beside `TaskShown`. */
export interface TaskDetails {
  readonly id: number;
  readonly spec: number;
  /** Status.Timestamp. */
  readonly statusAtMs: number;
  readonly message: string;
  /** Status.Err, the image's name left out; empty: none. */
  readonly error: 'none' | 'non-zero exit' | 'unhealthy' | 'no such image' | 'no suitable node' | 'constraints';
  readonly exitCode: number;
}

/** Status.Message of each state, as its writer has it (semantics 8.1). */
const TASK_MESSAGES: Readonly<Record<number, string>> = {
  [TaskState.new]: 'created',
  [TaskState.pending]: 'pending task scheduling',
  [TaskState.assigned]: 'scheduler assigned task to node',
  [TaskState.accepted]: 'accepted',
  [TaskState.preparing]: 'preparing',
  [TaskState.ready]: 'prepared',
  [TaskState.starting]: 'starting',
  [TaskState.running]: 'started',
  [TaskState.complete]: 'finished',
  [TaskState.shutdown]: 'shutdown',
  // A fatal error leaves the message of the state that it came in; which that was is not known of a container that failed.
  [TaskState.failed]: 'started',
  [TaskState.rejected]: 'preparing',
};

export function taskDetails(m: Model, w: Row, t: number): TaskDetails {
  const task = m.places.task(t);
  const observed = get(w, task + T.observed);
  const end = observed > TaskState.running ? get(w, task + T.end) : END.none;
  const isEnforced = end === END.enforced;
  return {
    id: get(w, task + T.id),
    spec: get(w, task + T.spec),
    statusAtMs: get(w, task + T.statusAt),
    message: isEnforced ? 'assigned node no longer meets constraints' : (TASK_MESSAGES[observed] ?? ''),
    error: isEnforced ? 'constraints' : errorOf(m, w, t, observed, end),
    exitCode: observed > TaskState.running ? exitCodeOf(m, w, task) : 0,
  };
}

function errorOf(m: Model, w: Row, t: number, observed: number, end: number): TaskDetails['error'] {
  if (observed === TaskState.pending) return isWithoutNode(m, w, t) ? 'no suitable node' : 'none';
  if (end === END.unhealthy) return 'unhealthy';
  if (end === END.rejected) return 'no such image';
  return observed === TaskState.failed ? 'non-zero exit' : 'none';
}

/** The task of a service whose end the store learnt of last, although it was to run; null: there is none. */
export function lastFailure(m: Model, w: Row, s: number): number | null {
  const { firstSlot, slots } = serviceAt(m, s);
  let [found, latest] = [0, -1];
  for (let t = firstSlot * m.tasksPerSlot; t < (firstSlot + slots) * m.tasksPerSlot; t++) {
    const task = m.places.task(t);
    const end = get(w, task + T.end);
    const isFailure = get(w, task + T.observed) > TaskState.running && end !== END.none && end !== END.stopped;
    if (!isFailure || get(w, task + T.statusAt) < latest) continue;
    found = get(w, task + T.id);
    latest = get(w, task + T.statusAt);
  }
  return found === 0 ? null : found;
}

/** A container as its node shows it: what the manager learns of later. */
export interface ContainerShown {
  readonly task: number;
  readonly spec: number;
  readonly node: number;
  readonly state: 'created' | 'running' | 'exited';
  readonly exitCode: number;
  readonly oomKilled: boolean;
  readonly startedAtMs: number | null;
  readonly changedAtMs: number;
  /** Null: it has no healthcheck. */
  readonly health: 'starting' | 'healthy' | 'unhealthy' | null;
}

/** Null: the task has none (yet). */
export function containerOf(m: Model, w: Row, t: number): ContainerShown | null {
  const task = m.places.task(t);
  const actual = get(w, task + T.actual);
  const node = get(w, task + T.node);
  if (get(w, task + T.id) === 0 || node === 0 || actual < TaskState.ready || actual === TaskState.rejected) return null;
  const startedAt = get(w, task + T.startedAt);
  const end = get(w, task + T.end);
  const isOver = actual > TaskState.running;
  return {
    task: get(w, task + T.id),
    spec: get(w, task + T.spec),
    node,
    state: isOver ? 'exited' : actual === TaskState.ready ? 'created' : 'running',
    exitCode: isOver ? exitCodeOf(m, w, task) : 0,
    oomKilled: end === END.killedByKernel,
    startedAtMs: startedAt === NEVER ? null : startedAt,
    changedAtMs: get(w, task + T.actualSince),
    health: specOf(m, w, task).healthcheck === null ? null : healthOf(actual, end),
  };
}

const healthOf = (actual: number, end: number): 'starting' | 'healthy' | 'unhealthy' => {
  if (end === END.unhealthy) return 'unhealthy';
  return actual <= TaskState.starting ? 'starting' : 'healthy';
};

/** What befalls this task, if anything does; for what its container prints. */
export const fateKind = (m: Model, w: Row, t: number): string =>
  fateAt(m, get(w, m.places.task(t) + T.fate))?.kind ?? 'good';

/** The task's state on its node, and in the store, for whoever notes changes. */
export const statesOf = (m: Model, w: Row, t: number) => {
  const task = m.places.task(t);
  return {
    id: get(w, task + T.id),
    observed: get(w, task + T.observed),
    desired: get(w, task + T.desired),
    node: get(w, task + T.node),
    actual: get(w, task + T.actual),
  };
};

/** Raft's index: the Version.Index of what was written last. */
export const raftIndex = (w: Row): number => get(w, G.raftIndex);
