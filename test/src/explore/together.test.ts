// Several threads that search one space find what one finds.
import { describe, expect, test } from 'vitest';
import { reachableIn } from '#src/explore/reachable.js';
import { crewOf } from '#src/explore/workers/crew.js';
import { bundledModule } from '../../bundled-module.ts';
import { packedRu, sharing } from '../../toys/ru-packed.ts';
import { RU_CONFIGURATIONS } from '../../toys/ru.ts';

const NO_LIMITS = { states: Infinity, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true };
const { mid, small } = RU_CONFIGURATIONS;
const module = await bundledModule('test/toys/ru-packed.ts');

describe('threads that search one space', () => {
  test.each([2, 3, 5])('%i of them count what one counts, and what four other engines do', (threads) => {
    const found = crewOf(threads, module, mid).search(sharing(mid), { limits: NO_LIMITS, untilMarked: false });
    const alone = reachableIn(packedRu(mid), Infinity);
    expect(found).toMatchObject({ states: 183_354, transitions: 648_731, isMarked: true, limit: null });
    expect({ states: found.states, transitions: found.transitions }).toEqual({
      states: alone.states,
      transitions: alone.transitions,
    });
    expect(found.answers).toHaveLength(threads);
  });

  test('end with the level of the first marked state, where one ends', () => {
    const found = crewOf(2, module, small).search(sharing(small), { limits: NO_LIMITS, untilMarked: true });
    expect(found).toMatchObject({ isMarked: true, depth: reachableIn(packedRu(small), Infinity).depthOfBad });
  });

  test.each([
    ['states', { states: 50_000 }],
    ['memory', { bytes: 1_000 }],
    ['time', { hasTimeLeft: () => false }],
    ['depth', { depth: 3 }],
  ] as const)('meet a limit together: %s', (limit, limits) => {
    const options = { limits: { ...NO_LIMITS, ...limits }, untilMarked: false };
    expect(crewOf(2, module, mid).search(sharing(mid), options).limit).toBe(limit);
  });

  test('one that cannot begin is an error for all', () => {
    const missing = new URL('missing.mjs', module).href;
    const search = () => crewOf(2, missing, mid).search(sharing(mid), { limits: NO_LIMITS, untilMarked: false });
    expect(search).toThrow(/missing\.mjs/);
  });
});
