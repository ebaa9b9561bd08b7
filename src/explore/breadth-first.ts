import { bytesOf, interned, type Interned } from './tables/interned.ts';
import { TableFull } from './tables/shared-table.ts';
import { growable, type Growable } from './growable.ts';
import { MOST_SUCCESSORS, type Space } from './space.ts';

export const LIMITS = ['states', 'memory', 'time', 'depth'] as const;
export type Limit = (typeof LIMITS)[number];

export interface Limits {
  readonly states: number;
  readonly bytes: number;
  /** Steps and ticks: a search that has nothing marked so near ends there. */
  readonly depth: number;
  /** Asked now and then; false ends the search. */
  readonly hasTimeLeft: () => boolean;
}

export interface SearchOptions {
  readonly limits: Limits;
  /** Ends with the first level that has a marked state. */
  readonly untilMarked: boolean;
  /** Asked of each state while the space still shows it: a word that `expanded` is told. */
  readonly noted?: (state: number) => number;
  /** Told each state's successors, by number, so many from there on, and what was noted of it; false ends the search. */
  readonly expanded?: (state: number, numbers: Int32Array, from: number, count: number, note: number) => boolean;
  /** Of what `expanded` remembers. */
  readonly bytes?: () => number;
  readonly onProgress?: (progress: { readonly states: number; readonly depth: number }) => void;
}

/** What a search came to. A state's number is its place in the order of discovery. */
export interface Searched {
  readonly seen: Interned;
  readonly parents: Growable;
  readonly transitions: number;
  /** Of the state that is furthest away, in steps and ticks. */
  readonly depth: number;
  /** The first marked state, and how far away it is; null: none was reached. */
  readonly marked: { readonly state: number; readonly depth: number } | null;
  /** Which limit ended it; null: none. */
  readonly limit: Limit | null;
  /** Where `expanded` ended it; -1: it did not. */
  readonly endedAt: number;
  readonly bytes: number;
}

const LOOK_EVERY = 4_096;
/** So many states are expanded before their successors are looked up, all at once: the processor waits for memory once, not for each. */
const BLOCK = 16;
/** Room for so many states from the start. */
const ROOM = 1 << 16;

/**
 * Every state of a space, breadth first: the list of states in the order of discovery is the queue as well. States are kept in full,
 * as keys, not as hashes.
 */
export function breadthFirst(space: Space, options: SearchOptions): Searched {
  const { limits, untilMarked } = options;
  const seen = interned(space.width, ROOM);
  const parents = growable();
  const block = blockOf(space, options);
  let transitions = 0;
  let depth = 0;
  let levelEnd = 1;
  let marked: Searched['marked'] = null;
  let limit: Limit | null = null;
  let endedAt = -1;

  const bytes = (): number => {
    return bytesOf(seen) + parents.bytes() + space.bytes() + (options.bytes?.() ?? 0);
  };
  const met = (): Limit | null => {
    if (seen.count() > limits.states) return 'states';
    if (bytes() > limits.bytes) return 'memory';
    return limits.hasTimeLeft() ? null : 'time';
  };
  space.initial(block.keys);
  seen.intern(block.keys, 0);
  parents.push(-1);
  for (let current = 0, lookAt = 0; current < seen.count() && endedAt < 0;) {
    if (current === levelEnd) {
      if (untilMarked && marked !== null) break;
      if (depth === limits.depth) {
        limit = 'depth';
        break;
      }
      depth++;
      levelEnd = seen.count();
    }
    if (current >= lookAt || seen.count() > limits.states) {
      lookAt = current + LOOK_EVERY;
      limit = met();
      if (limit !== null) break;
      options.onProgress?.({ states: seen.count(), depth });
    }
    const end = Math.min(current + BLOCK, levelEnd);
    const written = expandOrNone(block, seen.words(), current, end);
    if (written === null) {
      limit = 'memory';
      break;
    }
    transitions += written;
    if (marked === null && block.marked() >= 0) marked = { state: block.marked(), depth };
    seen.internAll(block.keys, 0, written, block.numbers);
    endedAt = block.tell(parents);
    current = end;
  }
  return { seen, parents, transitions, depth, marked, limit, endedAt, bytes: bytes() };
}

/** null: a table that threads share is full. */
function expandOrNone(block: Block, words: Int32Array, from: number, to: number): number | null {
  try {
    return block.expand(words, from, to);
  } catch (error) {
    if (error instanceof TableFull) return null;
    throw error;
  }
}

/** A few states, and their successors. */
interface Block {
  readonly keys: Int32Array;
  /** Of the successors, in the order of their keys. */
  readonly numbers: Int32Array;
  /** The first marked state that was expanded; -1: none. */
  marked(): number;
  /** How many successors there are: their keys are there. */
  expand(words: Int32Array, from: number, to: number): number;
  /** Their numbers are there: notes the parents of those that are new. The state at which `expanded` ends the search; -1: none. */
  tell(parents: Growable): number;
}

function blockOf(space: Space, { noted, expanded }: SearchOptions): Block {
  const { width } = space;
  const keys = new Int32Array(BLOCK * MOST_SUCCESSORS * width);
  const numbers = new Int32Array(BLOCK * MOST_SUCCESSORS);
  const counts = new Int32Array(BLOCK);
  const notes = new Int32Array(BLOCK);
  let first = 0;
  let end = 0;
  let marked = -1;
  return {
    keys,
    numbers,
    marked: () => marked,
    expand(words, from, to) {
      let written = 0;
      [first, end] = [from, to];
      for (let state = from; state < to; state++) {
        const count = space.successors(words, state * width, keys, written * width);
        if (marked < 0 && space.isMarked()) marked = state;
        counts[state - from] = count;
        if (noted !== undefined) notes[state - from] = noted(state);
        written += count;
      }
      return written;
    },
    tell(parents) {
      let endedAt = -1;
      for (let state = first, at = 0; state < end; state++) {
        const count = counts[state - first] as number;
        const from = at;
        for (const behind = at + count; at < behind; at++) {
          if (numbers[at] !== parents.count()) continue;
          parents.push(state);
          space.foresee?.(keys, at * width);
        }
        if (expanded === undefined || endedAt >= 0) continue;
        if (!expanded(state, numbers, from, count, notes[state - first] as number)) endedAt = state;
      }
      return endedAt;
    },
  };
}
