// The clock of a search has to meet every time that a run can come to wait for.
import { ALL_REDUCTIONS, proofSystem } from '#properties/proof/proof-system.js';
import { boundsOf } from '#properties/proof/bounds.js';
import { proofWorld, TICK_MS } from '#properties/proof/proof-world.js';
import { commonTick, constantsOf, finest } from '#properties/proof/ticks.js';
import { CATALOGUE } from '#src/assertions/catalogue.js';
import { prove } from '#src/explore/prove.js';
import { expect, test } from 'vitest';

const [world] = boundsOf('small').worlds;
const scenario = proofWorld('w', (world as NonNullable<typeof world>).parameters);

test('a world of ticks of a second has one of a second; half of one time halves it', () => {
  expect(commonTick(constantsOf(scenario))).toBe(TICK_MS);
  const watcher = { ...scenario.watcher, intervalMs: 1_500 };
  const finer = constantsOf({ ...scenario, watcher });
  expect(commonTick(finer)).toBe(500);
  expect(finest(finer)).toEqual({ name: 'poll_interval', ms: 1_500 });
});

test('what nothing waits for does not count: faults that are not tried, deadlines that never come', () => {
  const timing = { ...scenario.timing, nodeDown: { earliestMs: 7, latestMs: 11 } };
  const faults = { kinds: ['node-down'] as const, maxFaults: 1, downFor: { earliestMs: 3, latestMs: 5 } };
  expect(commonTick(constantsOf({ ...scenario, timing }))).toBe(TICK_MS);
  expect(commonTick(constantsOf({ ...scenario, timing, faults }))).toBe(1);
});

test.each(CATALOGUE.map(({ name, create, ...rest }) => ({ name, create, ...rest })))(
  '$name waits for nothing that its clock does not meet',
  (rule) => {
    const tickMs = commonTick(constantsOf(scenario, rule.paces));
    const { flaw, limit } = prove(proofSystem(scenario, rule, ALL_REDUCTIONS), {
      tickMs,
      refuting: new Set(),
      witness: 'true-pass',
      unjudged: 'unjudged',
      limits: { states: 500_000, bytes: 2 ** 30, depth: Infinity, hasTimeLeft: () => true },
    });
    expect({ flaw, limit }).toEqual({ flaw: null, limit: null });
  },
);
