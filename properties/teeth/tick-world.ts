import type { Fate, FateKind, Scenario, ServicePlan, ServiceSpec, UpdateConfig, Window } from '#model/index.js';
import { AT_ONCE, NO_DELAYS } from '#model/scenario.js';
import { BASE_STAMP } from './wrong-stamps.ts';

export const window = (earliestMs: number, latestMs = earliestMs): Window => ({ earliestMs, latestMs });

export function fate(kind: FateKind, when: Window = AT_ONCE): Fate {
  return { kind, times: 'persistent', window: when, exitCode: 1, memoryMb: 0 };
}
export const GOOD = fate('good');
/** Dies while the engine still monitors it. */
export const DIES = fate('dies', window(1, 2));

const PACE: UpdateConfig = {
  parallelism: 1,
  delayMs: 0,
  failureAction: 'rollback',
  monitorMs: 3,
  maxFailureRatio: 0,
  order: 'stop-first',
};

function spec(stamp: string | null, template: string, update: Partial<UpdateConfig> = {}): ServiceSpec {
  return {
    stamp,
    label: '',
    template,
    replicas: 1,
    constrained: false,
    update: { ...PACE, ...update },
    rollback: { ...PACE, failureAction: 'pause', monitorMs: 1, order: update.order ?? PACE.order },
    restart: { condition: 'any', delayMs: 2, maxAttempts: 0, windowMs: 0 },
    reservationMb: 0,
    stopGraceMs: 1,
    healthcheck: null,
    behaviour: { prepare: AT_ONCE, start: AT_ONCE, stop: AT_ONCE, boot: AT_ONCE, bootMemoryMb: 1, restMemoryMb: 1 },
  };
}

/** One service in the way that it is deployed: what it ran, what it is to run, what somebody else may deploy. */
export function plan(service: string, headFates: readonly Fate[], update: Partial<UpdateConfig> = {}): ServicePlan {
  return {
    service,
    mode: 'replicated',
    base: spec(BASE_STAMP, 'base', update),
    head: spec('7ae7b0f7+U', 'head', update),
    other: spec('c0ffee00+U', 'other', update),
    headFates,
  };
}

/** One service, one node, every constant a few ticks of 1 ms; nobody moves and nothing breaks. */
export function tickWorld(name: string, app: ServicePlan, change: Partial<Scenario> = {}): Scenario {
  return {
    name,
    stack: 'stack',
    ...app,
    beside: [],
    host: { nodes: 1, memoryMb: 64, loadMb: [0], loadChanges: 0, oomKill: AT_ONCE },
    timing: NO_DELAYS,
    watcher: {
      intervalMs: 1,
      read: window(0, 1),
      deadlineMs: 20,
      healthDeadlineMs: 6,
      healthAnswers: 1,
      healthyNeedsConverged: false,
      graceMs: 3,
    },
    operator: { moves: [], maxMoves: 0, moveWindow: window(0, 12), scaleTo: 1, request: AT_ONCE },
    faults: { kinds: [], maxFaults: 0, downFor: AT_ONCE },
    bounds: { maxSteps: 500, horizonMs: 1_000, tasksPerSlot: 6 },
    ...change,
  };
}
