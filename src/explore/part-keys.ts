import type { Part, Row } from '../layout/layout.ts';
import { bytesOf, interned, type Interned } from './tables/interned.ts';

/**
 * Rows as the numbers of their parts (SPIN calls it collapse): parts of one type share a table, so a part that has been seen anywhere
 * costs one word. Full parts, not hashes, decide equality.
 */
export interface PartKeys {
  /** Words of a key. */
  readonly width: number;
  read(keys: Int32Array, at: number): void;
  /** Of a row that differs in few parts from the one that was read last. */
  write(row: Row, into: Int32Array, at: number): void;
  /** Of all tables. */
  bytes(): number;
}

/** A table of runs of so many words. */
export interface TableOf {
  readonly type: number;
  readonly size: number;
  /** Whether many a state has a run of its own in it. */
  readonly many?: boolean;
}

/** The table of each type of part. */
export type Tables = (type: number, size: number) => Table;
type Table = Pick<Interned, 'intern' | 'read' | 'bytes'>;

export const ownTables: Tables = (_type, size) => interned(size, 64);

/** `row`: where what is read goes; nobody else writes to the words of its parts. */
export function partKeys(parts: readonly Part[], tableOf: Tables, row: Row): PartKeys {
  const types = new Map<number, Table>();
  const tables = parts.map(({ type, size }) => {
    const table = types.get(type) ?? tableOf(type, size);
    types.set(type, table);
    return table;
  });
  const width = parts.length;
  const starts = Int32Array.from(parts, ({ start }) => start);
  const ends = Int32Array.from(parts, ({ start, size }) => start + size);
  const lastIds = new Int32Array(width).fill(-1);

  return {
    width,
    bytes() {
      let sum = 0;
      for (const table of types.values()) sum += bytesOf(table);
      return sum;
    },
    read(keys, at) {
      for (let p = 0; p < width; p++) {
        const id = keys[at + p] as number;
        if (id === lastIds[p]) continue;
        lastIds[p] = id;
        (tables[p] as Table).read(id, row, starts[p] as number);
      }
    },
    write(other, into, at) {
      for (let p = 0; p < width; p++) {
        const start = starts[p] as number;
        const isAsLast = lastIds[p] !== -1 && areEqual(other, row, start, ends[p] as number);
        into[at + p] = isAsLast ? (lastIds[p] as number) : (tables[p] as Table).intern(other, start);
      }
    },
  };
}

/** Most parts are as they were, so four words are compared for one branch. */
function areEqual(a: Row, b: Row, start: number, end: number): boolean {
  let i = start;
  for (; i + 3 < end; i += 4) {
    const differs =
      ((a[i] as number) ^ (b[i] as number)) |
      ((a[i + 1] as number) ^ (b[i + 1] as number)) |
      ((a[i + 2] as number) ^ (b[i + 2] as number)) |
      ((a[i + 3] as number) ^ (b[i + 3] as number));
    if (differs !== 0) return false;
  }
  for (; i < end; i++) if (a[i] !== b[i]) return false;
  return true;
}
