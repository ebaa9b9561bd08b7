import type { Row } from '../layout/layout.ts';

/** Distinct runs of so many words, each with a number: found by open addressing over typed arrays, compared in full. */
export interface Interned {
  readonly count: number;
  /** The number of the run that starts there, adding it if there is none: then its number is what `count` was. */
  intern(row: Row, start: number): number;
  /** There is room for so many runs in all. */
  readonly reserve: (runs: number) => void;
  /** The same of so many runs, one behind the other. */
  internAll(row: Row, runs: number, numbers: Int32Array): void;
  read(number: number, into: Row, start: number): void;
  /** All runs, one behind the other in the order of their numbers. Another array after a run was added. */
  readonly words: Int32Array;
  /** Of the runs, and of the index that finds them. */
  readonly bytes: { readonly runs: number; readonly index: number };
}

/** How full the index may get. */
const FULL = 0.75;
/** So many runs are looked up at the same time. */
const AT_ONCE = 32;

export function interned(size: number, capacity: number): Interned {
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
    for (let i = from; i < to; i++) {
      entries[i - from] = index[(hashes[i - from] = hash(row, i * size, size)) & mask] as number;
    }
    for (let i = 0; i < to - from; i++) {
      const entry = entries[i] as number;
      if (entry !== 0) entries[i] = words[((entry & mask) - 1) * size] as number;
    }
    for (let i = from; i < to; i++) numbers[i] = find(hashes[i - from] as number, row, i * size);
  };
  return {
    get count() {
      return count;
    },
    get words() {
      return words;
    },
    get bytes() {
      return { runs: words.byteLength, index: index.byteLength };
    },
    reserve,
    intern(row, start) {
      reserve(count + 1);
      return find(hash(row, start, size), row, start);
    },
    internAll(row, runs, numbers) {
      reserve(count + runs);
      for (let from = 0; from < runs; from += AT_ONCE) findAll(row, from, Math.min(runs, from + AT_ONCE), numbers);
    },
    read(number, into, start) {
      copyRun(words, number * size, into, start, size);
    },
  };
}

export function copyRun(from: Row, at: number, into: Row, start: number, size: number): void {
  for (let i = 0; i < size; i++) into[start + i] = from[at + i] as number;
}

export function isSame(words: Row, at: number, row: Row, start: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (words[at + i] !== row[start + i]) return false;
  return true;
}

function twiceAsLong(words: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(words.length * 2);
  longer.set(words);
  return longer;
}

/**
 * Words that will be read, here and there, before they are written. A page that is read first is another one once it is written, and every
 * processor that works on this memory is told; so all are written at once.
 */
export const emptyIndex = (length: number): Int32Array<ArrayBuffer> => new Int32Array(length).fill(0);

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

/** Two lanes: a multiplication need not wait for the one before it. */
export function hash(row: Row, start: number, size: number): number {
  let a = 0x811c9dc5;
  let b = 0x2545f491;
  const end = start + size;
  let i = start;
  for (; i + 1 < end; i += 2) {
    a = Math.imul(a ^ (row[i] as number), 0x01000193) ^ (a >>> 15);
    b = Math.imul(b ^ (row[i + 1] as number), 0x85ebca6b) ^ (b >>> 13);
  }
  if (i < end) a = Math.imul(a ^ (row[i] as number), 0x01000193) ^ (a >>> 15);
  a ^= Math.imul(b ^ (b >>> 15), 0xc2b2ae35);
  a = Math.imul(a ^ (a >>> 13), 0x85ebca6b);
  return a ^ (a >>> 16);
}
