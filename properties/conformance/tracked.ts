import type { Model } from '#model/index.js';
import { G, L, S } from '#model/world.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import type { DueStep } from './due-steps.ts';
import type { Goal } from './goal.ts';
import { behind } from './row.ts';
import { takenAt } from './taken-at.ts';

/**
 * A failure counts if it is read within the monitor window of the instant at which the worker saw its task run. That instant is
 * known within bounds only: the world holds the earliest, and words behind the world hold the latest, one a slot.
 */
const latestOf = (m: Model, l: number): number => behind(m).tracked + l;

/** Notes the latest instant at which a worker's sight, just taken, may have come. */
export function noteTracked(m: Model, before: Row, after: Row, endMs: number): void {
  for (let l = 0; l < m.slots; l++) {
    const at = m.places.slot(l) + L.trackedAt;
    const seen = get(after, at);
    if (seen === NEVER) set(after, latestOf(m, l), NEVER);
    else if (seen !== get(before, at)) set(after, latestOf(m, l), endMs);
  }
}

/** Reads the oldest failure as soon after the sight, and as late, as the recording allows: it may then count or not. */
export function failureInstants(m: Model, row: Row, { code, atMs }: DueStep, goal: Goal): readonly Row[] {
  const begin = Math.max(atMs, goal.beginMs);
  const soon = row.slice();
  const late = takenAt(m, row, code, goal.endMs, goal);
  for (let l = 0; l < m.slots; l++) set(soon, m.places.slot(l) + L.trackedAt, get(row, latestOf(m, l)));
  const early = takenAt(m, soon, code, begin, goal);
  for (const after of [early, late]) restoreInstants(m, row, after, goal.endMs, begin);
  return [early, late];
}

/** The step's own instant is its earliest, whichever age it was taken at. */
function restoreInstants(m: Model, before: Row, after: Row, endMs: number, begin: number): void {
  m.places.layout.kinds.forEach((kind, at) => {
    if (kind === 'instant' && at !== G.now && get(after, at) === endMs) set(after, at, begin);
  });
  const gone = get(after, m.places.service(0) + S.updater) === 0;
  for (let l = 0; l < m.slots; l++) {
    const tracked = m.places.slot(l) + L.trackedAt;
    if (!gone) set(after, tracked, get(before, tracked));
    else set(after, latestOf(m, l), get(after, tracked));
  }
}
