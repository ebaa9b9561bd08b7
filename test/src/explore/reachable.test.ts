import { reachable, reachableIn } from '#src/explore/reachable.js';
import { expect, test } from 'vitest';
import { packedRu } from '../../toys/ru-packed.ts';
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

const BIG = { name: 'big', states: 2_188_852, transitions: 8_972_277, depthOfBad: 32 } as const;

for (const { name, ...known } of [...KNOWN, BIG]) {
  test(`keys of two words say the same of RU ${name}: ${known.states} states, ${known.transitions} transitions`, () => {
    const found = reachableIn(packedRu(RU_CONFIGURATIONS[name]), 3_000_000);
    expect(found).toEqual({ ...known, truncated: false });
  });
}

const SYMMETRIC = [
  { name: 'tiny', states: 270, transitions: 586, depthOfBad: 16 },
  { name: 'small', states: 3_907, transitions: 13_813, depthOfBad: 22 },
  { name: 'mid', states: 10_995, transitions: 39_503, depthOfBad: 28 },
  { name: 'big', states: 32_361, transitions: 134_900, depthOfBad: 32 },
  { name: 'six', states: 69_345, transitions: 319_353, depthOfBad: 36 },
] as const;

for (const { name, ...known } of SYMMETRIC) {
  test(`with interchangeable replicas RU ${name} has ${known.states} states, and its bad state is as near`, () => {
    const found = reachableIn(packedRu(RU_CONFIGURATIONS[name], { symmetric: true }), 1_000_000);
    expect(found).toEqual({ ...known, truncated: false });
  });
}

test('a search that meets its limit says that it saw only a part', () => {
  const found = reachable(ru(RU_CONFIGURATIONS.small), { tickMs: 1, mostStates: 1_000 });
  expect(found.truncated).toBe(true);
});
