import fc from 'fast-check';
import { expect, test } from 'vitest';
import { internedIn, isFull, sharedTable } from '#src/explore/together/shared-table.js';

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
      expect(isFull(table)).toBe(false);
    }),
    { numRuns: 50 },
  );
});

test('one that has no room left says so, and does not write beyond its end', () => {
  const table = sharedTable(1);
  const of = internedIn(table);
  const word = new Int32Array(1);
  for (let i = 0; !isFull(table); i++) {
    word[0] = i;
    of.intern(word, 0);
    if (i > 2 ** 21) throw new Error('it took more than it has room for');
  }
  word[0] = 0;
  expect(of.intern(word, 0)).toBe(0);
});
