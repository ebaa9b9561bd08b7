import { take, type Model } from '#model/index.js';
import { G } from '#model/world.js';
import { set, type Row } from '#src/layout/layout.js';
import type { Goal } from './goal.ts';

/** A copy of the row with the step taken at an instant of its own; the clock stays at the goal's begin. */
export function takenAt(m: Model, row: Row, code: number, atMs: number, goal: Goal): Row {
  const after = row.slice();
  set(after, G.now, atMs);
  take(m, after, code);
  set(after, G.now, goal.beginMs);
  return after;
}
