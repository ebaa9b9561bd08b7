import { between } from './windows.ts';

/** What neither SwarmKit nor a compose file says. Durations in ms, sizes in MB. */
export const SIM_DEFAULTS = {
  stack: 'stack',
  /** The incident's two commits: abra's label has 8 digits, `+U` marks untracked files. */
  baseStamp: 'eb96de94+U',
  headStamp: '7ae7b0f7+U',
  otherStamp: 'c0ffee00+U',

  prepare: between(50, 2_000),
  start: between(300, 4_000),
  stop: between(10, 1_000),
  boot: between(2_000, 8_000),
  taskMb: 64,

  nodes: 1,
  hostMb: 4_096,
  loadMb: [0],
  loadChanges: 0,
  oomKill: between(0, 2_000),

  /** Measured: UpdateStatus stays unset for 0.3 to 25 ms on an idle machine. */
  manager: between(0, 25),
  allocate: between(0, 5),
  /** swarmkit manager/scheduler: debounced by 50 ms. */
  schedule: between(0, 50),
  /** swarmkit dispatcher.go maxBatchInterval: 100 ms, both ways. */
  assign: between(0, 100),
  report: between(0, 100),
  /** swarmkit agent/task.go: back-off of about 1 s before a shutdown. */
  stopSignal: between(0, 1_100),

  /** swarmkit dispatcher.go: a heartbeat each 5 s, give or take 0.5 s, and a grace of three; the last one came up to one before the cut. */
  nodeDown: between(8_000, 16_500),

  intervalMs: 2_000,
  read: between(1, 30),
  deadlineMs: 300_000,
  healthDeadlineMs: 120_000,
  healthAnswers: 1,
  /** cc-ci/v4: thirty seconds without a sign are taken for a no-op. */
  noopGraceMs: 30_000,

  moves: ['identical', 'label-only', 'other-spec', 'rollback'],
  maxMoves: 1,
  moveWindow: between(0, 30_000),
  request: between(1, 20),

  faults: [],
  maxFaults: 1,
  downFor: between(20_000, 60_000),
  lateBy: between(5_000, 5_000),

  maxSteps: 4_000,
  horizonMs: 900_000,
  tasksPerSlot: 8,

  head: ['all'],
  /** Beside the app: enough to find a neighbour that fails, and few enough not to drown what the app does. */
  headBeside: ['good', 'dies'],
  exitCode: 1,
  slowStart: between(5_000, 60_000),
  eatsMemory: between(500, 4_000),
  /** moby daemon/health.go: start_interval, Engine 25 and later. */
  startIntervalMs: 5_000,
} as const;
