import type { Availability, ServiceMode, TaskStateName, UpdateStateName } from '#model/vocabulary.js';

/**
 * What an assertion may ask of a Swarm. Every read is one request of the Engine API; no read is atomic with another.
 * Identities (tasks, containers, container specs, nodes) are tokens: numbers that the port hands out, equal exactly when
 * the things are equal. 0 is "none".
 */
export type Read = 'inspect' | 'replicas' | 'list' | 'up-to-date' | 'nodes' | 'health';
export type Token = number;

/** UpdateConfig or RollbackConfig as the engine will apply it, in ms. */
export interface RolloutPace {
  readonly parallelism: number;
  readonly delayMs: number;
  readonly monitorMs: number;
}

/** `GET /services/{name}`. */
export interface ServiceView {
  /** Version.Index: bumped by every write to the service. */
  readonly version: number;
  /** Spec.Labels["coop-cloud.<stack>.chaos-version"]; null when the label is absent. */
  readonly stamp: string | null;
  /** The same of PreviousSpec; null also when there is no PreviousSpec. */
  readonly previousStamp: string | null;
  readonly mode: ServiceMode;
  /** Tasks wanted (Mode.Replicated.Replicas); 0 for a global service, which wants one on each node that may run it. */
  readonly replicas: number;
  readonly containerSpec: Token;
  readonly updateState: UpdateStateName;
  /** UpdateStatus.StartedAt in ms of the engine's clock, null when absent. */
  readonly startedAtMs: number | null;
  readonly update: RolloutPace;
  readonly rollback: RolloutPace;
}

/** One element of `GET /tasks`. */
export interface TaskView {
  readonly id: Token;
  /** 1-based. A global service's tasks have none: their node stands for it. */
  readonly slot: number;
  readonly state: TaskStateName;
  readonly desired: TaskStateName;
  readonly containerSpec: Token;
  readonly container: Token;
  readonly node: Token;
  readonly exitCode: number;
  /** CreatedAt in ms of the engine's clock. */
  readonly createdAtMs: number;
}

/** One element of `GET /nodes`. */
export interface NodeView {
  readonly id: Token;
  readonly down: boolean;
  readonly availability: Availability;
}

interface Timed {
  /** When the request was sent and when its answer was there, in ms of the watcher's clock. */
  readonly askedMs: number;
  readonly answeredMs: number;
}

/** What a read brought. The object is reused by the simulator: a judge keeps words of its memory, never the answer. */
export type Answer = Timed &
  (
    | { readonly read: 'inspect'; readonly service: ServiceView }
    | { readonly read: 'replicas'; readonly running: number; readonly desired: number }
    | { readonly read: 'list' | 'up-to-date'; readonly tasks: readonly TaskView[] }
    | { readonly read: 'nodes'; readonly nodes: readonly NodeView[] }
    | { readonly read: 'health'; readonly answers: boolean }
    | { readonly read: 'error'; readonly message: string }
  );

/** The engine says of itself that it is at it: an update or a rollback is under way. */
export function isRollingOut({ updateState }: Pick<ServiceView, 'updateState'>): boolean {
  return updateState === 'updating' || updateState === 'rollback_started';
}

/** Desired state <= running: the orchestrator still wants this task. */
export function isWanted(task: TaskView): boolean {
  return task.desired === 'running' || task.desired === 'ready' || task.desired === 'new';
}

/**
 * The engine says `shutdown` of a task that it stopped, whatever the exit code, so these three states are deaths of the task's
 * own. Its desired state does not tell more: the restart supervisor moves it past running after a death too, and a task that
 * is seen alive with its shutdown wanted may be dead already, its report on the way. So a container that ends by itself
 * between its shutdown being wanted and the agent's stop is counted, and `rejected` by the constraint enforcer as well.
 */
export function diedOfItsOwn(state: TaskStateName): boolean {
  return state === 'failed' || state === 'complete' || state === 'rejected';
}

/** Observed state > running: the task is over. */
export function isOver(state: TaskStateName): boolean {
  switch (state) {
    case 'complete':
    case 'shutdown':
    case 'failed':
    case 'rejected':
    case 'remove':
    case 'orphaned':
      return true;
    case 'new':
    case 'pending':
    case 'assigned':
    case 'accepted':
    case 'preparing':
    case 'ready':
    case 'starting':
    case 'running':
      return false;
  }
}

/**
 * A Swarm that can be asked, live or simulated. A read never throws: an engine that does not answer is the answer `error`.
 * Instants, of the engine and of the watcher, count from one origin that is near enough for words of 32 bits.
 */
export interface SwarmPort {
  /** Services of the stack by name, the app first; reads name them by position. */
  readonly services: readonly string[];
  readonly ask: (read: Read, service: number) => Promise<Answer>;
  /** Waits on the clock that answers are dated by: real or virtual. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly nowMs: () => number;
}
