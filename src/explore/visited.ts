import type { Part, Row } from '../layout/layout.ts';
import { interned, type Interned } from './interned.ts';

/**
 * Rows seen so far. A row is kept as the numbers of its parts (SPIN calls it collapse): parts of one type share a table, so a part
 * that has been seen anywhere costs one word. Full parts, not hashes, decide equality. A row's number is its place in the order of
 * discovery, so this is the breadth-first queue as well.
 */
export interface Visited {
  readonly count: number;
  /** The number of a row equal to this one, adding it if there is none; `isNew` tells which. */
  visit(row: Row): number;
  readonly isNew: boolean;
  read(index: number, into: Row): void;
  /** Words that a row takes here. */
  readonly words: number;
  /** Of all tables. */
  readonly bytes: number;
}

export function visited(parts: readonly Part[], capacity = 1 << 12): Visited {
  const types = new Map<number, Interned>();
  const tables = parts.map(({ type, size }) => {
    const table = types.get(type) ?? interned(size, 64);
    types.set(type, table);
    return table;
  });
  const starts = Int32Array.from(parts, ({ start }) => start);
  const ends = Int32Array.from(parts, ({ start, size }) => start + size);
  const count = parts.length;
  const rows = interned(count, capacity);
  const ids = new Int32Array(count);
  // The row that was read last: what is visited next differs from it in few parts.
  const last = new Int32Array(Math.max(0, ...ends));
  const lastIds = new Int32Array(count).fill(-1);

  const isAsLast = (p: number, row: Row): boolean => {
    if (lastIds[p] === -1) return false;
    const end = ends[p] as number;
    for (let i = starts[p] as number; i < end; i++) if (row[i] !== last[i]) return false;
    return true;
  };
  return {
    get count() {
      return rows.count;
    },
    get isNew() {
      return rows.isNew;
    },
    words: count,
    get bytes() {
      let sum = rows.bytes;
      for (const table of types.values()) sum += table.bytes;
      return sum;
    },
    visit(row) {
      for (let p = 0; p < count; p++) {
        const table = tables[p] as Interned;
        ids[p] = isAsLast(p, row) ? (lastIds[p] as number) : table.intern(row, starts[p] as number);
      }
      return rows.intern(ids, 0);
    },
    read(index, into) {
      rows.read(index, lastIds, 0);
      for (let p = 0; p < count; p++) {
        (tables[p] as Interned).read(lastIds[p] as number, into, starts[p] as number);
      }
      last.set(into.subarray(0, last.length));
    },
  };
}
