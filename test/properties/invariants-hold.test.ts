import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areKept, WORLDS } from '#properties/invariants-hold.property.js';
import { INVARIANTS } from '#properties/swarm-invariants.js';

describe('every invariant is kept on any schedule of any scenario', () => {
  const { seed = 0 } = fc.readConfigureGlobal();

  test.each(Object.entries(WORLDS).map(([name, world], i) => [name, world, seed + i] as const))(
    '%s',
    (_name, world, ownSeed) => {
      fc.assert(areKept(INVARIANTS, world), { seed: ownSeed });
    },
  );
});

test('claims are told apart by their words', () => {
  expect(new Set(INVARIANTS.map(({ claim }) => claim)).size).toBe(INVARIANTS.length);
});
