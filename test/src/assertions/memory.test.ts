import { describe, expect, test } from 'vitest';
import { clearMemory } from '#src/assertions/judge.js';
import { forget, joined, words } from '#src/assertions/memory.js';
import { DEPLOY } from '#src/assertions/questions.js';
import { NEVER, record } from '#src/layout/layout.js';

const PARTS = {
  first: record({ count: 'count', at: 'instant' }),
  rest: words('identity', 2),
  last: record({ at: 'instant' }),
};

describe('a memory of several parts', () => {
  test('has each part where it says, and each field under the name of its part', () => {
    const { memory, base } = joined(PARTS);
    expect(base).toEqual({ first: 0, rest: 2, last: 4 });
    expect(memory.at).toEqual({ 'first.count': 0, 'first.at': 1, 'rest.0': 2, 'rest.1': 3, 'last.at': 4 });
    expect(memory.kinds).toEqual(['count', 'instant', 'identity', 'identity', 'instant']);
    expect(memory.size).toBe(5);
  });

  test('is forgotten to what it was before the first question: instants NEVER, all else 0', () => {
    const { memory } = joined(PARTS);
    const row = new Int32Array(7).fill(9);
    forget(memory, row, 1);
    expect([...row]).toEqual([9, 0, NEVER, 0, 0, NEVER, 9]);
    const cleared = new Int32Array(7).fill(9);
    const idle = { memory, question: () => DEPLOY, judge: () => null, resume: () => null };
    clearMemory(idle, cleared, 1);
    expect(cleared).toEqual(row);
  });
});
