import { reachable } from '#src/explore/reachable.js';
import { expect, test } from 'vitest';
import { isBad, ru, RU_CONFIGURATIONS } from '../../toys/ru.ts';

/** Counts that SPIN, Rumur, TLC and a reference in JavaScript agree on; steps count clock ticks. */
const KNOWN = [
  { name: 'tiny', states: 512, transitions: 1_103, depthOfBad: 16 },
  { name: 'small', states: 19_529, transitions: 69_507, depthOfBad: 22 },
  { name: 'mid', states: 183_354, transitions: 648_731, depthOfBad: 28 },
] as const;

for (const { name, ...known } of KNOWN) {
  test(`the whole of RU ${name} is reached: ${known.states} states, ${known.transitions} transitions`, () => {
    const found = reachable(ru(RU_CONFIGURATIONS[name]), { tickMs: 1, mostStates: 1_000_000, isBad });
    expect(found).toEqual({ ...known, truncated: false });
  });
}

test('a search that meets its limit says that it saw only a part', () => {
  const found = reachable(ru(RU_CONFIGURATIONS.small), { tickMs: 1, mostStates: 1_000 });
  expect(found.truncated).toBe(true);
});
