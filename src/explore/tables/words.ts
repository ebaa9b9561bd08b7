import type { Row } from '../../layout/layout.ts';

export function copyRun(from: Row, at: number, into: Row, start: number, size: number): void {
  for (let i = 0; i < size; i++) into[start + i] = from[at + i] as number;
}

export function isSame(words: Row, at: number, row: Row, start: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (words[at + i] !== row[start + i]) return false;
  return true;
}

export function twiceAsLong(words: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(words.length * 2);
  longer.set(words);
  return longer;
}

/**
 * Words that will be read, here and there, before they are written. A page that is read first is another one once it is written, and every
 * processor that works on this memory is told; so all are written at once.
 */
export const emptyIndex = (length: number): Int32Array<ArrayBuffer> => new Int32Array(length).fill(0);

/** Two lanes: a multiplication need not wait for the one before it. */
export function hash(row: Row, start: number, size: number): number {
  let a = 0x811c9dc5;
  let b = 0x2545f491;
  const end = start + size;
  let i = start;
  for (; i + 1 < end; i += 2) {
    a = Math.imul(a ^ (row[i] as number), 0x01000193) ^ (a >>> 15);
    b = Math.imul(b ^ (row[i + 1] as number), 0x85ebca6b) ^ (b >>> 13);
  }
  if (i < end) a = Math.imul(a ^ (row[i] as number), 0x01000193) ^ (a >>> 15);
  a ^= Math.imul(b ^ (b >>> 15), 0xc2b2ae35);
  a = Math.imul(a ^ (a >>> 13), 0x85ebca6b);
  return a ^ (a >>> 16);
}
