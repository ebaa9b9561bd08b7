import { layoutBuilder, record, type Layout } from '#src/layout/layout.js';
import { TaskState, UpdateState } from './vocabulary.ts';

/** The whole hidden state, as plain words. One record a thing; a record of zeros (instants NEVER) is "none". */
const Global = record({
  now: 'instant',
  /** Raft commit index: every write takes the next one. */
  raftIndex: 'version',
  lastTaskId: 'identity',
  loadChanges: 'count',
  /** Where the operator's deploy stands: see GATE. */
  gate: 'code',
  /** Whether the verdict was given: from then on there are no further moves, and nothing more befalls the cluster. */
  closed: 'flag',
  moves: 'count',
  lastMove: 'code',
  /** The move whose requests are under way, plus one; 0: none. */
  command: 'code',
  /** When the deploy's or the move's last request was answered. */
  requestedAt: 'instant',
  deployedAt: 'instant',
  faults: 'count',
  /** When a task last stopped holding its reservation, or a node was written. */
  freedAt: 'instant',
  /** A bound of the scenario was met; the run can no longer be judged. */
  overflow: 'flag',
});
export const G = Global.at;

/** A service as the store holds it, and the one updater that may be registered for it. */
export const Service = record({
  version: 'version',
  spec: 'code',
  /** Spec index plus one; 0: no PreviousSpec. */
  previousSpec: 'code',
  specVersion: 'version',
  previousSpecVersion: 'version',
  updateState: 'code',
  startedAt: 'instant',
  completedAt: 'instant',
  /** UpdateStatus.Message: what was written last, see MESSAGES. */
  message: 'code',
  /** Who replaced the spec last: see REPLACED. */
  replacedBy: 'code',
  /** Was paused or rollback_* at some instant since the head was deployed. */
  everStopped: 'flag',
  /** The scenario's fate that became of the head, plus one; 0: good. */
  headFate: 'code',
  /** The first task of a `once` fate has been created. */
  fateUsed: 'flag',
  headDeaths: 'count',
  /** Tasks of the head have died in a service of this name that was removed since. */
  diedBefore: 'flag',
  /** How the head's last own death came about: see END. */
  headEnd: 'code',
  /** Live head tasks that were told to stop although no other task of the head stood in their slot. */
  headStops: 'count',
  updater: 'code',
  updaterSpec: 'code',
  updaterSpecVersion: 'version',
  /** The snapshot's UpdateStatus: it never refreshes. */
  updaterState: 'code',
  /** Since when its goroutine could go on. */
  updaterSince: 'instant',
  /** When the monitor window was opened. */
  monitorSince: 'instant',
  updaterDirty: 'count',
  updaterFailures: 'count',
  updaterMonitorMs: 'count',
  updaterCancelled: 'flag',
  failuresQueued: 'count',
  /** The orchestrator stands still until the cancelled updater has returned, then registers this snapshot. */
  nextPending: 'flag',
  nextSpec: 'code',
  nextSpecVersion: 'version',
  nextState: 'code',
  /** The reconcile that stands still goes on with these after it: how many tasks are missing, whether slots are to go. */
  nextMissing: 'count',
  nextFewer: 'flag',
  /** It was removed: the store no longer has it. */
  gone: 'flag',
  /** The command under way is still to update this service, and listed it at this version. */
  due: 'flag',
  listed: 'version',
});
export const S = Service.at;

/** A replica's place, or a node's of a global service: the update worker that holds it, and what the restart supervisor remembers. */
export const Slot = record({
  worker: 'code',
  workerSince: 'instant',
  /** Tasks of the updater's snapshot, a bit each; and those of them with desired state <= RUNNING then; and RUNNING then. */
  snapshot: 'count',
  snapshotWanted: 'count',
  snapshotRunning: 'count',
  nextSnapshot: 'count',
  nextWanted: 'count',
  nextRunning: 'count',
  /** Tasks of a slot that a smaller replica count leaves out. */
  nextExtra: 'count',
  /** The task that the updater created here (updatedTasks); 0: none. */
  tracked: 'identity',
  /** When the worker saw it reach RUNNING or fail; NEVER is SwarmKit's zero time. */
  trackedAt: 'instant',
  /** First stored state >= RUNNING of the tracked task: what the worker's watch will show. */
  saw: 'code',
  failureSeen: 'flag',
  /** Position in the updater's queue of failures; 0: not in it. */
  failureOrder: 'count',
  /** Task that the worker keeps and waits to see promoted: place in the slot plus one. */
  kept: 'count',
  restarts: 'count',
  restartVersion: 'version',
  /** Tasks of persistent fates that died here of their own accord. */
  deaths: 'count',
});
export const L = Slot.at;

export const Task = record({
  id: 'identity',
  spec: 'code',
  specVersion: 'version',
  observed: 'code',
  desired: 'code',
  /** Node index plus one; 0: none yet. A global service's tasks have theirs from the start. */
  node: 'code',
  /** The state on the node, which the store learns after a lag. */
  actual: 'code',
  actualSince: 'instant',
  desiredSince: 'instant',
  reportSince: 'instant',
  createdAt: 'instant',
  /** When the observed state was last written (Status.AppliedAt). */
  statusAt: 'instant',
  /** When its container was started; NEVER: none runs. */
  startedAt: 'instant',
  /** Memory is past the boot peak. */
  booted: 'flag',
  /** The `eats-memory` fate has struck. */
  swollen: 'flag',
  /** Scenario fate index plus one; 0: good. */
  fate: 'code',
  /** Why it ended on the node: see ENDS. */
  end: 'code',
  delayed: 'code',
  /** When the delayed start is due, NEVER while it waits for the old task. */
  startDue: 'instant',
  /** Old task that the start waits for: place in the slot plus one; 0: none. */
  startAfter: 'count',
  startDeadline: 'instant',
  /** A tick of the scheduler that will look at it, unassigned, came at this instant. */
  tickAt: 'instant',
  /** Forgotten by the scheduler. */
  dropped: 'flag',
});
export const T = Task.at;

/** One orchestrator's event queue, and since when it could go on. Its events follow. */
const Orchestrator = record({ queued: 'count', since: 'instant' });
export const O = Orchestrator.at;

/**
 * An orchestrator's event: a task that is over, a service as it was written or that is gone, a node that was written, its own start
 * as a leader's.
 */
export const Event = record({ kind: 'code', subject: 'count', spec: 'code', specVersion: 'version', state: 'code' });
export const E = Event.at;
export const EVENT = { none: 0, task: 1, service: 2, node: 3, start: 4, gone: 5 } as const;

const Node = record({
  /** What the store says: 1 is DOWN. */
  down: 'flag',
  /** It was removed from the swarm. */
  gone: 'flag',
  availability: 'code',
  /** Lacks the scenario's label. */
  unlabelled: 'flag',
  /** No manager hears of it, whatever the store says; NEVER: it is connected. */
  cutSince: 'instant',
  /** Which of the scenario's load levels the other residents use. */
  load: 'code',
  /** Since when demand exceeds its memory. */
  overSince: 'instant',
  /** Since when the constraint enforcer has to look at it. */
  checkSince: 'instant',
});
export const N = Node.at;

export const MESSAGES = [
  '',
  'update in progress',
  'update paused',
  'update rolled back',
  'rollback paused',
  'update completed',
  'rollback completed',
  'manually requested rollback',
] as const;
export const MESSAGE = {
  none: 0,
  inProgress: 1,
  paused: 2,
  rolledBack: 3,
  rollbackPaused: 4,
  completed: 5,
  rollbackCompleted: 6,
  manual: 7,
} as const;

export const REPLACED = { byDeploy: 0, byAutomaticRollback: 1, byManualRollback: 2 } as const;

/** How a task ended on its node. */
export const END = {
  none: 0,
  exited: 1,
  killedByKernel: 2,
  unhealthy: 3,
  rejected: 4,
  stopped: 5,
  enforced: 6,
} as const;

/** Dimensions that a scenario fixes: they decide the layout. */
export interface Dimensions {
  readonly services: number;
  readonly nodes: number;
  readonly slots: number;
  readonly tasksPerSlot: number;
  /** One for each mode of service that there is. */
  readonly orchestrators: number;
  /** Of each orchestrator. */
  readonly events: number;
  /** Restarts whose instants are remembered in each slot (restart policies with a window). */
  readonly attempts: number;
}

/** Where each record starts in a row. */
export interface Places {
  readonly layout: Layout;
  readonly dimensions: Dimensions;
  service(s: number): number;
  slot(l: number): number;
  task(t: number): number;
  node(n: number): number;
  orchestrator(q: number): number;
  event(q: number, e: number): number;
  attempt(l: number, a: number): number;
}

export function places(dimensions: Dimensions): Places {
  const builder = layoutBuilder();
  builder.add(Global);
  const services = builder.add(Service, dimensions.services);
  const nodes = builder.add(Node, dimensions.nodes);
  const slots = builder.add(Slot, dimensions.slots);
  const tasks = builder.add(Task, dimensions.slots * dimensions.tasksPerSlot);
  const queue = [...Orchestrator.kinds, ...Array.from({ length: dimensions.events }, () => Event.kinds).flat()];
  const queues = builder.add({ kinds: queue }, dimensions.orchestrators);
  const attempts = builder.words('instant', dimensions.slots * dimensions.attempts);
  return {
    layout: builder.done(),
    dimensions,
    service: (s) => services + s * Service.size,
    slot: (l) => slots + l * Slot.size,
    task: (t) => tasks + t * Task.size,
    node: (n) => nodes + n * Node.size,
    orchestrator: (q) => queues + q * queue.length,
    event: (q, e) => queues + q * queue.length + Orchestrator.size + e * Event.size,
    attempt: (l, a) => attempts + l * dimensions.attempts + a,
  };
}

export const isOverState = (state: number): boolean => state > TaskState.running;
export const isRollingBack = (state: number): boolean => state === UpdateState.rollback_started;
