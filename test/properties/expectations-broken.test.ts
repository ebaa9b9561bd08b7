import { describe, expect, test } from 'vitest';
import { searchBreach } from '#properties/expectations-broken.property.js';
import { EXPECTATIONS } from '#properties/swarm-expectations.js';

const SCENARIOS = 300;
const SEED = 20_261_122;

describe('the real engine breaks it, and a search finds a schedule on which the model does too', () => {
  const rows = EXPECTATIONS.map((expectation) => [expectation.witness, expectation.claim, expectation] as const);

  test.each(rows)('%s: %s', (_witness, _claim, expectation) => {
    expect(searchBreach(expectation, SCENARIOS, SEED).breach).toEqual(expect.any(String));
  });
});
