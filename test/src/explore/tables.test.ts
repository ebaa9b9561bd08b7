// Tables of runs and of pairs, beside a map that does the same.
import { interned, type Interned } from '#src/explore/tables/interned.js';
import { pairs, UNKNOWN } from '#src/explore/tables/pairs.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/** Few differ; one looks like what is free, one is negative. */
const word = fc.oneof(fc.integer({ min: -1, max: 4 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));

/** Runs that are looked up together, one behind the other. */
const batches = (size: number) =>
  fc.array(fc.array(fc.array(word, { minLength: size, maxLength: size }), { maxLength: 200 }), { maxLength: 20 });

function internedAtOnce(table: Interned, runs: readonly (readonly number[])[], isFirstLeftOut: boolean): number[] {
  const numbers = new Int32Array(runs.length);
  table.internAll(Int32Array.from(runs.flat()), isFirstLeftOut ? 1 : 0, runs.length, numbers);
  return [...numbers];
}

test.each([1, 2, 3, 5])('runs of %i words are numbered in the order in which they are new', (size) => {
  fc.assert(
    fc.property(batches(size), fc.boolean(), (all, isFirstLeftOut) => {
      const table = interned(size, 4);
      const known = new Map<string, number>();
      const numberOf = (run: readonly number[]): number => {
        if (!known.has(run.join())) known.set(run.join(), known.size);
        return known.get(run.join()) as number;
      };
      for (const runs of all) {
        const wanted = runs.map((run, i) => (isFirstLeftOut && i === 0 ? 0 : numberOf(run)));
        expect(internedAtOnce(table, runs, isFirstLeftOut && runs.length > 0)).toEqual(wanted);
        const one = runs[0] ?? Array.from({ length: size }, () => 7);
        expect(table.intern(Int32Array.from([9, ...one]), 1)).toBe(numberOf(one));
        expect(table.count()).toBe(known.size);
      }
      const read = new Int32Array(size + 1);
      for (const [run, number] of known) {
        table.read(number, read, 1);
        expect([...read].slice(1).join()).toBe(run);
        expect(
          table
            .words()
            .slice(number * size, (number + 1) * size)
            .join(),
        ).toBe(run);
      }
    }),
    { numRuns: 60 },
  );
});

test.each([2, 3])('runs of %i words keep their numbers while the table grows', (size) => {
  const table = interned(size, 4);
  const runs = 20_000;
  const all = Int32Array.from({ length: runs * size }, (_, i) => Math.imul(Math.floor(i / size), 0x9e3779b1) >>> 12);
  const numbers = new Int32Array(runs);
  table.internAll(all, 0, runs, numbers);
  const again = new Int32Array(runs);
  table.reserve(10 * runs);
  table.internAll(all, 0, runs, again);
  expect(again).toEqual(numbers);
  expect(table.words().subarray(0, size * table.count())).toEqual(all.subarray(0, size * table.count()));
});

test('pairs keep the number that each was given, and know of no other', () => {
  const number = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number, fc.nat({ max: 2 ** 31 - 2 })), { maxLength: 2_000 }), (given) => {
      const [kept, all] = [new Map<string, number>(), pairs()];
      for (const [a, b, value] of given) {
        expect(all.get(a, b)).toBe(kept.get(`${a} ${b}`) ?? UNKNOWN);
        if (all.get(a, b) === UNKNOWN) all.add(a, b, value);
        if (!kept.has(`${a} ${b}`)) kept.set(`${a} ${b}`, value);
      }
      for (const [key, value] of kept) {
        const [a = 0, b = 0] = key.split(' ').map(Number);
        expect(all.get(a, b)).toBe(value);
      }
    }),
    { numRuns: 50 },
  );
});
