import type { Interned } from './interned.ts';
import { copyRun, hash, isSame } from './words.ts';

/**
 * Distinct runs of so many words, each with a number, in memory that threads share. Of a fixed length, since shared memory cannot be exchanged
 * for longer; what is not written to takes no room. Plain data: it goes to a worker thread.
 */
export interface SharedTable {
  readonly size: number;
  readonly words: Int32Array;
  /** As in `interned`. */
  readonly index: Int32Array;
  readonly control: Int32Array;
}

/** Who may add, how many there are. */
const LOCK = 0;
const COUNT = 1;

/** Places in the index of a table of parts, of which there are few, and of one that has a run for many a state. */
const FEW = 1 << 21;
const MANY = 1 << 23;
const FULLEST = 0.75;

/** So many words that threads share. */
export const sharedWords = (words: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * words));

export function sharedTable(size: number, many = false): SharedTable {
  const places = many ? MANY : FEW;
  // Written at once: see `emptyIndex`.
  return {
    size,
    words: sharedWords(places * FULLEST * size),
    index: sharedWords(places).fill(0),
    control: sharedWords(2),
  };
}

/** The same runs with the same numbers, in memory that threads share. */
export function sharedCopy(runs: Pick<Interned, 'count' | 'words'>, size: number, many?: boolean): SharedTable {
  const table = sharedTable(size, many);
  const { intern } = internedIn(table);
  const words = runs.words();
  for (let number = 0; number < runs.count(); number++) intern(words, number * size);
  return table;
}

/** A table of a fixed length has no room for one more. */
export class TableFull extends Error {
  constructor() {
    super('a table that threads share is full');
  }
}

/**
 * A run is looked for without a lock: its entry is written after its words, and they are read by way of it. Which of two threads adds first
 * decides numbers, which therefore say nothing beyond this search.
 */
export function internedIn(table: SharedTable): Pick<Interned, 'intern' | 'read' | 'bytes'> {
  const { size, words, index, control } = table;
  const mask = index.length - 1;
  const capacity = index.length * FULLEST;

  /** Where the run is in the index, or the free place where it would be. */
  const placeOf = (h: number, row: Int32Array, start: number): number => {
    const tag = h & ~mask;
    let at = h & mask;
    for (; ; at = (at + 1) & mask) {
      const entry = index[at] as number;
      if (entry === 0) return at;
      if ((entry & ~mask) !== tag) continue;
      if (isSame(words, ((entry & mask) - 1) * size, row, start, size)) return at;
    }
  };
  const add = (h: number, row: Int32Array, start: number): number => {
    while (Atomics.compareExchange(control, LOCK, 0, 1) !== 0);
    const at = placeOf(h, row, start);
    const there = index[at] as number;
    let number = (there & mask) - 1;
    if (there === 0) {
      number = control[COUNT] as number;
      if (number < capacity) {
        copyRun(row, start, words, number * size, size);
        control[COUNT] = number + 1;
        Atomics.store(index, at, (h & ~mask) | (number + 1));
      }
    }
    Atomics.store(control, LOCK, 0);
    if (number === capacity) throw new TableFull();
    return number;
  };
  return {
    bytes() {
      return { runs: (control[COUNT] as number) * size * 4, index: index.byteLength };
    },
    intern(row, start) {
      const h = hash(row, start, size);
      const entry = index[placeOf(h, row, start)] as number;
      return entry !== 0 ? (entry & mask) - 1 : add(h, row, start);
    },
    read(number, into, start) {
      copyRun(words, number * size, into, start, size);
    },
  };
}
