import { describe, expect, test } from 'vitest';
import { windowMs } from '#src/assertions/head-serves/window.js';
import type { RolloutPace } from '#src/port/swarm-port.js';
import { service } from '../views.ts';

const pace = (parallelism: number, delayMs: number, monitorMs: number): RolloutPace => ({
  parallelism,
  delayMs,
  monitorMs,
});
const still = pace(0, 0, 1);

describe('the window of the engine: delays of all batches, then the monitor', () => {
  test.each([
    ['one slot, no delay: the monitor', 1, pace(1, 0, 5_000), 5_000],
    ['one slot: its delay, then the monitor', 1, pace(1, 2_000, 5_000), 7_000],
    ['a delay after every slot', 3, pace(1, 2_000, 5_000), 11_000],
    ['a delay after every batch, the last one not full', 5, pace(2, 2_000, 5_000), 11_000],
    ['a batch larger than the service', 3, pace(10, 2_000, 5_000), 7_000],
    ['parallelism 0: unlimited, one batch', 9, pace(0, 2_000, 5_000), 7_000],
    ['a delay 1 ms below the monitor leaves the monitor', 1, pace(1, 4_999, 5_000), 9_999],
    ['a delay equal to the monitor widens it to delay + 1 s', 1, pace(1, 5_000, 5_000), 11_000],
    ['a delay above the monitor widens it to delay + 1 s', 2, pace(1, 8_000, 5_000), 25_000],
  ])('%s', (_, replicas, update, expected) => {
    expect(windowMs(service({ update, rollback: still }), replicas, 0)).toBe(expected);
    expect(windowMs(service({ update: still, rollback: update }), replicas, 0)).toBe(expected);
    expect(windowMs(service({ update, rollback: update }), replicas, 0)).toBe(expected);
  });

  test('each term is the larger of update_config and rollback_config', () => {
    const update = pace(1, 1_000, 9_000);
    const rollback = pace(4, 3_000, 4_000);
    expect(windowMs(service({ update, rollback }), 4, 0)).toBe(4 * 3_000 + 9_000);
  });

  test('is never shorter than that of either config alone', () => {
    // The larger delay and the larger monitor together, 5,000 and 5,500, would not widen the monitor: 5,500 only.
    const update = pace(1, 5_000, 5_000);
    const rollback = pace(1, 0, 5_500);
    expect(windowMs(service({ update, rollback }), 1, 0)).toBe(5_000 + 6_000);
  });

  test('reports may lag behind: the lag is added', () => {
    expect(windowMs(service({ update: pace(1, 0, 5_000), rollback: still }), 1, 700)).toBe(5_700);
  });
});
