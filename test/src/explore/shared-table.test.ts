import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interned } from '#src/explore/tables/interned.js';
import { internedIn, sharedCopy, sharedTable, TableFull } from '#src/explore/tables/shared-table.js';

test('a run that is there has its number, another gets the next; each is read as it was', () => {
  const run = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(run, { maxLength: 60 }), (runs) => {
      const table = sharedTable(3);
      const [one, other] = [internedIn(table), internedIn(table)];
      const known = new Map<string, number>();
      runs.forEach((words, i) => {
        const number = (i % 2 === 0 ? one : other).intern(Int32Array.from([9, ...words]), 1);
        expect(number).toBe(known.get(words.join()) ?? known.size);
        known.set(words.join(), number);
        const read = new Int32Array(4);
        one.read(number, read, 1);
        expect([...read]).toEqual([0, ...words]);
      });
    }),
    { numRuns: 50 },
  );
});

test('a copy of runs has them with the same numbers, and goes on from there', () => {
  const runs = interned(2, 64);
  const word = (i: number): Int32Array => Int32Array.of(i % 700, i);
  for (let i = 0; i < 1_000; i++) runs.intern(word(i), 0);
  const copy = internedIn(sharedCopy(runs, 2));
  const read = new Int32Array(2);
  for (let i = 0; i < 1_000; i++) {
    expect(copy.intern(word(i), 0)).toBe(i);
    copy.read(i, read, 0);
    expect([...read]).toEqual([...word(i)]);
  }
  expect(copy.intern(word(1_000), 0)).toBe(1_000);
});

test('one that has no room left says so, and still knows what it has', () => {
  const of = internedIn(sharedTable(1));
  const word = new Int32Array(1);
  const fill = (): void => {
    for (let i = 0; i < 2 ** 21; i++) {
      word[0] = i;
      of.intern(word, 0);
    }
  };
  expect(fill).toThrow(TableFull);
  const [last] = word;
  expect(fill).toThrow(TableFull);
  expect(word[0]).toBe(last);
  word[0] = 7;
  expect(of.intern(word, 0)).toBe(7);
});
