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
export interface PairTable {
  readonly words: Int32Array;
  /** So many pairs fit in. */
  readonly room: number;
  /** How a hash becomes a place: see `placeFor`. */
  readonly shift: number;
  /** 2 or 3: the entries are so many times a power of two. */
  readonly halves: number;
}

/** Words of an entry: the pair, and its number plus one. */
const SIZE = 3;

/** How full a table may get. */
const FULL = 0.75;

/** `entries`: a power of two, or one and a half times that. */
export function pairTable(entries: number): PairTable {
  const power = 30 - Math.clz32(entries);
  return { words: emptyIndex(entries * SIZE), room: entries * FULL, shift: 28 - power, halves: entries >>> power };
}

/** Four bits more of the hash than there are places, so that three halves of a power of two are filled evenly. */
const placeFor = (first: number, second: number, shift: number, halves: number): number =>
  Math.imul(hashOfPair(first, second) >>> shift, halves) >>> 4;

function hashOfPair(first: number, second: number): number {
  let h = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f);
  return h ^ (h >>> 16);
}

/** Where the pair's entry begins, or the free one where it would. */
function entryOf(words: Int32Array, place: number, first: number, second: number): number {
  let at = place * SIZE;
  while (words[at + 2] !== 0) {
    if (words[at] === first && words[at + 1] === second) return at;
    at += SIZE;
    if (at === words.length) at = 0;
  }
  return at;
}

function write(words: Int32Array, at: number, first: number, second: number, number: number): void {
  words[at] = first;
  words[at + 1] = second;
  words[at + 2] = number + 1;
}

/** -1: it has none. */
export function numberOf({ words, shift, halves }: PairTable, first: number, second: number): number {
  return (words[entryOf(words, placeFor(first, second, shift, halves), first, second) + 2] as number) - 1;
}

/** There is room for it. */
export function put({ words, shift, halves }: PairTable, first: number, second: number, number: number): void {
  write(words, entryOf(words, placeFor(first, second, shift, halves), first, second), first, second, number);
}

export function eachOf({ words }: PairTable, told: (first: number, second: number, number: number) => void): void {
  for (let at = 0; at < words.length; at += SIZE) {
    const number = words[at + 2] as number;
    if (number !== 0) told(words[at] as number, words[at + 1] as number, number - 1);
  }
}

/** The next longer one, with all of its entries. */
export function longer({ words, halves }: PairTable): PairTable {
  const into = pairTable((words.length / SIZE / halves) * (halves + 1));
  for (let at = 0; at < words.length; at += SIZE) {
    const number = words[at + 2] as number;
    if (number !== 0) put(into, words[at] as number, words[at + 1] as number, number - 1);
  }
  return into;
}

/** Of pairs one behind the other. */
export function placesOf(table: PairTable, row: Row, from: number, count: number, places: Int32Array): void {
  const { shift, halves } = table;
  for (let i = 0; i < count; i++) {
    const at = 2 * (from + i);
    places[i] = placeFor(row[at] as number, row[at + 1] as number, shift, halves);
  }
}

/** Nothing but loads, of all places before any is needed: the processor waits for them at the same time. */
export function load({ words }: PairTable, places: Int32Array, count: number, loaded: Int32Array): void {
  for (let i = 0; i < count; i++) loaded[i] = words[(places[i] as number) * SIZE] as number;
}

/** Their numbers; those that are new are numbered on from `next`, and are added to `pairs`. What comes next then. */
export function findOrAdd(
  { words }: PairTable,
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
    const at = entryOf(words, places[i] as number, first, second);
    if (words[at + 2] === 0) {
      pairs[2 * added] = first;
      pairs[2 * added + 1] = second;
      write(words, at, first, second, added++);
    }
    numbers[from + i] = (words[at + 2] as number) - 1;
  }
  return added;
}
