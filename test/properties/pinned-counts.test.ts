import { systemOf } from '#properties/system-of.js';
import { reachable } from '#src/explore/reachable.js';
import { expect, test } from 'vitest';
import { tinyWorld } from './tiny-world.ts';

/**
 * Every state that a rule's watch over a tiny world can reach. The counts are this model's own: they are pinned so that a model
 * that silently shrinks or grows shows in a diff. `depthOfBad`: the nearest masking race, in steps and ticks.
 */
const PINNED = [
  { order: 'stop-first', rule: 'cc-ci/v3', states: 15_639, transitions: 38_117, depthOfBad: 39 },
  { order: 'start-first', rule: 'cc-ci/v3', states: 15_713, transitions: 41_434, depthOfBad: 39 },
  { order: 'stop-first', rule: 'head-serves', states: 98_637, transitions: 258_383, depthOfBad: null },
  { order: 'start-first', rule: 'head-serves', states: 112_526, transitions: 310_744, depthOfBad: null },
] as const;

for (const { order, rule, ...counts } of PINNED) {
  const race = counts.depthOfBad === null ? 'no masking race' : 'a masking race';
  test(`${rule} over the tiny world (${order}): ${counts.states} states, ${race} among them`, () => {
    const system = systemOf({ scenario: tinyWorld(order), rule });
    const isBad = (row: Int32Array): boolean => system.finished(row) && system.outcome(row).kind === 'masking-race';
    const found = reachable(system, { tickMs: 1, mostStates: 1_000_000, isBad });
    expect(found).toEqual({ ...counts, truncated: false });
  });
}
