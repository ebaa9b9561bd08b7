/** sfc32 (Chris Doty-Humphrey's Small Fast Counter, 128 bits of state): the same numbers on every machine. */
export interface Prng {
  /** A whole number from 0 to 2^32 - 1. */
  next(): number;
  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number;
  /** True once in `n` draws. */
  oneIn(n: number): boolean;
}

export function prng(seed: number): Prng {
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const below = (bound: number): number => Math.floor((next() / 0x1_0000_0000) * bound);
  return { next, below, oneIn: (n) => below(n) === 0 };
}

/** A seed of its own for each part of a search: FNV-1a over the parts. */
export function deriveSeed(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of parts.join('\u0000')) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
