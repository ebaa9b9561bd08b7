/** A list of words that grows as it must. */
export interface Growable {
  push(word: number): void;
  at(index: number): number;
  count(): number;
  bytes(): number;
  /** All of them, in memory that may be longer. */
  words(): Int32Array<ArrayBuffer>;
}

export function growable(): Growable {
  let words = new Int32Array(1 << 12);
  let count = 0;
  return {
    count: () => count,
    bytes: () => words.byteLength,
    words: () => words.subarray(0, count),
    push(word) {
      if (count === words.length) {
        const larger = new Int32Array(Math.ceil(words.length * 1.5));
        larger.set(words);
        words = larger;
      }
      words[count++] = word;
    },
    at: (index) => words[index] as number,
  };
}
