import { instantSteps, zenoLoop } from '#src/explore/zeno.js';
import { describe, expect, test } from 'vitest';

/** Successors by state; which of them steps without time lead back to. */
function loopOf(graph: readonly (readonly number[])[]): number {
  const steps = instantSteps();
  for (const successors of graph) steps.add(Int32Array.from(successors), 0, successors.length);
  return zenoLoop(steps.noted());
}

describe('steps without time', () => {
  test('that lead to no state twice on one way are no loop', () => {
    expect(loopOf([[1, 2], [3], [1, 3], []])).toBe(-1);
  });

  test('that lead back are a loop, wherever it begins', () => {
    expect(loopOf([[1], [2], [3, 4], [], [1]])).toBe(1);
  });

  test('that lead to the state itself are a loop', () => {
    expect(loopOf([[1], [2], [2]])).toBe(2);
  });

  test('to states that were not gone on from are none', () => {
    expect(loopOf([[1], [2], [7]])).toBe(-1);
  });
});
