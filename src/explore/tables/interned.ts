import type { Row } from '../../layout/layout.ts';
import { internedPairs } from './interned-pairs.ts';
import { copyRun, emptyIndex, hash, isSame, twiceAsLong } from './words.ts';

/** Distinct runs of so many words, each with a number: found by open addressing over typed arrays, compared in full. */
export interface Interned {
  count(): number;
  /** The number of the run that starts there, adding it if there is none: then its number is what `count` was. */
  intern(row: Row, start: number): number;
  /** There is room for so many runs in all. */
  readonly reserve: (runs: number) => void;
  /** The same of runs one behind the other, from that one on: the number of the nth goes to the nth place. */
  internAll(row: Row, from: number, to: number, numbers: Int32Array): void;
  read(number: number, into: Row, start: number): void;
  /** All runs, one behind the other in the order of their numbers. Another array after a run was added. */
  words(): Int32Array;
  /** Of the runs, and of the index that finds them. */
  bytes(): { readonly runs: number; readonly index: number };
}

/** In all. */
export function bytesOf(table: Pick<Interned, 'bytes'>): number {
  const { runs, index } = table.bytes();
  return runs + index;
}

export const interned = (size: number, capacity: number): Interned =>
  size === 2 ? internedPairs(capacity) : internedRuns(size, capacity);

/** How full the index may get. */
const FULL = 0.75;
/** So many runs are looked up at the same time. */
const AT_ONCE = 32;

function internedRuns(size: number, capacity: number): Interned {
  let words = new Int32Array(capacity * size);
  /**
   * A number plus one in the lower bits, as many as the length has; above them those of the hash, which tell most others apart without
   * a look at the run. 0: free.
   */
  let index = emptyIndex(capacity * 2);
  let mask = index.length - 1;
  let count = 0;
  const hashes = new Int32Array(AT_ONCE);
  const entries = new Int32Array(AT_ONCE);

  const reserve = (runs: number): void => {
    while (runs * size > words.length) words = twiceAsLong(words);
    while (runs > index.length * FULL) index = indexOf(words, size, count, index.length * 2);
    mask = index.length - 1;
  };
  /** The run's number. There is room for one more. */
  const find = (h: number, row: Row, start: number): number => {
    const tag = h & ~mask;
    let at = h & mask;
    for (; index[at] !== 0; at = (at + 1) & mask) {
      const entry = index[at] as number;
      if ((entry & ~mask) !== tag) continue;
      const number = (entry & mask) - 1;
      if (isSame(words, number * size, row, start, size)) return number;
    }
    copyRun(row, start, words, count * size, size);
    index[at] = tag | ++count;
    return count - 1;
  };
  /** All places in memory are asked for before any is needed: the processor then waits for them at the same time. */
  const findAll = (row: Row, from: number, to: number, numbers: Int32Array): void => {
    for (let i = from; i < to; i++) hashes[i - from] = hash(row, i * size, size);
    loadEntries(index, mask, hashes, to - from, entries);
    loadRuns(words, size, mask, to - from, entries);
    for (let i = from; i < to; i++) numbers[i] = find(hashes[i - from] as number, row, i * size);
  };
  return {
    count: () => count,
    words: () => words,
    bytes() {
      return { runs: words.byteLength, index: index.byteLength };
    },
    reserve,
    intern(row, start) {
      reserve(count + 1);
      return find(hash(row, start, size), row, start);
    },
    internAll(row, from, to, numbers) {
      reserve(count + to - from);
      for (let first = from; first < to; first += AT_ONCE) findAll(row, first, Math.min(to, first + AT_ONCE), numbers);
    },
    read(number, into, start) {
      copyRun(words, number * size, into, start, size);
    },
  };
}

/** Nothing but loads: the shorter this loop, the more of them are on their way. */
function loadEntries(index: Int32Array, mask: number, hashes: Int32Array, count: number, entries: Int32Array): void {
  for (let i = 0; i < count; i++) entries[i] = index[(hashes[i] as number) & mask] as number;
}

/** The first words of the runs, where there are any; they are left in `entries`, so that they are loaded. */
function loadRuns(words: Row, size: number, mask: number, count: number, entries: Int32Array): void {
  for (let i = 0; i < count; i++) {
    const number = ((entries[i] as number) & mask) - 1;
    entries[i] = words[(number & ~(number >> 31)) * size] as number;
  }
}

/** A new index of so many runs. */
function indexOf(words: Row, size: number, count: number, length: number): Int32Array<ArrayBuffer> {
  const index = emptyIndex(length);
  const mask = length - 1;
  for (let number = 0; number < count; number++) {
    const h = hash(words, number * size, size);
    let at = h & mask;
    while (index[at] !== 0) at = (at + 1) & mask;
    index[at] = (h & ~mask) | (number + 1);
  }
  return index;
}
