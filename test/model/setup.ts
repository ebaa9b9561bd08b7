// Scenarios in the scale of the executed cases: windows of a few ms, no delay in the manager unless a test asks for one.
import { DEFAULT_UPDATE_CONFIG } from '#model/defaults.js';
import type {
  Fate,
  Faults,
  Healthcheck,
  Operator,
  RestartPolicy,
  Scenario,
  ServiceSpec,
  Timing,
  UpdateConfig,
  Window,
} from '#model/scenario.js';
import { FAULTS, MOVES, type FateKind, type ServiceMode } from '#model/vocabulary.js';

export const at = (ms: number): Window => ({ earliestMs: ms, latestMs: ms });
export const between = (earliestMs: number, latestMs: number): Window => ({ earliestMs, latestMs });

/** What a test says of its scenario; everything else is as in the executed cases. */
export interface Setup {
  readonly replicas?: number;
  readonly mode?: ServiceMode;
  readonly nodes?: number;
  readonly constrained?: boolean;
  readonly faults?: Partial<Faults>;
  readonly update?: Partial<UpdateConfig>;
  readonly rollback?: Partial<UpdateConfig>;
  readonly restart?: Partial<RestartPolicy>;
  /** What may become of the head, besides good. */
  readonly fates?: readonly Fate[];
  readonly healthcheck?: Healthcheck;
  readonly start?: Window;
  readonly stop?: Window;
  readonly prepare?: Window;
  /** How long a task uses its booting memory. */
  readonly boot?: Window;
  readonly stopGraceMs?: number;
  readonly timing?: Partial<Timing>;
  readonly operator?: Partial<Operator>;
  /** Task memory: [booting, at rest] in MB, of a host of 1000 MB. */
  readonly memoryMb?: readonly [boot: number, rest: number];
  readonly reservationMb?: number;
  readonly oomKill?: Window;
  readonly loadMb?: readonly number[];
  readonly loadChanges?: number;
  readonly tasksPerSlot?: number;
  readonly horizonMs?: number;
  /** Of the head alone. */
  readonly head?: Partial<ServiceSpec>;
}

/** Two levels of load: none, and one under which a single task is too much. Tests crash tasks with it. */
const CRASHING_LOAD = [0, 950] as const;

export function scenario(setup: Setup = {}): Scenario {
  const base = specOf(setup);
  const {
    fates = [],
    timing = {},
    operator = {},
    oomKill = at(0),
    loadMb = CRASHING_LOAD,
    loadChanges = 40,
    tasksPerSlot = 8,
    horizonMs = 200_000,
  } = setup;
  return {
    name: 'a test',
    stack: 'stack',
    service: 'app',
    mode: setup.mode ?? 'replicated',
    base,
    head: { ...base, stamp: '7ae7b0f7', template: 'head', ...setup.head },
    other: { ...base, stamp: 'c0ffee00', template: 'other' },
    headFates: [fate('good', at(0)), ...fates],
    beside: [],
    host: { nodes: setup.nodes ?? 1, memoryMb: 1_000, loadMb, loadChanges, oomKill },
    timing: { ...PROMPT, ...timing },
    watcher: WATCHER,
    operator: {
      moves: MOVES.filter((move) => move !== 'scale' || operator.scaleTo !== undefined),
      maxMoves: 8,
      moveWindow: between(0, 1_000_000),
      scaleTo: base.replicas,
      request: at(0),
      ...operator,
    },
    faults: { kinds: FAULTS, maxFaults: 8, downFor: at(1_000), ...setup.faults },
    bounds: { maxSteps: 20_000, horizonMs, tasksPerSlot },
  };
}

/** The scripted agent of the executed cases acts at once. */
const PROMPT: Timing = {
  manager: at(0),
  allocate: at(0),
  schedule: at(0),
  assign: at(0),
  stopSignal: at(0),
  report: at(0),
  nodeDown: at(0),
};

/** Every goroutine, agent and report takes some ms: the order of things that happen together is left to chance. */
export const JITTERY: Timing = {
  manager: between(0, 3),
  allocate: between(0, 2),
  schedule: between(0, 2),
  assign: between(0, 3),
  stopSignal: between(0, 3),
  report: between(0, 4),
  nodeDown: between(0, 4),
};

const WATCHER = {
  intervalMs: 100,
  read: between(0, 1),
  deadlineMs: 10_000,
  healthDeadlineMs: 10_000,
  healthAnswers: 1,
  healthyNeedsConverged: false,
  graceMs: 1_000,
};

function specOf(setup: Setup): ServiceSpec {
  const { replicas = 1, update = {}, rollback = {}, restart = {}, memoryMb = [100, 100] } = setup;
  const pace: UpdateConfig = { ...DEFAULT_UPDATE_CONFIG, monitorMs: 300 };
  return {
    stamp: 'eb96de94',
    label: '',
    template: 'base',
    replicas,
    constrained: setup.constrained ?? false,
    update: { ...pace, ...update },
    rollback: { ...pace, ...rollback },
    restart: { condition: 'any', delayMs: 5_000, maxAttempts: 0, windowMs: 0, ...restart },
    reservationMb: setup.reservationMb ?? 0,
    stopGraceMs: setup.stopGraceMs ?? 10_000,
    healthcheck: setup.healthcheck ?? null,
    behaviour: {
      prepare: setup.prepare ?? at(0),
      start: setup.start ?? at(10),
      stop: setup.stop ?? at(20),
      boot: setup.boot ?? at(0),
      bootMemoryMb: memoryMb[0],
      restMemoryMb: memoryMb[1],
    },
  };
}

function fate(kind: FateKind, window: Window, more: Partial<Fate> = {}): Fate {
  return { kind, times: 'persistent', window, exitCode: 1, memoryMb: 0, ...more };
}

/** Fails (or exits 0) so long after RUNNING. */
export const dies = (after: number | Window, more: Partial<Fate> = {}): Fate =>
  fate('dies', typeof after === 'number' ? at(after) : after, more);

/** FAILED instead of RUNNING: the healthcheck gives up after 30 ms. Needs `healthcheck: BRIEF_HEALTHCHECK`. */
export const neverStarts: Fate = fate('never-healthy', at(0));
export const BRIEF_HEALTHCHECK: Healthcheck = { intervalMs: 10, timeoutMs: 0, retries: 3, startPeriodMs: 0 };

/** Never leaves PENDING. */
export const neverFits: Fate = fate('unschedulable', at(0));
/** REJECTED while PREPARING. */
export const imageMissing: Fate = fate('image-missing', at(0));
/** Stays STARTING so long. */
export const startsSlowly = (after: number | Window): Fate =>
  fate('starts-slowly', typeof after === 'number' ? at(after) : after);
/** Grows to so many MB. */
export const eatsMemory = (after: number, memoryMb: number): Fate => fate('eats-memory', at(after), { memoryMb });
