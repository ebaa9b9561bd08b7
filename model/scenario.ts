import type {
  FailureAction,
  FateKind,
  FaultKind,
  Move,
  RestartCondition,
  ServiceMode,
  UpdateOrder,
} from './vocabulary.ts';

/** A duration that may take any value between two bounds, in ms, both included. */
export interface Window {
  readonly earliestMs: number;
  readonly latestMs: number;
}

/** Takes no time. */
export const AT_ONCE: Window = { earliestMs: 0, latestMs: 0 };

/** swarmkit api/types.proto UpdateConfig, defaults filled in. `parallelism` 0 is unlimited. */
export interface UpdateConfig {
  readonly parallelism: number;
  readonly delayMs: number;
  readonly failureAction: FailureAction;
  readonly monitorMs: number;
  readonly maxFailureRatio: number;
  readonly order: UpdateOrder;
}

/** swarmkit RestartPolicy. `maxAttempts` 0 is unlimited, `windowMs` 0 is an unbounded look-back. */
export interface RestartPolicy {
  readonly condition: RestartCondition;
  readonly delayMs: number;
  readonly maxAttempts: number;
  readonly windowMs: number;
}

/** Simplified: probes are not steps; a healthcheck's verdict comes within the bounds that its settings give (semantics 8.2). */
export interface Healthcheck {
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly startPeriodMs: number;
}

/** What becomes of a spec's tasks. `once`: its first task only; `persistent`: every task of that spec. */
export interface Fate {
  readonly kind: FateKind;
  readonly times: 'persistent' | 'once';
  /** `dies`, `dies-late`, `turns-unhealthy`: from RUNNING; `starts-slowly`: the start itself; `eats-memory`: from the container's start. */
  readonly window: Window;
  /** `dies`, `dies-late`: the container's exit code. */
  readonly exitCode: number;
  /** `eats-memory`: what a task grows to, in MB. */
  readonly memoryMb: number;
}

/** How this spec's containers behave on the node when no fate interferes. */
export interface Behaviour {
  /** Image pull and container creation: PREPARING to READY. */
  readonly prepare: Window;
  /** Container start (and, with a healthcheck, until healthy): STARTING to RUNNING. */
  readonly start: Window;
  /** From SIGTERM until the container is gone; cut at the grace period. */
  readonly stop: Window;
  /** How long memory stays at `bootMemoryMb` after the container has started. */
  readonly boot: Window;
  readonly bootMemoryMb: number;
  readonly restMemoryMb: number;
}

export interface ServiceSpec {
  /** The deployed commit: label `coop-cloud.<stack>.chaos-version`; null: no such label. */
  readonly stamp: string | null;
  /** Tells service labels apart that are not the stamp (a label-only deploy changes it). */
  readonly label: string;
  /** Two specs with the same template have deep-equal TaskSpecs. */
  readonly template: string;
  /** Of a replicated service; a global one has a task on each node that may run it. */
  readonly replicas: number;
  /** A placement constraint: only nodes that carry the scenario's label will do. */
  readonly constrained: boolean;
  readonly update: UpdateConfig;
  readonly rollback: UpdateConfig;
  readonly restart: RestartPolicy;
  readonly reservationMb: number;
  readonly stopGraceMs: number;
  readonly healthcheck: Healthcheck | null;
  readonly behaviour: Behaviour;
}

/** Each node of the swarm is such a host; the first is the manager. */
export interface Host {
  readonly nodes: number;
  readonly memoryMb: number;
  /** Levels of the other residents' load: it starts at the first, and may change to any other `loadChanges` times, on any node. */
  readonly loadMb: readonly number[];
  readonly loadChanges: number;
  /** From the instant at which demand exceeds the budget to the kernel's kill. */
  readonly oomKill: Window;
}

/** Delays of the engine's own parts. The manager's steps are urgent when `manager` is 0-0. */
export interface Timing {
  /** How long any manager goroutine may take to its next step. */
  readonly manager: Window;
  /** NEW to PENDING. */
  readonly allocate: Window;
  /** PENDING to ASSIGNED, once it fits (scheduler debounce). */
  readonly schedule: Window;
  /** Until an agent knows an assignment or a desired state (dispatcher batch 100 ms). */
  readonly assign: Window;
  /** From a desired state past RUNNING, known to the agent, to the stop signal (back-off about 1 s). */
  readonly stopSignal: Window;
  /** From a state on the node to the same state in the store; only the latest is reported. */
  readonly report: Window;
  /** From a node's last heartbeat to DOWN in the store (swarmkit dispatcher: 5 s, three times). */
  readonly nodeDown: Window;
}

/** An engine whose parts take no time of their own. */
export const NO_DELAYS: Timing = {
  manager: AT_ONCE,
  allocate: AT_ONCE,
  schedule: AT_ONCE,
  assign: AT_ONCE,
  stopSignal: AT_ONCE,
  report: AT_ONCE,
  nodeDown: AT_ONCE,
};

export interface Watcher {
  /** Between two rounds of a poll loop. */
  readonly intervalMs: number;
  /** Between two reads of one round, and from the deploy's answer to the first read. */
  readonly read: Window;
  readonly deadlineMs: number;
  readonly healthDeadlineMs: number;
  readonly healthAnswers: number;
  readonly healthyNeedsConverged: boolean;
  /** The commit that rules are asked for, where that is another one than the head's: what is deployed is then never what was asked for. */
  readonly askedFor?: string;
  /** cc-ci/v4: how long it waits for a sign of the update before it takes the deploy for a no-op. */
  readonly graceMs: number;
}

export interface Operator {
  /** Kinds of moves that may follow the deploy of the head. */
  readonly moves: readonly Move[];
  readonly maxMoves: number;
  /** When a move may come, from the deploy. */
  readonly moveWindow: Window;
  /** Replicas that a `scale` asks for; a second one goes back. */
  readonly scaleTo: number;
  /** Between two requests of one command: it lists the services first, then updates one after the other. */
  readonly request: Window;
}

/** What may happen to the cluster from the deploy on, at any instant. */
export interface Faults {
  readonly kinds: readonly FaultKind[];
  readonly maxFaults: number;
  /** How long a node is cut off. */
  readonly downFor: Window;
  /** How much later an answer comes than it was given, by the least or by the most of it; where answers may be late. */
  readonly lateBy?: Window | undefined;
}

export interface Bounds {
  readonly maxSteps: number;
  readonly horizonMs: number;
  /** Tasks that a slot can hold at once, history included. */
  readonly tasksPerSlot: number;
}

/** One service of the stack: what it runs before the deploy, and what it may come to run. */
export interface ServicePlan {
  readonly service: string;
  readonly mode: ServiceMode;
  readonly base: ServiceSpec;
  readonly head: ServiceSpec;
  /** The commit of an operator's `other-spec` move. */
  readonly other: ServiceSpec;
  /** What may become of the head; the run chooses one. */
  readonly headFates: readonly Fate[];
}

/** What a run starts from: the app, which is the service that rules know by name, and the services beside it. Plain data. */
export interface Scenario extends ServicePlan {
  readonly name: string;
  readonly stack: string;
  /** The stack's other services: one `docker stack deploy` updates them all, in any order. */
  readonly beside: readonly ServicePlan[];
  readonly host: Host;
  readonly timing: Timing;
  readonly watcher: Watcher;
  readonly operator: Operator;
  readonly faults: Faults;
  readonly bounds: Bounds;
}

/** The app first. */
export const plansOf = (scenario: Scenario): readonly ServicePlan[] => [scenario, ...scenario.beside];
