/** Words only: Swarm's own, spelled as the Engine API spells them. Codes are positions in the lists. */

/** swarmkit api/types.proto TaskState, in Lamport order. `remove` is only ever a desired state. */
export const TASK_STATES = [
  'new',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
] as const;
export type TaskStateName = (typeof TASK_STATES)[number];

/** Codes of task states; `a < b` is SwarmKit's order. */
export const TaskState = {
  new: 0,
  pending: 1,
  assigned: 2,
  accepted: 3,
  preparing: 4,
  ready: 5,
  starting: 6,
  running: 7,
  complete: 8,
  shutdown: 9,
  failed: 10,
  rejected: 11,
  remove: 12,
  orphaned: 13,
} as const satisfies Record<TaskStateName, number>;

/** swarmkit api/types.proto UpdateStatus.State; `unset` is the absent UpdateStatus. */
export const UPDATE_STATES = [
  'unset',
  'updating',
  'paused',
  'completed',
  'rollback_started',
  'rollback_paused',
  'rollback_completed',
] as const;
export type UpdateStateName = (typeof UPDATE_STATES)[number];

export const UpdateState = {
  unset: 0,
  updating: 1,
  paused: 2,
  completed: 3,
  rollback_started: 4,
  rollback_paused: 5,
  rollback_completed: 6,
} as const satisfies Record<UpdateStateName, number>;

export const FAILURE_ACTIONS = ['pause', 'continue', 'rollback'] as const;
export type FailureAction = (typeof FAILURE_ACTIONS)[number];

export const UPDATE_ORDERS = ['stop-first', 'start-first'] as const;
export type UpdateOrder = (typeof UPDATE_ORDERS)[number];

export const RESTART_CONDITIONS = ['any', 'on-failure', 'none'] as const;
export type RestartCondition = (typeof RESTART_CONDITIONS)[number];

/** Simplified: the modes of jobs are not modelled (semantics 1). */
export const SERVICE_MODES = ['replicated', 'global'] as const;
export type ServiceMode = (typeof SERVICE_MODES)[number];

/** swarmkit api/types.proto NodeSpec.Availability. */
export const AVAILABILITIES = ['active', 'pause', 'drain'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/**
 * What an operator may do once more after the deploy. The first three are `docker stack deploy`, which updates every service of
 * the stack, and creates those that were removed; the next three are `docker service` commands; then come those of
 * `docker node update`, and `docker service rm` and `docker node rm --force`.
 */
export const MOVES = [
  'identical',
  'label-only',
  'other-spec',
  'rollback',
  'force',
  'scale',
  'drain',
  'pause-node',
  'activate',
  'relabel-node',
  'remove-service',
  'remove-node',
] as const;
export type Move = (typeof MOVES)[number];

/**
 * What may happen to the cluster itself: another manager becomes the leader; a node is cut off from the managers for a while; the
 * engine does not answer a read, or its answer comes late. Of these two the world knows nothing: a connection that closes, a body
 * that is cut, a 500, a manager without a leader are all no answer.
 */
export const FAULTS = ['leader-change', 'node-down', 'no-answer', 'late-answer'] as const;
export type FaultKind = (typeof FAULTS)[number];

export const FATES = [
  'good',
  'dies',
  'dies-late',
  'never-healthy',
  'turns-unhealthy',
  'starts-slowly',
  'eats-memory',
  'unschedulable',
  'image-missing',
] as const;
export type FateKind = (typeof FATES)[number];
