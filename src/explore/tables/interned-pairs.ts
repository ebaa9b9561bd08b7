import type { Row } from '../../layout/layout.ts';
import type { Interned } from './interned.ts';
import { findOrAdd, load, longer, pairTable, placesOf } from './pair-table.ts';
import { copyRun, twiceAsLong } from './words.ts';

/** So many pairs are looked up at the same time. */
const AT_ONCE = 64;

/** Runs of two words: see `interned`. */
export function internedPairs(capacity: number): Interned {
  let words = new Int32Array(2 * capacity);
  let table = pairTable(2 * capacity);
  let count = 0;
  const places = new Int32Array(AT_ONCE);
  const loaded = new Int32Array(AT_ONCE);
  const one = new Int32Array(2);
  const ofOne = new Int32Array(1);

  const reserve = (runs: number): void => {
    while (2 * runs > words.length) words = twiceAsLong(words);
    while (runs > table.room) table = longer(table);
  };
  const internAll = (row: Row, from: number, to: number, numbers: Int32Array): void => {
    reserve(count + to - from);
    for (let first = from; first < to; first += AT_ONCE) {
      const some = Math.min(AT_ONCE, to - first);
      placesOf(table, row, first, some, places);
      load(table, places, some, loaded);
      count = findOrAdd(table, places, row, first, some, numbers, words, count);
    }
  };
  return {
    count: () => count,
    words: () => words,
    bytes() {
      // The table has each pair once more, and a word for its number.
      const { byteLength } = table.words;
      const pairs = (2 / 3) * byteLength;
      return { runs: words.byteLength + pairs, index: byteLength - pairs };
    },
    reserve,
    intern(row, start) {
      copyRun(row, start, one, 0, 2);
      internAll(one, 0, 1, ofOne);
      return ofOne[0] as number;
    },
    internAll,
    read(number, into, start) {
      copyRun(words, 2 * number, into, start, 2);
    },
  };
}
