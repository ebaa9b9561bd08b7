import fc from 'fast-check';
import type {
  Fate,
  Faults,
  Healthcheck,
  Host,
  Operator,
  RestartPolicy,
  Scenario,
  ServicePlan,
  ServiceSpec,
  Timing,
  UpdateConfig,
  Window,
} from '#model/scenario.js';
import {
  FAILURE_ACTIONS,
  FATES,
  FAULTS,
  MOVES,
  RESTART_CONDITIONS,
  SERVICE_MODES,
  UPDATE_ORDERS,
} from '#model/vocabulary.js';
import { STRATEGIES, type Strategy } from '#src/explore/outcome.js';
import type { Wanted } from './wanted.ts';

/** Whole scenarios, small enough for thousands of runs: few slots, windows of some ms, every setting that a deploy can have. */

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

const TIMES = ['persistent', 'persistent', 'once'] as const;

const fates = ({ fates: kinds = FATES, times }: Wanted): fc.Arbitrary<readonly Fate[]> =>
  fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom(...kinds),
      times: times === undefined ? fc.constantFrom(...TIMES) : fc.constant(times),
      window: windows(400),
      exitCode: fc.constantFrom(1, 1, 0),
      memoryMb: fc.constantFrom(500, 2_000),
    }),
    { minLength: 1, maxLength: 3, selector: ({ kind }) => kind },
  );

const timings = (fixed: Partial<Timing> = {}): fc.Arbitrary<Timing> =>
  fc
    .record({
      manager: windows(10),
      allocate: windows(2),
      schedule: windows(5),
      assign: windows(10),
      stopSignal: windows(10),
      report: windows(30),
      nodeDown: windows(50),
    })
    .map((timing) => ({ ...timing, ...fixed }));

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

/** Swarm alone has nobody who asks: an answer that is late is none of its faults. */
const OF_SWARM = FAULTS.filter((kind) => kind !== 'late-answer');

const faults = (fixed: Partial<Faults> = {}): fc.Arbitrary<Faults> =>
  fc
    .record({ kinds: fc.subarray(OF_SWARM), maxFaults: fc.constantFrom(0, 0, 1, 2), downFor: windows(400) })
    .map((drawn) => ({ ...drawn, ...fixed }));

/** Hosts of 1000 MB: idle, or with a load that comes and goes and is too much for a single task. */
const hosts = ({ pressure, nodes: counts = [1, 1, 2, 3] }: Wanted): fc.Arbitrary<Host> =>
  fc
    .tuple(
      pressure === undefined ? fc.boolean() : fc.constant(pressure),
      windows(30),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom(...counts),
    )
    .map(([changes, oomKill, times, nodes]) => ({
      nodes,
      memoryMb: 1_000,
      loadMb: changes ? [0, 950] : [0],
      loadChanges: changes ? times : 0,
      oomKill,
    }));

function serviceSpecs(wanted: Wanted): fc.Arbitrary<ServiceSpec> {
  return fc
    .record({
      replicas: fc.constantFrom(...(wanted.replicas ?? [1, 2, 3])),
      constrained: fc.constantFrom(false, false, false, true),
      update: updateConfigs(wanted, wanted.update),
      rollback: updateConfigs(wanted, wanted.rollback),
      restart: restartPolicies(wanted.restart),
      reservationMb: fc.constantFrom(0, 0, 0, 200, 400),
      stopGraceMs: fc.constantFrom(20, 10_000),
      healthcheck: healthchecks,
      behaviour: fc
        .record({
          prepare: windows(20),
          start: windows(60),
          stop: windows(40),
          boot: windows(100),
          bootMemoryMb: fc.constantFrom(100, wanted.pressure === false ? 100 : 400),
          restMemoryMb: fc.constantFrom(100, wanted.pressure === false ? 100 : 250),
        })
        .map((behaviour) => ({ ...behaviour, ...wanted.behaviour })),
    })
    .map((spec) => ({ stamp: 'eb96de94', label: '', template: 'base', ...spec, ...wanted.spec }));
}

/** Head and other differ from the base in stamp and template; the head may be constrained when the base is not. */
const servicePlans = (wanted: Wanted, service: string): fc.Arbitrary<ServicePlan> =>
  fc
    .record({
      mode: fc.constantFrom(...(wanted.modes ?? SERVICE_MODES)),
      base: serviceSpecs(wanted),
      headFates: fates(wanted),
      constrains: fc.constantFrom(false, false, false, wanted.spec?.constrained === undefined),
    })
    .map(({ mode, base, headFates, constrains }) => {
      const constrained = base.constrained || constrains;
      const head = { ...base, stamp: '7ae7b0f7', template: 'head', constrained };
      return { service, mode, base, head, other: { ...base, stamp: 'c0ffee00', template: 'other' }, headFates };
    });

export function scenarios(wanted: Wanted = {}): fc.Arbitrary<Scenario> {
  const besides = fc
    .tuple(fc.constantFrom(...(wanted.beside ?? [0, 0, 1])), servicePlans(wanted, 'db'))
    .map(([count, plan]) => [plan].slice(0, count));
  return fc
    .record({
      app: servicePlans(wanted, 'app'),
      beside: besides,
      host: hosts(wanted),
      timing: timings(wanted.timing),
      operator: operators(wanted.operator),
      faults: faults(wanted.faults),
      tasksPerSlot: fc.integer({ min: 5, max: 8 }),
    })
    .map(({ app, beside, host, timing, operator, faults, tasksPerSlot }) => ({
      name: 'arbitrary',
      stack: 'stack',
      ...app,
      beside,
      host,
      timing,
      watcher: WATCHER,
      operator,
      faults,
      bounds: { maxSteps: 1_500, horizonMs: wanted.horizonMs ?? 6_000, tasksPerSlot },
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
