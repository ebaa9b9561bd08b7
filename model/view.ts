import { get, NEVER, type Row } from '#src/layout/layout.js';
import { isDirtyTask } from './actors/dirty.ts';
import { isAlive } from './actors/host-memory.ts';
import { fateAt, serviceAt, specAt, type Model } from './model.ts';
import { slotOfTask } from './slots.ts';
import type { UpdateConfig } from './scenario.ts';
import {
  AVAILABILITIES,
  TASK_STATES,
  TaskState,
  UPDATE_STATES,
  type Availability,
  type ServiceMode,
  type TaskStateName,
  type UpdateStateName,
} from './vocabulary.ts';
import { END, G, N, S, T } from './world.ts';
import { isGone } from './store.ts';

/** What the Engine API shows of the world, and nothing else (semantics section 9). Objects are filled in place and reused. */
export interface ServiceShown {
  version: number;
  stamp: string | null;
  previousStamp: string | null;
  mode: ServiceMode;
  /** Mode.Replicated.Replicas; a global service has none. */
  replicas: number;
  containerSpec: number;
  updateState: UpdateStateName;
  startedAtMs: number | null;
  update: UpdateConfig;
  rollback: UpdateConfig;
}

export interface TaskShown {
  id: number;
  /** A global service's tasks have none: their node stands for it. */
  slot: number;
  state: TaskStateName;
  desired: TaskStateName;
  containerSpec: number;
  container: number;
  node: number;
  exitCode: number;
  createdAtMs: number;
}

export interface NodeShown {
  id: number;
  down: boolean;
  availability: Availability;
}

const stateName = (code: number): TaskStateName => TASK_STATES[code] ?? 'orphaned';

/** `GET /services/{id}`. */
export function showService(m: Model, w: Row, s: number, into: ServiceShown): void {
  const service = m.places.service(s);
  const spec = specAt(m, get(w, service + S.spec));
  const previous = get(w, service + S.previousSpec);
  const startedAt = get(w, service + S.startedAt);
  into.version = get(w, service + S.version);
  into.stamp = spec.stamp;
  into.previousStamp = previous === 0 ? null : specAt(m, previous - 1).stamp;
  into.mode = serviceAt(m, s).mode;
  into.replicas = into.mode === 'global' ? 0 : spec.replicas;
  into.containerSpec = spec.containerSpecId;
  into.updateState = UPDATE_STATES[get(w, service + S.updateState)] ?? 'unset';
  into.startedAtMs = startedAt === NEVER ? null : startedAt;
  into.update = spec.update;
  into.rollback = spec.rollback;
}

export function blankService(m: Model): ServiceShown {
  const { update, rollback } = specAt(m, 0);
  return {
    version: 0,
    stamp: null,
    previousStamp: null,
    mode: 'replicated',
    replicas: 0,
    containerSpec: 0,
    updateState: 'unset',
    startedAtMs: null,
    update,
    rollback,
  };
}

export function blankTask(): TaskShown {
  return {
    id: 0,
    slot: 0,
    state: 'new',
    desired: 'new',
    containerSpec: 0,
    container: 0,
    node: 0,
    exitCode: 0,
    createdAtMs: 0,
  };
}

/**
 * `GET /tasks` of the service; with `upToDate` only those that are not dirty against the spec in the store
 * (swarmkit controlapi/task.go). `pool` has an object a task record; `into` receives those that are shown.
 */
export function showTasks(
  m: Model,
  w: Row,
  s: number,
  upToDate: boolean,
  pool: readonly TaskShown[],
  into: TaskShown[],
): void {
  const service = m.places.service(s);
  const [spec, specVersion] = [get(w, service + S.spec), get(w, service + S.specVersion)];
  const [first, end] = tasksOf(m, s);
  into.length = 0;
  for (let t = first; t < end; t++) {
    const task = m.places.task(t);
    const shown = pool[t];
    if (shown === undefined || get(w, task + T.id) === 0) continue;
    if (upToDate && isDirtyTask(m, w, task, spec, specVersion)) continue;
    showTask(m, w, s, t, shown);
    into.push(shown);
  }
}

/** Task records of a service: from the first, up to the one behind the last. */
function tasksOf(m: Model, s: number): readonly [number, number] {
  const { firstSlot, slots } = serviceAt(m, s);
  return [firstSlot * m.tasksPerSlot, (firstSlot + slots) * m.tasksPerSlot];
}

function showTask(m: Model, w: Row, s: number, t: number, into: TaskShown): void {
  const task = m.places.task(t);
  const { mode, firstSlot } = serviceAt(m, s);
  const observed = get(w, task + T.observed);
  const spec = specAt(m, get(w, task + T.spec));
  into.id = get(w, task + T.id);
  into.slot = mode === 'global' ? get(w, task + T.node) : slotOfTask(m, t) - firstSlot + 1;
  into.state = stateName(observed);
  into.desired = stateName(get(w, task + T.desired));
  into.containerSpec = spec.containerSpecId;
  into.container = observed >= TaskState.ready && observed !== TaskState.rejected ? into.id : 0;
  into.node = get(w, task + T.node);
  into.exitCode = observed > TaskState.running ? exitCodeOf(m, w, task) : 0;
  into.createdAtMs = get(w, task + T.createdAt);
}

/** ContainerStatus.ExitCode of a task that is over: 137 for a kill, 143 where a healthcheck ended it. */
export function exitCodeOf(m: Model, w: Row, task: number): number {
  const end = get(w, task + T.end);
  if (end === END.killedByKernel) return 137;
  if (end === END.unhealthy) return 143;
  return end === END.exited ? (fateAt(m, get(w, task + T.fate))?.exitCode ?? 0) : 0;
}

/** `GET /services/{id}` answers, and so does `GET /tasks` with the service as a filter; otherwise they say that there is none. */
export const isThere = (m: Model, w: Row, s: number): boolean => !isGone(m, w, s);

/** ServiceStatus.RunningTasks: observed RUNNING, those being stopped included. */
export function runningTasks(m: Model, w: Row, s: number): number {
  const [first, end] = tasksOf(m, s);
  let running = 0;
  for (let t = first; t < end; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) !== 0 && get(w, task + T.observed) === TaskState.running) running++;
  }
  return running;
}

/** ServiceStatus.DesiredTasks: of a global service its tasks with desired state RUNNING. */
export function desiredTasks(m: Model, w: Row, s: number): number {
  if (serviceAt(m, s).mode === 'replicated') return specAt(m, get(w, m.places.service(s) + S.spec)).replicas;
  const [first, end] = tasksOf(m, s);
  let desired = 0;
  for (let t = first; t < end; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) !== 0 && get(w, task + T.desired) === TaskState.running) desired++;
  }
  return desired;
}

/** `GET /nodes`. The objects are reused: `pool` has one for each node. */
export function showNodes(m: Model, w: Row, pool: readonly NodeShown[], into: NodeShown[]): void {
  into.length = 0;
  pool.forEach((shown, n) => {
    const node = m.places.node(n);
    if (get(w, node + N.gone) !== 0) return;
    into.push(shown);
    shown.id = n + 1;
    shown.down = get(w, node + N.down) !== 0;
    shown.availability = AVAILABILITIES[get(w, node + N.availability)] ?? 'active';
  });
}

/**
 * One request to the app: answered while any task's container runs, has passed its healthcheck if it has one, and has not ended
 * its stop. Which of them answers cannot be told from outside, so it is no choice here.
 */
export function answersRequests(m: Model, w: Row): boolean {
  const [first, end] = tasksOf(m, 0);
  for (let t = first; t < end; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) === 0 || !isAlive(w, task) || get(w, task + T.actual) !== TaskState.running) continue;
    if (get(w, m.places.node(get(w, task + T.node) - 1) + N.cutSince) === NEVER) return true;
  }
  return false;
}

export const nowMs = (w: Row): number => get(w, G.now);
