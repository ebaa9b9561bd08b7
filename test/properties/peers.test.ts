// All seven peers have a known mask (rules-under-test section 5): the search finds one for each, without being told where.
import { watchedRollout } from '#properties/watched-rollout.js';
import { CATALOGUE } from '#src/assertions/catalogue.js';
import { runBatch } from '#src/explore/batch.js';
import { defaultScenarios } from '#src/scenario/presets.js';
import { describe, expect, test } from 'vitest';

const BATCH = { index: 0, strategy: 'discrete-event' as const, runs: 250, seed: 1 };
const PEERS = CATALOGUE.filter(({ name }) => name.startsWith('peer/'));

test('there are seven', () => {
  expect(PEERS).toHaveLength(7);
});

describe.each(defaultScenarios().map(({ scenario }) => scenario))('$name', (scenario) => {
  test.each(PEERS)('$name is fooled', (rule) => {
    const { outcomes } = runBatch(watchedRollout(scenario, rule), BATCH, new Set());
    expect(outcomes['masking-race']).toBeGreaterThan(0);
  });
});
