import type { Growable } from '../growable.ts';
import { copyRun, type Interned } from '../interned.ts';
import { MOST_SUCCESSORS } from '../space.ts';

/** So many states are expanded before those of their successors that a thread owns are looked up, all at once: see breadth-first.ts. */
export const BLOCK = 8;

/** Successors of a few states, in their order. */
export interface Block {
  /** One that this thread owns. */
  keep(keys: Int32Array, at: number): void;
  /** One that another owns: a word of at least 0 that says where its number will be. */
  give(place: number): void;
  /** Looks up what was kept. Tells all: what was given, and of what was kept the complement of the number. */
  end(places: Growable): void;
}

export function blockOf(seen: Interned, width: number): Block {
  const keys = new Int32Array(BLOCK * MOST_SUCCESSORS * width);
  const numbers = new Int32Array(BLOCK * MOST_SUCCESSORS);
  const places = new Int32Array(BLOCK * MOST_SUCCESSORS);
  let [kept, count] = [0, 0];
  return {
    keep(from, at) {
      copyRun(from, at, keys, kept++ * width, width);
      places[count++] = KEPT;
    },
    give(place) {
      places[count++] = place;
    },
    end(into) {
      seen.internAll(keys, kept, numbers);
      for (let i = 0, next = 0; i < count; i++) {
        const place = places[i] as number;
        into.push(place === KEPT ? ~(numbers[next++] as number) : place);
      }
      [kept, count] = [0, 0];
    },
  };
}

const KEPT = -1;
