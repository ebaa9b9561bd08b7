import { invariant } from '../../errors.ts';
import type { TableOf, Tables } from '../part-keys.ts';
import { internedIn, sharedTable, sharedWords, type SharedTable } from './shared-table.ts';
import { MOST_SUCCESSORS, type Space } from '../space.ts';

/** Memory that the threads of one search share, and nothing that is written at the same time. Plain data: it goes to a worker thread. */
export interface Mail {
  readonly threads: number;
  /** Words of a key, and how many of them, from the first on, decide whose a state is. */
  readonly width: number;
  readonly ownedBy: number;
  /** Keys that a box holds. */
  readonly capacity: number;
  readonly control: Int32Array;
  /** From each thread to each, itself among them, by `boxOf`. */
  readonly boxes: readonly Box[];
  /** Parts of states, by type: see part-keys.ts. */
  readonly tables: SharedTables;
}

type SharedTables = ReadonlyMap<number, SharedTable>;

export function tablesFor(parts: readonly TableOf[]): SharedTables {
  const kinds = new Map(parts.map((part) => [part.type, part]));
  return new Map([...kinds].map(([type, { size, many }]) => [type, sharedTable(size, many)]));
}

export function tablesOver(tables: SharedTables): Tables {
  return (type) => {
    const table = tables.get(type);
    invariant(table !== undefined, 'every type of part has a table');
    return internedIn(table);
  };
}

export interface Box {
  readonly keys: Int32Array;
  /** The numbers that the states have got, in the order of the keys. */
  readonly replies: Int32Array;
}

/** What each thread says of itself at the end of a round. */
export interface Standing {
  /** States of this level that it has still to expand, and those that it has of the next. */
  readonly left: number;
  readonly fresh: number;
  readonly states: number;
  readonly kib: number;
  readonly isMarked: boolean;
  readonly isLate: boolean;
  /** `expanded` has said so. */
  readonly isEnded: boolean;
}

const ARRIVED = 0;
const MEETING = 1;
const FAILED = 2;
const FIRST = 3;
const WORDS = 7;

const BOX_BYTES = 2 ** 23;
/** Nobody takes so long, but a process may be stopped for longer: it is waited for once more. */
const LONGEST_MS = 60_000;
const PATIENCE = 3;

export function mailFor(
  threads: number,
  { width, ownedBy = width }: Pick<Space, 'width' | 'ownedBy'>,
  tables: SharedTables,
): Mail {
  const capacity = Math.max(2 * MOST_SUCCESSORS, Math.min(1 << 16, Math.floor(BOX_BYTES / 4 / width)));
  const box = (): Box => ({ keys: sharedWords(capacity * width), replies: sharedWords(capacity) });
  return {
    threads,
    width,
    ownedBy,
    capacity,
    control: sharedWords(FIRST + threads * WORDS + threads * threads),
    boxes: Array.from({ length: threads * threads }, box),
    tables,
  };
}

export const boxOf = ({ boxes, threads }: Mail, from: number, to: number): Box => boxes[from * threads + to] as Box;

const sentAt = ({ threads }: Mail, from: number, to: number): number => FIRST + threads * WORDS + from * threads + to;
export const setSent = (mail: Mail, from: number, to: number, keys: number): void => {
  mail.control[sentAt(mail, from, to)] = keys;
};
export const sentIn = (mail: Mail, from: number, to: number): number => mail.control[sentAt(mail, from, to)] as number;

/** Goes on when every thread has come so far: what each wrote before is then there for all. */
export function meet({ control, threads }: Mail): void {
  const meeting = Atomics.load(control, MEETING);
  if (Atomics.add(control, ARRIVED, 1) === threads - 1) {
    Atomics.store(control, ARRIVED, 0);
    Atomics.add(control, MEETING, 1);
    Atomics.notify(control, MEETING);
  }
  const hasFailed = (): boolean => Atomics.load(control, FAILED) !== 0;
  for (let waits = 0; Atomics.load(control, MEETING) === meeting && !hasFailed();) {
    if (Atomics.wait(control, MEETING, meeting, LONGEST_MS) === 'timed-out') waits++;
    invariant(waits < PATIENCE, 'threads of a search meet');
  }
  invariant(!hasFailed(), 'every thread of a search comes to its end');
}

/** Whoever waits for this thread, or is about to, need not. */
export function giveUp({ control }: Mail): void {
  Atomics.store(control, FAILED, 1);
  Atomics.add(control, MEETING, 1);
  Atomics.notify(control, MEETING);
}

export function setStanding({ control }: Mail, rank: number, of: Standing): void {
  const { left, fresh, states, kib, isMarked, isLate, isEnded } = of;
  control.set([left, fresh, states, kib, Number(isMarked), Number(isLate), Number(isEnded)], FIRST + rank * WORDS);
}

/** Of all threads together. */
export function standing({ control, threads }: Mail): Standing {
  const sum = (word: number): number => {
    let all = 0;
    for (let rank = 0; rank < threads; rank++) all += control[FIRST + rank * WORDS + word] as number;
    return all;
  };
  const [left, fresh, states, kib] = [sum(0), sum(1), sum(2), sum(3)];
  return { left, fresh, states, kib, isMarked: sum(4) > 0, isLate: sum(5) > 0, isEnded: sum(6) > 0 };
}
