import {
  AT_ONCE,
  NO_DELAYS,
  type Fate,
  type Healthcheck,
  type Scenario,
  type ServicePlan,
  type ServiceSpec,
  type Window,
} from '#model/scenario.js';
import type { FailureAction, FateKind, FaultKind, Move, UpdateOrder } from '#model/vocabulary.js';
import { NO_DEADLINE_MS } from './clock-limits.ts';

/** One tick of a proof's clock, in ms. SwarmKit adds 1 s to a delay that reaches the monitor: that is the least time there is. */
export const TICK_MS = 1_000;

/** What is fixed in one world of a family. Times in ticks. */
export interface WorldParameters {
  readonly replicas: 1 | 2;
  readonly order: UpdateOrder;
  readonly failureAction: FailureAction;
  readonly rollbackAction: Exclude<FailureAction, 'rollback'>;
  readonly fate: FateKind;
  readonly times: Fate['times'];
  /** `tight`: the host cannot hold an old task beside a booting one. */
  readonly memory: 'ample' | 'tight';
  /** Whether Delay is shorter than the monitor window, or longer. */
  readonly delay: 'below' | 'above';
  /** The most that a report lags behind. */
  readonly lag: 0 | 1;
  /** Moves that the operator may make after the deploy, and how many. */
  readonly moves: readonly Move[];
  readonly maxMoves: number;
  readonly leaderChanges: 0 | 1;
  /** A second service of the stack, `worker`, whose head may die. */
  readonly services: 1 | 2;
}

const ticks = (earliest: number, latest = earliest): Window => ({
  earliestMs: earliest * TICK_MS,
  latestMs: latest * TICK_MS,
});
const AT_ANY_TIME: Window = { earliestMs: 0, latestMs: NO_DEADLINE_MS };

const MONITOR = 2;
const ROLLBACK_MONITOR = 1;
const REST_MB = 64;
const BOOT_MB = 96;
const TIGHT_MB = 150;
const AMPLE_MB = 4_096;

const BASE_STAMP = 'eb96de94+U';
const HEAD_STAMP = '7ae7b0f7+U';
const OTHER_STAMP = 'c0ffee00+U';

/** A world of constants that are a few ticks each, in which a rule may poll at any instant. */
export function proofWorld(name: string, p: WorldParameters): Scenario {
  const faults: readonly FaultKind[] = p.leaderChanges > 0 ? ['leader-change'] : [];
  const good = fateOf('good', 'persistent');
  return {
    ...planOf(p, 'app', p.services === 2 ? [good] : [fateOf(p.fate, p.times)]),
    name,
    stack: 'demo',
    beside: p.services === 2 ? [planOf(p, 'worker', [fateOf(p.fate, p.times)])] : [],
    host: {
      nodes: 1,
      memoryMb: p.memory === 'tight' ? TIGHT_MB + (p.replicas - 1) * REST_MB : AMPLE_MB,
      loadMb: [0],
      loadChanges: 0,
      oomKill: ticks(0, 1),
    },
    timing: { ...NO_DELAYS, report: ticks(0, p.lag) },
    watcher: {
      intervalMs: TICK_MS,
      read: ticks(0, 1),
      deadlineMs: NO_DEADLINE_MS,
      healthDeadlineMs: NO_DEADLINE_MS,
      healthAnswers: 1,
      healthyNeedsConverged: false,
      graceMs: 3 * TICK_MS,
    },
    operator: {
      moves: p.moves,
      maxMoves: p.maxMoves,
      moveWindow: AT_ANY_TIME,
      scaleTo: p.replicas === 1 ? 2 : 1,
      request: AT_ONCE,
    },
    faults: { kinds: faults, maxFaults: p.leaderChanges, downFor: AT_ONCE },
    bounds: { maxSteps: 2_000, horizonMs: NO_DEADLINE_MS, tasksPerSlot: 4 },
  };
}

function planOf(p: WorldParameters, service: string, headFates: readonly Fate[]): ServicePlan {
  return {
    service,
    mode: 'replicated',
    base: specOf(p, BASE_STAMP, 'base'),
    head: specOf(p, HEAD_STAMP, 'head'),
    other: specOf(p, OTHER_STAMP, 'other'),
    headFates,
  };
}

function specOf(p: WorldParameters, stamp: string, template: string): ServiceSpec {
  return {
    stamp,
    label: 'as deployed',
    template,
    replicas: p.replicas,
    constrained: false,
    update: {
      parallelism: 1,
      delayMs: (p.delay === 'below' ? 1 : MONITOR + 1) * TICK_MS,
      failureAction: p.failureAction,
      monitorMs: MONITOR * TICK_MS,
      maxFailureRatio: 0,
      order: p.order,
    },
    rollback: {
      parallelism: 1,
      delayMs: (p.delay === 'below' ? 0 : ROLLBACK_MONITOR + 1) * TICK_MS,
      failureAction: p.rollbackAction,
      monitorMs: ROLLBACK_MONITOR * TICK_MS,
      maxFailureRatio: 0,
      order: p.order,
    },
    restart: { condition: 'any', delayMs: TICK_MS, maxAttempts: 0, windowMs: 0 },
    reservationMb: 0,
    stopGraceMs: TICK_MS,
    healthcheck: healthcheckFor(p.fate),
    behaviour: {
      prepare: AT_ONCE,
      start: AT_ONCE,
      stop: AT_ONCE,
      boot: p.memory === 'tight' ? ticks(1) : AT_ONCE,
      bootMemoryMb: p.memory === 'tight' ? BOOT_MB : REST_MB,
      restMemoryMb: REST_MB,
    },
  };
}

/** Only where a container's health decides its fate. */
function healthcheckFor(fate: FateKind): Healthcheck | null {
  if (fate !== 'never-healthy' && fate !== 'turns-unhealthy') return null;
  return { intervalMs: TICK_MS, timeoutMs: 0, retries: 1, startPeriodMs: 0 };
}

/** Longer than any rule's window in these worlds. */
const LATE = 9;
const MORE_THAN_ANY_HOST_MB = 8_192;

function fateOf(kind: FateKind, times: Fate['times']): Fate {
  return { kind, times, window: windowOf(kind), exitCode: 1, memoryMb: MORE_THAN_ANY_HOST_MB };
}

function windowOf(kind: FateKind): Window {
  switch (kind) {
    case 'dies':
    case 'turns-unhealthy':
    case 'eats-memory':
      return ticks(1);
    case 'dies-late':
      return ticks(LATE);
    case 'starts-slowly':
      return ticks(2);
    case 'good':
    case 'never-healthy':
    case 'unschedulable':
    case 'image-missing':
      return AT_ONCE;
  }
}
