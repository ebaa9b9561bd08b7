import { copyRun, twiceAsLong } from '../interned.ts';

/** Keys one behind the other, and room for the numbers that they get. */
export interface KeyList {
  readonly keys: Int32Array;
  readonly numbers: Int32Array;
  readonly count: number;
  readonly bytes: number;
  clear(): void;
  /** Adds the key that starts there; its place. */
  push(from: Int32Array, at: number): number;
}

const ROOM = 1 << 12;

export function keyList(width: number): KeyList {
  let keys = new Int32Array(ROOM * width);
  let numbers = new Int32Array(ROOM);
  let count = 0;
  return {
    get keys() {
      return keys;
    },
    get numbers() {
      return numbers;
    },
    get count() {
      return count;
    },
    get bytes() {
      return keys.byteLength + numbers.byteLength;
    },
    clear() {
      count = 0;
    },
    push(from, at) {
      if (count === numbers.length) [keys, numbers] = [twiceAsLong(keys), twiceAsLong(numbers)];
      copyRun(from, at, keys, count * width, width);
      return count++;
    },
  };
}
