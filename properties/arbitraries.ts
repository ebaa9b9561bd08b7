import fc from 'fast-check';
import type {
  Fate,
  Healthcheck,
  Host,
  Operator,
  RestartPolicy,
  Scenario,
  ServiceSpec,
  Timing,
  UpdateConfig,
  Window,
} from '#model/scenario.js';
import { FAILURE_ACTIONS, FATES, MOVES, RESTART_CONDITIONS, UPDATE_ORDERS } from '#model/vocabulary.js';
import { STRATEGIES, type Strategy } from '#src/explore/outcome.js';

/** Whole scenarios, small enough for thousands of runs: one to three slots, windows of some ms, every setting a deploy can have. */

/** What a property wants every scenario of its to have; everything else is arbitrary. */
export interface Wanted {
  readonly replicas?: readonly number[];
  readonly orders?: readonly UpdateConfig['order'][];
  readonly update?: Partial<UpdateConfig>;
  readonly rollback?: Partial<UpdateConfig>;
  readonly restart?: Partial<RestartPolicy>;
  readonly fates?: readonly Fate['kind'][];
  readonly operator?: Partial<Operator>;
  /** Without pressure the kernel never kills. */
  readonly pressure?: boolean;
}

const ms = (most: number): fc.Arbitrary<number> => fc.nat({ max: most });

/** Both ends up to `most` ms; often a point, since races live where things happen together. */
const windows = (most: number): fc.Arbitrary<Window> =>
  fc.oneof(
    ms(most).map((at) => ({ earliestMs: at, latestMs: at })),
    fc.tuple(ms(most), ms(most)).map(([a, b]) => ({ earliestMs: Math.min(a, b), latestMs: Math.max(a, b) })),
  );

function updateConfigs(wanted: Wanted, fixed: Partial<UpdateConfig> = {}): fc.Arbitrary<UpdateConfig> {
  return fc
    .record({
      parallelism: fc.constantFrom(0, 1, 1, 2),
      delayMs: fc.constantFrom(0, 0, 50, 100, 400),
      failureAction: fc.constantFrom(...FAILURE_ACTIONS),
      monitorMs: fc.constantFrom(0, 50, 100, 300),
      maxFailureRatio: fc.constantFrom(0, 0, 0.34, 0.5, 1),
      order: fc.constantFrom(...(wanted.orders ?? UPDATE_ORDERS)),
    })
    .map((config) => ({ ...config, ...fixed }));
}

const restartPolicies = (fixed: Partial<RestartPolicy> = {}): fc.Arbitrary<RestartPolicy> =>
  fc
    .record({
      condition: fc.constantFrom('any', ...RESTART_CONDITIONS),
      delayMs: fc.constantFrom(0, 20, 100, 300),
      maxAttempts: fc.constantFrom(0, 0, 0, 1, 2),
      windowMs: fc.constantFrom(0, 0, 200),
    })
    .map((policy) => ({ ...policy, ...fixed }));

const healthchecks: fc.Arbitrary<Healthcheck | null> = fc.constantFrom(null, {
  intervalMs: 10,
  timeoutMs: 5,
  retries: 2,
  startPeriodMs: 0,
});

const fates = (kinds: readonly Fate['kind'][]): fc.Arbitrary<readonly Fate[]> =>
  fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom(...kinds),
      times: fc.constantFrom('persistent' as const, 'persistent' as const, 'once' as const),
      window: windows(400),
      exitCode: fc.constantFrom(1, 1, 0),
      memoryMb: fc.constantFrom(500, 2_000),
    }),
    { minLength: 1, maxLength: 3, selector: ({ kind }) => kind },
  );

const timings: fc.Arbitrary<Timing> = fc.record({
  manager: windows(10),
  allocate: windows(2),
  schedule: windows(5),
  assign: windows(10),
  stopSignal: windows(10),
  report: windows(30),
  nodeDown: windows(50),
});

const operators = (fixed: Partial<Operator> = {}): fc.Arbitrary<Operator> =>
  fc
    .record({
      moves: fc.subarray([...MOVES], { minLength: 1 }),
      maxMoves: fc.constantFrom(0, 1, 2, 2),
      moveWindow: fc.constantFrom(100, 600, 2_000).map((latestMs) => ({ earliestMs: 0, latestMs })),
      scaleTo: fc.constantFrom(1, 2, 3),
      request: fc.constantFrom({ earliestMs: 0, latestMs: 0 }, { earliestMs: 0, latestMs: 5 }),
    })
    .map((operator) => ({ ...operator, ...fixed }));

/** A host of 1000 MB: idle, or with a load that comes and goes and is too much for a single task. */
const hosts = (pressure?: boolean): fc.Arbitrary<Host> =>
  fc
    .tuple(pressure === undefined ? fc.boolean() : fc.constant(pressure), windows(30), fc.integer({ min: 1, max: 4 }))
    .map(([changes, oomKill, times]) => ({
      nodes: 1,
      memoryMb: 1_000,
      loadMb: changes ? [0, 950] : [0],
      loadChanges: changes ? times : 0,
      oomKill,
    }));

function serviceSpecs(wanted: Wanted): fc.Arbitrary<ServiceSpec> {
  return fc
    .record({
      replicas: fc.constantFrom(...(wanted.replicas ?? [1, 2, 3])),
      update: updateConfigs(wanted, wanted.update),
      rollback: updateConfigs(wanted, wanted.rollback),
      restart: restartPolicies(wanted.restart),
      reservationMb: fc.constantFrom(0, 0, 0, 200, 400),
      stopGraceMs: fc.constantFrom(20, 10_000),
      healthcheck: healthchecks,
      behaviour: fc.record({
        prepare: windows(20),
        start: windows(60),
        stop: windows(40),
        boot: windows(100),
        bootMemoryMb: fc.constantFrom(100, wanted.pressure === false ? 100 : 400),
        restMemoryMb: fc.constantFrom(100, wanted.pressure === false ? 100 : 250),
      }),
    })
    .map((spec) => ({ ...spec, stamp: 'eb96de94', label: '', template: 'base', constrained: false }));
}

export function scenarios(wanted: Wanted = {}): fc.Arbitrary<Scenario> {
  return fc
    .record({
      base: serviceSpecs(wanted),
      fates: fates(wanted.fates ?? FATES),
      host: hosts(wanted.pressure),
      timing: timings,
      operator: operators(wanted.operator),
      tasksPerSlot: fc.integer({ min: 5, max: 8 }),
    })
    .map(({ base, fates: headFates, host, timing, operator, tasksPerSlot }) => ({
      name: 'arbitrary',
      stack: 'stack',
      service: 'app',
      mode: 'replicated' as const,
      base,
      head: { ...base, stamp: '7ae7b0f7', template: 'head' },
      other: { ...base, stamp: 'c0ffee00', template: 'other' },
      headFates,
      beside: [],
      host,
      timing,
      watcher: WATCHER,
      operator,
      faults: { kinds: [], maxFaults: 0, downFor: { earliestMs: 0, latestMs: 0 } },
      bounds: { maxSteps: 1_500, horizonMs: 6_000, tasksPerSlot },
    }));
}

const WATCHER = {
  intervalMs: 100,
  read: { earliestMs: 0, latestMs: 5 },
  deadlineMs: 3_000,
  healthDeadlineMs: 2_000,
  healthAnswers: 1,
  healthyNeedsConverged: false,
  graceMs: 300,
} as const;

/** One way through a scenario: who chooses, and from which seed. */
export interface Schedule {
  readonly strategy: Strategy;
  readonly seed: number;
}

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  strategy: fc.constantFrom(...STRATEGIES),
  seed: fc.nat({ max: 0x7fffffff }),
});
