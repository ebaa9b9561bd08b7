import { watchedRollout } from '#properties/watched-rollout.js';
import { CATALOGUE, ruleNamed } from '#src/assertions/catalogue.js';
import type { Rule } from '#src/assertions/judge.js';
import { runBatch } from '#src/explore/batch.js';
import { STRATEGIES } from '#src/explore/outcome.js';
import { record } from '#src/layout/layout.js';
import { defaultScenarios } from '#src/scenario/presets.js';
import { describe, expect, test } from 'vitest';

/** Rules that are known to be bad: a search that does not refute them has lost its teeth. */
const [, startFirst, stopFirst] = defaultScenarios().map(({ scenario }) => scenario);

const RUNS = 150;

/** Passes at its first sight of anything. */
const blind: Rule = {
  name: 'canary/blind',
  summary: 'passes at once',
  create: () => ({
    memory: record({ deployed: 'flag' }),
    question: (row, at) => (row[at] === 1 ? { ask: 'read', read: 'inspect', service: 0 } : { ask: 'deploy' }),
    judge: () => ({ verdict: 'pass' }),
    resume: (row, at) => {
      row[at] = 1;
      return null;
    },
  }),
};

const KNOWN_BAD = [blind, ...CATALOGUE.filter(({ name }) => name.startsWith('cc-ci/'))];

describe.each([startFirst, stopFirst])('$name', (scenario) => {
  if (scenario === undefined) throw new Error('there are three default scenarios');
  for (const strategy of STRATEGIES) {
    test(`${strategy} refutes every rule that is known to be bad`, () => {
      const races = KNOWN_BAD.map((rule) => {
        const system = watchedRollout(scenario, rule);
        const result = runBatch(system, { index: 0, strategy, runs: RUNS, seed: 1 }, new Set());
        return [rule.name, (result.outcomes['masking-race'] ?? 0) > 0];
      });
      expect(races).toEqual(KNOWN_BAD.map(({ name }) => [name, true]));
    });
  }

  test('head-serves is not fooled in the same runs, and does pass', () => {
    for (const strategy of STRATEGIES) {
      const system = watchedRollout(scenario, ruleNamed('head-serves'));
      const { outcomes } = runBatch(system, { index: 0, strategy, runs: RUNS, seed: 1 }, new Set());
      expect(outcomes['masking-race'] ?? 0).toBe(0);
      expect(outcomes['true-pass'] ?? 0).toBeGreaterThan(0);
    }
  });
});
