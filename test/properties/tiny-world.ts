import type { Scenario, ServiceSpec, UpdateOrder } from '#model/index.js';
import { AT_ONCE, NO_DELAYS } from '#model/scenario.js';
import { defaultScenarios } from '#src/scenario/presets.js';

/** One replica, every constant a few ticks of 1 ms, the head good or dying one tick after it runs, no moves. */
export function tinyWorld(order: UpdateOrder): Scenario {
  const [incident] = defaultScenarios();
  if (incident === undefined) throw new Error('there is no default scenario');
  const { scenario } = incident;
  const tiny = (spec: ServiceSpec): ServiceSpec => ({
    ...spec,
    update: { ...spec.update, monitorMs: 2, delayMs: 0, order },
    rollback: { ...spec.rollback, monitorMs: 1, order },
    restart: { condition: 'any', delayMs: 2, maxAttempts: 0, windowMs: 0 },
    stopGraceMs: 1,
    behaviour: { prepare: AT_ONCE, start: AT_ONCE, stop: AT_ONCE, boot: AT_ONCE, bootMemoryMb: 64, restMemoryMb: 64 },
  });
  const fate = { times: 'persistent', exitCode: 1, memoryMb: 0 } as const;
  return {
    ...scenario,
    name: `tiny/${order}`,
    base: tiny(scenario.base),
    head: tiny(scenario.head),
    other: tiny(scenario.other),
    headFates: [
      { ...fate, kind: 'good', window: AT_ONCE },
      { ...fate, kind: 'dies', window: { earliestMs: 1, latestMs: 1 } },
    ],
    host: { nodes: 1, memoryMb: 4_096, loadMb: [0], loadChanges: 0, oomKill: AT_ONCE },
    timing: NO_DELAYS,
    watcher: {
      ...scenario.watcher,
      intervalMs: 1,
      read: { earliestMs: 0, latestMs: 1 },
      deadlineMs: 8,
      healthDeadlineMs: 3,
      graceMs: 3,
    },
    operator: { moves: [], maxMoves: 0, moveWindow: AT_ONCE, scaleTo: 1, request: AT_ONCE },
    faults: { kinds: [], maxFaults: 0, downFor: AT_ONCE },
    bounds: { maxSteps: 500, horizonMs: 1_000_000, tasksPerSlot: 4 },
  };
}
