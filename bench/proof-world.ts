import type { Scenario, ServiceSpec, Window } from '#model/index.js';
import { NO_DEADLINE_MS } from '#properties/proof/clock-limits.js';
import { tinyWorld } from '../test/properties/tiny-world.ts';

export const TICK_MS = 1_000;

const ticks = (earliest: number, latest = earliest): Window => ({
  earliestMs: earliest * TICK_MS,
  latestMs: latest * TICK_MS,
});

/** One replica, start-first, a head that dies one tick after it runs, reports that may be a tick late: a proof of everyday size. */
export function proofWorld(): Scenario {
  const tiny = tinyWorld('start-first');
  const spec = (of: ServiceSpec): ServiceSpec => ({
    ...of,
    update: { ...of.update, monitorMs: 2 * TICK_MS },
    rollback: { ...of.rollback, monitorMs: TICK_MS },
    restart: { condition: 'any', delayMs: TICK_MS, maxAttempts: 0, windowMs: 0 },
    stopGraceMs: TICK_MS,
  });
  return {
    ...tiny,
    base: spec(tiny.base),
    head: spec(tiny.head),
    other: spec(tiny.other),
    headFates: [{ kind: 'dies', times: 'persistent', exitCode: 1, memoryMb: 0, window: ticks(1) }],
    timing: { ...tiny.timing, report: ticks(0, 1) },
    watcher: {
      ...tiny.watcher,
      intervalMs: TICK_MS,
      read: ticks(0, 1),
      graceMs: 3 * TICK_MS,
      deadlineMs: NO_DEADLINE_MS,
      healthDeadlineMs: NO_DEADLINE_MS,
    },
  };
}
