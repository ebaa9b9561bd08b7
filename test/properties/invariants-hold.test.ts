import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKept } from '#properties/invariants-hold.property.js';
import { INVARIANTS } from '#properties/swarm-invariants.js';

describe('on any schedule of any scenario', () => {
  const { seed = 0 } = fc.readConfigureGlobal();

  // Each has scenarios of its own, so that together they see more of them.
  test.each(INVARIANTS.map((invariant, i) => [invariant.claim, invariant, seed + i] as const))(
    '%s',
    (_claim, invariant, ownSeed) => {
      fc.assert(isKept(invariant), { seed: ownSeed });
    },
  );
});

test('claims are told apart by their words', () => {
  expect(new Set(INVARIANTS.map(({ claim }) => claim)).size).toBe(INVARIANTS.length);
});
