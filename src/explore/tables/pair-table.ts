import type { Row } from '../../layout/layout.ts';
import { emptyIndex } from './words.ts';

/**
 * Open addressing over one array, for pairs of words that each have a number: an entry is the pair itself, so that one look at memory finds it, and
 * its number plus one, 0 where it is free. The upper bits of the hash say where: a longer table has the same entries in the same order,
 * and is filled from one end to the other. It has room for a power of two, or one and a half times that.
 *
 * These are functions of what they work on, not closures over it: where memory is waited for, every other load keeps one more from being
 * asked for in time.
 */
export type PairTable = Int32Array<ArrayBuffer>;

/** Words of an entry: the pair, and its number plus one. */
const SIZE = 3;
export const NUMBER = 2;

/** How full a table may get. */
const FULL = 0.75;

/** `entries`: a power of two. */
export const pairTable = (entries: number): PairTable => emptyIndex(entries * SIZE);

/** So many pairs fit in. */
export const roomIn = (table: PairTable): number => (table.length / SIZE) * FULL;

/** How a hash becomes a place in this table: see `placeFor`. */
export interface Placing {
  readonly shift: number;
  /** 2 or 3: the entries are so many times a power of two. */
  readonly halves: number;
}

export function placingIn(table: PairTable): Placing {
  const entries = table.length / SIZE;
  const power = 30 - Math.clz32(entries);
  return { shift: 28 - power, halves: entries >>> power };
}

/** Four bits more of the hash than there are places, so that three halves of a power of two are filled evenly. */
export const placeFor = (h: number, shift: number, halves: number): number => Math.imul(h >>> shift, halves) >>> 4;

export function hashOfPair(first: number, second: number): number {
  let h = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f);
  return h ^ (h >>> 16);
}

/** Where the pair's entry begins, or the free one where it would. `place`: by its hash. */
export function entryOf(table: PairTable, place: number, first: number, second: number): number {
  let at = place * SIZE;
  while (table[at + 2] !== 0) {
    if (table[at] === first && table[at + 1] === second) return at;
    at += SIZE;
    if (at === table.length) at = 0;
  }
  return at;
}

export function write(table: PairTable, at: number, first: number, second: number, number: number): void {
  table[at] = first;
  table[at + 1] = second;
  table[at + 2] = number + 1;
}

/** The next longer one, with all of its entries. */
export function longer(table: PairTable): PairTable {
  const { halves } = placingIn(table);
  const into = emptyIndex((table.length / halves) * (halves + 1));
  const placing = placingIn(into);
  for (let from = 0; from < table.length; from += SIZE) {
    const number = table[from + 2] as number;
    if (number === 0) continue;
    const first = table[from] as number;
    const second = table[from + 1] as number;
    const place = placeFor(hashOfPair(first, second), placing.shift, placing.halves);
    write(into, entryOf(into, place, first, second), first, second, number - 1);
  }
  return into;
}

/** Of pairs one behind the other. */
export function placesOf(row: Row, from: number, count: number, { shift, halves }: Placing, places: Int32Array): void {
  for (let i = 0; i < count; i++) {
    const at = 2 * (from + i);
    places[i] = placeFor(hashOfPair(row[at] as number, row[at + 1] as number), shift, halves);
  }
}

/** Nothing but loads, of all places before any is needed: the processor waits for them at the same time. */
export function load(table: PairTable, places: Int32Array, count: number, loaded: Int32Array): void {
  for (let i = 0; i < count; i++) loaded[i] = table[(places[i] as number) * SIZE] as number;
}

/** Their numbers; those that are new are numbered on from `next`, and are added to `pairs`. What comes next then. */
export function findOrAdd(
  table: PairTable,
  places: Int32Array,
  row: Row,
  from: number,
  count: number,
  numbers: Int32Array,
  pairs: Int32Array,
  next: number,
): number {
  let added = next;
  for (let i = 0; i < count; i++) {
    const of = 2 * (from + i);
    const first = row[of] as number;
    const second = row[of + 1] as number;
    const at = entryOf(table, places[i] as number, first, second);
    if (table[at + 2] === 0) {
      pairs[2 * added] = first;
      pairs[2 * added + 1] = second;
      write(table, at, first, second, added++);
    }
    numbers[from + i] = (table[at + 2] as number) - 1;
  }
  return added;
}
