import { invariant } from '../errors.ts';
import type { Part, Row } from '../layout/layout.ts';
import { bytesOf, interned, type Interned } from './tables/interned.ts';
import { internedIn, sharedCopy, type SharedTable } from './tables/shared-table.ts';

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

/** The table of each type of part, whose runs are so many words. */
export type Tables = (type: number, size: number) => Table;
type Table = Pick<Interned, 'intern' | 'read' | 'bytes'>;

/** By type. Plain data: it goes to a worker thread. */
export type SharedTables = ReadonlyMap<number, SharedTable>;

/** Tables of one thread's own, which can be shared when they are wanted by others. */
export interface OwnTables {
  readonly of: Tables;
  /** The same runs with the same numbers. `many`: types of which many a state has a run of its own. */
  shared(many: readonly number[]): SharedTables;
}

export function ownTables(): OwnTables {
  const tables = new Map<number, { readonly size: number; readonly table: Interned }>();
  return {
    of(type, size) {
      const { table } = tables.get(type) ?? { table: interned(size, 64) };
      tables.set(type, { size, table });
      return table;
    },
    shared(many) {
      const shared = [...tables].map(([type, { size, table }]) => {
        return [type, sharedCopy(table, size, many.includes(type))] as const;
      });
      return new Map(shared);
    },
  };
}

export function tablesOver(shared: SharedTables): Tables {
  return (type) => {
    const table = shared.get(type);
    invariant(table !== undefined, 'every type of part has a table');
    return internedIn(table);
  };
}

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
