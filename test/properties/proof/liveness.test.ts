// Liveness within bounds: a head that serves is passed by the instant that head-serves promises, or the proof falls.
import { GOOD } from '#properties/proof/bounds.js';
import { OVERDUE, promisedMs } from '#properties/proof/liveness.js';
import { ALL_REDUCTIONS, proofSystem } from '#properties/proof/proof-system.js';
import { proofWorld, TICK_MS, type WorldParameters } from '#properties/proof/proof-world.js';
import { run } from '#properties/proof/prove-world.js';
import { createWatchedRollout, watchedRollout } from '#properties/watched-rollout.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { headServes } from '#src/assertions/head-serves.js';
import type { Rule } from '#src/assertions/judge.js';
import { prove } from '#src/explore/prove.js';
import { describe, expect, test } from 'vitest';

const LIMITS = { states: 200_000, bytes: 2 ** 30, depth: Infinity };
const HEAD_SERVES = ruleNamed('head-serves');
const scenarioOf = (p: Partial<WorldParameters>) => proofWorld('a good head', { ...GOOD, ...p });

function promised(p: Partial<WorldParameters>): number {
  return promisedMs(createWatchedRollout(scenarioOf(p), HEAD_SERVES).model);
}

describe('what is promised', () => {
  // Two intervals of 1 s; four rounds of five reads, each up to 1 s later than the one before it.
  const AROUND = 2 + 4 * 5;
  test.each([
    ['one batch: a delay of 1 s and a monitor of 2 s', {}, 1 + 2],
    ['a delay of 3 s, which the monitor has to outlast by 1 s', { delay: 'above' }, 3 + 4],
    ['reports that lag 1 s', { lag: 1 }, 1 + 2 + 1],
    ['two batches', { replicas: 2 }, 2 * 1 + 2],
  ] as const)('%s', (_, parameters, window) => {
    expect(promised(parameters)).toBe((window + AROUND) * 1_000);
  });

  test('two services: each round reads both', () => {
    expect(promised({ services: 2 })).toBe((1 + 2 + 2 + 4 * 10) * 1_000);
  });
});

const job = { rule: 'head-serves', tickMs: TICK_MS, reductions: ALL_REDUCTIONS, limits: LIMITS };

test('head-serves keeps it: never sooner than a tick beyond its window of 3 s, and never too late', () => {
  const { outcome, passes } = run({ ...job, scenario: scenarioOf({}), refuting: ['late'] }, () => true);
  expect(outcome).toBe('proved');
  expect(passes?.promisedMs).toBe(25_000);
  expect(passes?.earliestMs).toBe(4_000);
  expect(passes?.latestMs).toBeLessThanOrEqual(25_000);
});

test('the same without any reduction', () => {
  const reductions = { forget: false, collapse: false, slots: false };
  const scenario = scenarioOf({ order: 'stop-first', failureAction: 'pause' });
  const limits = { ...LIMITS, states: 400_000 };
  const reduced = run({ ...job, scenario, refuting: ['late'] }, () => true);
  const full = run({ ...job, scenario, refuting: ['late'], reductions, limits }, () => true);
  expect(full.limit).toBeNull();
  expect(full.passes).toEqual(reduced.passes);
});

describe('a rule that waits for longer than it promises', () => {
  const slow: Rule = {
    ...HEAD_SERVES,
    name: 'slow',
    create: (context) => headServes({ ...context, lagMs: context.lagMs + 60_000 }),
  };
  const request = { tickMs: TICK_MS, witness: 'true-pass', unjudged: 'unjudged', refuting: new Set([OVERDUE]) };
  const limits = { ...LIMITS, hasTimeLeft: () => true };

  test('is late, and the way there ends in a world that is over and good, without a verdict', () => {
    const system = proofSystem(scenarioOf({}), slow, { ...ALL_REDUCTIONS, live: true });
    const { outcome, outcomes, counterexample } = prove(system, { ...request, limits });
    expect(outcome).toBe('refuted');
    expect(outcomes[OVERDUE]).toBeGreaterThan(0);
    const plain = watchedRollout(scenarioOf({}), slow);
    const row = new Int32Array(plain.stride);
    plain.initial(row);
    let now = 0;
    counterexample?.code.forEach((code, i) => {
      const at = counterexample.at[i] ?? now;
      plain.advance(row, at - now);
      plain.take(row, code);
      now = at;
    });
    expect(plain.milestones(row) & 1).toBe(0);
    expect(plain.glance(row)).toMatchObject({ status: 'completed' });
  });

  test('and nobody asks where it is not claimed', () => {
    const system = proofSystem(scenarioOf({}), slow, ALL_REDUCTIONS);
    expect(prove(system, { ...request, limits }).outcomes[OVERDUE]).toBeUndefined();
    expect(system.passes()).toBeNull();
  });
});
