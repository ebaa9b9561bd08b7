import type { Row } from '../layout/layout.ts';

/** Distinct runs of so many words, each with a number: found by open addressing over typed arrays, compared in full. */
export interface Interned {
  readonly count: number;
  /** The number of the run that starts there, adding it if there is none. */
  intern(row: Row, start: number): number;
  /** Whether the last run that was interned was a new one. */
  readonly isNew: boolean;
  read(index: number, into: Row, start: number): void;
  readonly bytes: number;
}

export function interned(size: number, capacity: number): Interned {
  let arena = new Int32Array(capacity * size);
  let table = new Int32Array(capacity * 2);
  let count = 0;
  let isNew = false;

  const holds = (index: number, row: Row, start: number): boolean => {
    const base = index * size;
    for (let i = 0; i < size; i++) if (arena[base + i] !== row[start + i]) return false;
    return true;
  };
  const place = (row: Row, start: number): number => {
    const mask = table.length - 1;
    let at = hash(row, start, size) & mask;
    for (; table[at] !== 0; at = (at + 1) & mask) if (holds((table[at] as number) - 1, row, start)) break;
    return at;
  };
  const grow = (): void => {
    const larger = new Int32Array(arena.length * 2);
    larger.set(arena);
    arena = larger;
    table = new Int32Array(table.length * 2);
    for (let i = 0; i < count; i++) table[place(arena, i * size)] = i + 1;
  };
  return {
    get count() {
      return count;
    },
    get isNew() {
      return isNew;
    },
    get bytes() {
      return arena.byteLength + table.byteLength;
    },
    intern(row, start) {
      const at = place(row, start);
      const known = table[at] as number;
      isNew = known === 0;
      if (!isNew) return known - 1;
      const base = count * size;
      for (let i = 0; i < size; i++) arena[base + i] = row[start + i] as number;
      table[at] = ++count;
      if (count * size === arena.length) grow();
      return count - 1;
    },
    read(index, into, start) {
      const base = index * size;
      for (let i = 0; i < size; i++) into[start + i] = arena[base + i] as number;
    },
  };
}

function hash(row: Row, start: number, size: number): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < size; i++) h = Math.imul(h ^ (row[start + i] as number), 0x01000193) ^ (h >>> 15);
  h ^= h >>> 13;
  return Math.imul(h, 0x85ebca6b) >>> 1;
}
