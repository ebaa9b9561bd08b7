import { emptyIndex } from '../interned.ts';

/** A number for each pair of numbers that has been given one: open addressing over one typed array. */
export interface Pairs {
  /** `UNKNOWN` where there is none. */
  get(a: number, b: number): number;
  /** Of a pair that has none. */
  add(a: number, b: number, value: number): void;
  readonly bytes: number;
}

/** No pair's number. */
export const UNKNOWN = -1;

const WORDS = 3;
const FULL = 0.6;

export function pairs(): Pairs {
  /** A pair, its first number plus one, and what it has: 0 is free. */
  let words = emptyIndex(WORDS << 10);
  let mask = words.length / WORDS - 1;
  let count = 0;

  const placeOf = (a: number, b: number): number => {
    let at = hash(a, b) & mask;
    for (; ; at = (at + 1) & mask) {
      const word = words[at * WORDS] as number;
      if (word === 0 || (word === a + 1 && words[at * WORDS + 1] === b)) return at * WORDS;
    }
  };
  const put = (a: number, b: number, value: number): void => {
    const at = placeOf(a, b);
    words[at] = a + 1;
    words[at + 1] = b;
    words[at + 2] = value;
  };
  const grow = (): void => {
    const before = words;
    words = emptyIndex(before.length * 2);
    mask = words.length / WORDS - 1;
    for (let at = 0; at < before.length; at += WORDS) {
      const word = before[at] as number;
      if (word !== 0) put(word - 1, before[at + 1] as number, before[at + 2] as number);
    }
  };
  return {
    get bytes() {
      return words.byteLength;
    },
    get(a, b) {
      const at = placeOf(a, b);
      return words[at] === 0 ? UNKNOWN : (words[at + 2] as number);
    },
    add(a, b, value) {
      if (++count > (mask + 1) * FULL) grow();
      put(a, b, value);
    },
  };
}

function hash(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  return h ^ (h >>> 13);
}
