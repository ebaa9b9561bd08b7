// A read that the engine does not answer, as a step of the explorer: never green, whatever was seen before it.
import { systemOf } from '#properties/system-of.js';
import { watchedRollout } from '#properties/watched-rollout.js';
import { CATALOGUE, ruleNamed } from '#src/assertions/catalogue.js';
import type { Rule } from '#src/assertions/judge.js';
import { passingOnSilence } from '#src/assertions/mutants/edits.js';
import { runBatch } from '#src/explore/batch.js';
import { STRATEGIES } from '#src/explore/outcome.js';
import { reachable } from '#src/explore/reachable.js';
import { defaultScenarios } from '#src/scenario/presets.js';
import { describe, expect, test } from 'vitest';
import { tinyWorld } from './tiny-world.ts';

const faults = (maxFaults: number) => ({
  faults: { kinds: ['no-answer' as const], maxFaults, downFor: { earliestMs: 0, latestMs: 0 } },
});
const tiny = { ...tinyWorld('start-first'), ...faults(1) };

/** Takes an engine that does not answer for one that has nothing to say against the head (rules-under-test 4.14). */
const credulous = (rule: Rule): Rule => ({
  ...rule,
  name: `mutant/${rule.name}`,
  create: passingOnSilence(rule.create),
});

describe.each(['head-serves', 'cc-ci/v3'])('%s over the tiny world, every state of it', (name) => {
  const isSilence = (verdict: string): boolean => verdict === 'error' || verdict === 'undecided';

  test('an unanswered read ends in no verdict', () => {
    const silent: string[] = [];
    const system = watchedRollout(tiny, {
      ...ruleNamed(name),
      create: (context) => {
        const judge = ruleNamed(name).create(context);
        return {
          ...judge,
          judge: (row, at, answer) => {
            const verdict = judge.judge(row, at, answer);
            if (answer.read === 'error') silent.push(verdict?.verdict ?? 'goes on');
            return verdict;
          },
        };
      },
    });
    reachable(system, { tickMs: 1, mostStates: 60_000, isBad: () => false });
    expect(silent.length).toBeGreaterThan(100);
    expect(silent.filter((verdict) => !isSilence(verdict))).toEqual([]);
  });
});

test('head-serves over the tiny world with silence: no masking race and no false alarm in any state', () => {
  const system = systemOf({ scenario: tiny, rule: 'head-serves' });
  const bad = ['masking-race', 'misattribution', 'false-alarm'];
  const isBad = (row: Int32Array): boolean => system.finished(row) && bad.includes(system.outcome(row).kind);
  expect(reachable(system, { tickMs: 1, mostStates: 1_000_000, isBad })).toMatchObject({
    depthOfBad: null,
    truncated: false,
  });
});

describe('in sampled runs of the incident', () => {
  const [, incident] = defaultScenarios().map(({ scenario }) => scenario);
  if (incident === undefined) throw new Error('there are three default scenarios');
  const scenario = { ...incident, ...faults(1) };
  const outcomesOf = (rule: Rule) => {
    const all: Record<string, number> = {};
    for (const strategy of STRATEGIES) {
      const { outcomes } = runBatch(
        watchedRollout(scenario, rule),
        { index: 0, strategy, runs: 200, seed: 1 },
        new Set(),
      );
      for (const [kind, count] of Object.entries(outcomes)) all[kind] = (all[kind] ?? 0) + count;
    }
    return all;
  };

  test('head-serves is not fooled, and passes where the engine answers', () => {
    const outcomes = outcomesOf(ruleNamed('head-serves'));
    expect(outcomes).toMatchObject({ error: expect.any(Number) as number, 'true-pass': expect.any(Number) as number });
    expect(outcomes['masking-race'] ?? 0).toBe(0);
  });

  test.each(CATALOGUE.filter(({ name }) => name.startsWith('cc-ci/')).map(({ name }) => name))(
    '%s meets silence too',
    (name) => {
      expect(outcomesOf(ruleNamed(name))['error']).toBeGreaterThan(0);
    },
  );

  test('a rule that takes silence for a pass is refuted', () => {
    expect(outcomesOf(credulous(ruleNamed('head-serves')))['masking-race']).toBeGreaterThan(0);
  });
});
