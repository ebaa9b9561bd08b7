import { G, T } from '#model/world.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { ranker } from '../canonical.ts';
import type { WatchedRollout } from '../watched-rollout.ts';
import { clockLimits } from './clock-limits.ts';
import { forgetting } from './forget.ts';
import { sortingPlaces } from './sort-places.ts';

/**
 * As `canonicalizer`, but each clock saturates at its own limit, and what nobody will read again is forgotten. `more`: limits of
 * clocks that are none of the rollout's own, by word.
 */
export function proofCanonical(v: WatchedRollout, more: ReadonlyMap<number, number> = new Map()): (row: Row) => void {
  const { model: m, layout } = v;
  const forget = forgetting(v);
  const sortPlaces = sortingPlaces(m);
  const limits = clockLimits(v);
  for (const [at, ms] of more) limits[at] = ms;
  const rank = ranker(layout);
  const statuses = Array.from({ length: m.tasks }, (_, t) => m.places.task(t) + T.statusAt);
  const ordered = new Set(statuses);
  const instants = Int32Array.from(
    layout.kinds.flatMap((kind, at) => (kind === 'instant' && at !== G.now && !ordered.has(at) ? [at] : [])),
  );
  const floors = instants.map((at) => -(limits[at] as number));
  const statusFloor = -(limits[statuses[0] as number] as number);
  const perSlot = Array.from({ length: m.slots }, (_, l) =>
    Int32Array.from(statuses.slice(l * m.tasksPerSlot, (l + 1) * m.tasksPerSlot)),
  );
  const scratch = new Int32Array(m.tasksPerSlot);
  return (row) => {
    forget(row);
    sortPlaces(row);
    const now = get(row, G.now);
    for (let i = 0; i < instants.length; i++) {
      const at = instants[i] as number;
      const instant = get(row, at);
      if (instant === NEVER) continue;
      const floor = floors[i] as number;
      set(row, at, instant - now < floor ? floor : instant - now);
    }
    for (const words of perSlot) keepOrder(row, words, now, statusFloor, scratch);
    set(row, G.now, 0);
    rank(row);
  };
}

/**
 * TasksByTimestamp compares the statuses of a slot's tasks with each other, so beyond the limit their order is all that is left:
 * each is one ms behind the next later one.
 */
function keepOrder(row: Row, words: Int32Array, now: number, floor: number, scratch: Int32Array): void {
  for (let i = 0; i < words.length; i++) scratch[i] = get(row, words[i] as number);
  let bound = 1;
  let before = LATER;
  for (;;) {
    let latest = NEVER;
    for (let i = 0; i < words.length; i++) {
      const instant = scratch[i] as number;
      if (instant > latest && instant < before) latest = instant;
    }
    if (latest === NEVER) return;
    before = latest;
    const relative = latest - now;
    bound = relative >= floor ? relative : Math.max(relative, Math.min(bound, floor) - 1);
    for (let i = 0; i < words.length; i++) if (scratch[i] === latest) set(row, words[i] as number, bound);
  }
}

const LATER = 0x7fffffff;
