import { emptyIndex } from '../tables/words.ts';

/** A word by number, 0 where none was put. */
export interface WordByNumber {
  at(number: number): number;
  put(number: number, word: number): void;
  /** None was put at this number, or a greater one. */
  behind(): number;
  bytes(): number;
}

/** Entries of words, one behind the other. Each has a number that it is found by, and whoever adds it writes its words. */
export interface Book {
  /** All entries. Another array after one was added. */
  readonly words: Int32Array;
  bytes(): number;
  /** Where the entry of this number begins; -1: there is none. */
  find(number: number): number;
  /** No entry has this number, or a greater one. */
  behind(): number;
  /** Room for an entry of so many words, all 0; where it begins. */
  add(number: number, size: number): number;
  /** The entry that was added last ends there already. */
  endAt(behind: number): void;
}

const ROOM = 1 << 10;

export function wordByNumber(): WordByNumber {
  let words = new Int32Array(ROOM);
  return {
    bytes: () => words.byteLength,
    behind: () => words.length,
    at: (number) => (number < words.length ? (words[number] as number) : 0),
    put(number, word) {
      while (number >= words.length) words = longer(words);
      words[number] = word;
    },
  };
}

export function book(): Book {
  const begins = wordByNumber();
  let end = 0;
  const self = {
    // A field, not a getter: it is read for every step.
    words: new Int32Array(ROOM),
    bytes: () => self.words.byteLength + begins.bytes(),
    find: (number: number): number => begins.at(number) - 1,
    behind: () => begins.behind(),
    add(number: number, size: number): number {
      while (end + size > self.words.length) self.words = longer(self.words);
      begins.put(number, end + 1);
      end += size;
      return end - size;
    },
    endAt(behind: number): void {
      end = behind;
    },
  };
  return self;
}

function longer(words: Int32Array): Int32Array<ArrayBuffer> {
  const more = emptyIndex(Math.ceil(words.length * 1.25));
  more.set(words);
  return more;
}
