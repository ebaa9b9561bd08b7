import type { Row } from '../layout/layout.ts';

/**
 * Rows seen so far: the rows themselves in one growing arena, found by open addressing over typed arrays. Full rows, not hashes,
 * decide equality. The arena is also the breadth-first queue: a row's number is its place in the order of discovery.
 */
export interface Visited {
  readonly count: number;
  /** The number of a row equal to this one, adding it if there is none; `isNew` tells which. */
  visit(row: Row): number;
  readonly isNew: boolean;
  read(index: number, into: Row): void;
}

export function visited(stride: number, capacity = 1 << 12): Visited {
  let arena = new Int32Array(capacity * stride);
  let table = new Int32Array(capacity * 2);
  let count = 0;
  let isNew = false;

  const holds = (index: number, row: Row): boolean => {
    const base = index * stride;
    for (let i = 0; i < stride; i++) if (arena[base + i] !== row[i]) return false;
    return true;
  };
  const place = (row: Row): number => {
    const mask = table.length - 1;
    let at = hash(row, stride) & mask;
    for (; table[at] !== 0; at = (at + 1) & mask) if (holds((table[at] as number) - 1, row)) break;
    return at;
  };
  const grow = (): void => {
    const larger = new Int32Array(arena.length * 2);
    larger.set(arena);
    arena = larger;
    table = new Int32Array(table.length * 2);
    for (let i = 0; i < count; i++) table[place(arena.subarray(i * stride, (i + 1) * stride))] = i + 1;
  };
  return {
    get count() {
      return count;
    },
    get isNew() {
      return isNew;
    },
    visit(row) {
      const at = place(row);
      const known = table[at] as number;
      isNew = known === 0;
      if (!isNew) return known - 1;
      arena.set(row, count * stride);
      table[at] = ++count;
      if (count * stride === arena.length) grow();
      return count - 1;
    },
    read(index, into) {
      into.set(arena.subarray(index * stride, (index + 1) * stride));
    },
  };
}

function hash(row: Row, stride: number): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < stride; i++) h = Math.imul(h ^ (row[i] as number), 0x01000193) ^ (h >>> 15);
  h ^= h >>> 13;
  return Math.imul(h, 0x85ebca6b) >>> 1;
}
