import { eachOf, longer, numberOf, pairTable, put } from './pair-table.ts';

/** A number from 0 to 2^31 - 2 for each pair of numbers that has been given one. */
export interface Pairs {
  /** `UNKNOWN` where there is none. */
  get(a: number, b: number): number;
  /** Of a pair that has none. */
  add(a: number, b: number, value: number): void;
  /** Of each pair that has a number, in no order that means anything. */
  each(told: (a: number, b: number, value: number) => void): void;
  bytes(): number;
}

/** No pair's number. */
export const UNKNOWN = -1;

const ROOM = 1 << 10;

export function pairs(): Pairs {
  let table = pairTable(ROOM);
  let count = 0;
  return {
    bytes: () => table.words.byteLength,
    get: (a, b) => numberOf(table, a, b),
    each: (told) => {
      eachOf(table, told);
    },
    add(a, b, value) {
      if (++count > table.room) table = longer(table);
      put(table, a, b, value);
    },
  };
}
