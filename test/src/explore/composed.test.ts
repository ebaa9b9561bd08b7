// A world and its watcher as two machines: on a toy, and what their steps are kept in.
import { breadthFirst } from '#src/explore/breadth-first.js';
import { book } from '#src/explore/composed/book.js';
import { judgedSpace } from '#src/explore/judged-space.js';
import { prove } from '#src/explore/prove.js';
import type { JudgedSystem } from '#src/explore/transition-system.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lamp } from '../../toys/lamp.ts';

const NO_LIMITS = { states: Infinity, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true };

function asOne(): JudgedSystem {
  const { composition, ...one } = lamp();
  expect(composition.worldSize).toBeLessThan(one.stride);
  return one;
}

function rowsOf(system: JudgedSystem): readonly string[] {
  const space = judgedSpace(system, {
    tickMs: 1,
    endOf: (row) => (system.finished(row) ? 1 : 0),
    refutes: () => false,
  });
  const { seen } = breadthFirst(space, { limits: NO_LIMITS, untilMarked: false });
  const row = new Int32Array(system.stride);
  return Array.from({ length: seen.count() }, (_, state) => {
    space.read(seen.words(), state * space.width, row);
    return row.join();
  });
}

test('a toy of two machines has the states that it has as one, in the same order', () => {
  const rows = rowsOf(lamp());
  expect(rows.length).toBeGreaterThan(100);
  expect(new Set(rows).size).toBe(rows.length);
  expect(rows).toEqual(rowsOf(asOne()));
});

test('and comes to the same, by the same way', () => {
  const request = { tickMs: 1, refuting: new Set(['heard']), witness: 'silent', unjudged: 'none', limits: NO_LIMITS };
  const { peakBytes, ...proof } = prove(lamp(), request);
  const { peakBytes: asOneBytes, ...proofAsOne } = prove(asOne(), request);
  expect(peakBytes).not.toBe(asOneBytes);
  expect(proof).toEqual(proofAsOne);
  expect(proof.outcome).toBe('refuted');
});

test('a book finds each entry where its words were written, whatever was added since', () => {
  const entries = fc.uniqueArray(fc.nat({ max: 5_000 }), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(entries, (numbers) => {
      const all = book();
      for (const number of numbers) {
        expect(all.find(number)).toBe(-1);
        const at = all.add(number, 5);
        all.words.fill(number + 1, at, at + 5);
      }
      for (const number of numbers) {
        const at = all.find(number);
        expect([...all.words.subarray(at, at + 5)]).toEqual(Array.from({ length: 5 }, () => number + 1));
      }
    }),
    { numRuns: 50 },
  );
});
