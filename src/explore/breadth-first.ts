import { interned, type Interned } from './interned.ts';
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
  /** Told each state's successors, by number; false ends the search. */
  readonly expanded?: (state: number, successors: Int32Array, count: number) => boolean;
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
/** Room for so many states from the start. */
const ROOM = 1 << 16;

/**
 * Every state of a space, breadth first: the list of states in the order of discovery is the queue as well. States are kept in full,
 * as keys, not as hashes.
 */
export function breadthFirst(space: Space, options: SearchOptions): Searched {
  const { limits, untilMarked, expanded } = options;
  const { width } = space;
  const seen = interned(width, ROOM);
  const parents = growable();
  const keys = new Int32Array(MOST_SUCCESSORS * width);
  const numbers = new Int32Array(MOST_SUCCESSORS);
  let transitions = 0;
  let depth = 0;
  let levelEnd = 1;
  let marked: Searched['marked'] = null;
  let limit: Limit | null = null;
  let endedAt = -1;

  const bytes = (): number => {
    const { runs, index } = seen.bytes;
    return runs + index + parents.bytes + space.bytes + (options.bytes?.() ?? 0);
  };
  const met = (): Limit | null => {
    if (seen.count > limits.states) return 'states';
    if (bytes() > limits.bytes) return 'memory';
    return limits.hasTimeLeft() ? null : 'time';
  };
  space.initial(keys);
  let count = seen.intern(keys, 0) + 1;
  parents.push(-1);
  for (let current = 0; current < count; current++) {
    if (current === levelEnd) {
      if (untilMarked && marked !== null) break;
      if (depth === limits.depth) {
        limit = 'depth';
        break;
      }
      depth++;
      levelEnd = count;
    }
    if (current % LOOK_EVERY === 0) {
      limit = met();
      if (limit !== null) break;
      options.onProgress?.({ states: count, depth });
    }
    const written = space.successors(seen.words, current * width, keys);
    transitions += written;
    if (marked === null && space.isMarked) marked = { state: current, depth };
    seen.internAll(keys, written, numbers);
    for (; count < seen.count; count++) parents.push(current);
    if (expanded !== undefined && !expanded(current, numbers, written)) {
      endedAt = current;
      break;
    }
  }
  return { seen, parents, transitions, depth, marked, limit, endedAt, bytes: bytes() };
}
