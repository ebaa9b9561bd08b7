import { G } from '#model/world.js';
import { stepList, type StepList } from '#src/explore/transition-system.js';
import { get, set, type Row } from '#src/layout/layout.js';

/** A pending step and the earliest instant at which it may be taken. */
export interface DueStep {
  readonly code: number;
  readonly atMs: number;
}

/** Before every recorded instant: windows that are asked for from here are never cut at now. */
const LONG_AGO = -1_000_000;
const list = stepList();

/** What actors offer, at absolute instants. That a step would be forced later is left aside: every delay may be longer. */
export function dueSteps(row: Row, fill: (into: StepList) => void): readonly DueStep[] {
  const now = get(row, G.now);
  set(row, G.now, LONG_AGO);
  list.count = 0;
  fill(list);
  set(row, G.now, now);
  return Array.from({ length: list.count }, (_, i) => ({
    code: list.code[i] ?? 0,
    atMs: (list.from[i] ?? 0) + LONG_AGO,
  }));
}
