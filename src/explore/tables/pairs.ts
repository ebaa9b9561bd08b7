import { entryOf, hashOfPair, longer, NUMBER, pairTable, placeFor, placingIn, roomIn, write } from './pair-table.ts';

/** A number from 0 to 2^31 - 2 for each pair of numbers that has been given one. */
export interface Pairs {
  /** `UNKNOWN` where there is none. */
  get(a: number, b: number): number;
  /** Of a pair that has none. */
  add(a: number, b: number, value: number): void;
  bytes(): number;
}

/** No pair's number. */
export const UNKNOWN = -1;

const ROOM = 1 << 10;

export function pairs(): Pairs {
  let table = pairTable(ROOM);
  let placing = placingIn(table);
  let count = 0;
  const find = (a: number, b: number): number => {
    const { shift, halves } = placing;
    return entryOf(table, placeFor(hashOfPair(a, b), shift, halves), a, b);
  };
  return {
    bytes: () => table.byteLength,
    get: (a, b) => (table[find(a, b) + NUMBER] as number) - 1,
    add(a, b, value) {
      if (++count > roomIn(table)) {
        table = longer(table);
        placing = placingIn(table);
      }
      write(table, find(a, b), a, b, value);
    },
  };
}
