import { closeOperator } from '#model/actors/operator.js';
import type { Scenario } from '#model/index.js';
import { invariant } from '#src/errors.js';
import { get, NEVER, record, set, type Row } from '#src/layout/layout.js';
import { VERDICT } from './run.ts';
import type { WatchedRollout } from './watched-rollout.ts';

/**
 * An answer that was given and is not there yet. The judge has folded it in already, dated by when it comes, since nothing happens to
 * the watcher in between; what it said of it is held back until then. Part of a row only where answers may be late.
 */
export const OnItsWay = record({
  /** NEVER: none is on its way. */
  arrivesAt: 'instant',
  verdict: 'code',
  reason: 'code',
});
const L = OnItsWay.at;

export interface Held {
  readonly verdict: number;
  readonly reason: number;
}

export function clearOnItsWay(row: Row, at: number | null): void {
  if (at !== null) set(row, at + L.arrivesAt, NEVER);
}

/** NEVER: no answer is on its way. */
export const arrivalOf = ({ onItsWay }: WatchedRollout, row: Row): number =>
  onItsWay === null ? NEVER : get(row, onItsWay + L.arrivesAt);

/** What the operator does after the last read is no part of this rollout, however late its answer comes. */
export function keepOnItsWay(v: WatchedRollout, row: Row, arrivesAt: number, { verdict, reason }: Held): void {
  const at = placeOf(v);
  set(row, at + L.arrivesAt, arrivesAt);
  set(row, at + L.verdict, verdict);
  set(row, at + L.reason, reason);
  if (verdict !== VERDICT.none) closeOperator(v.model, row);
}

export function takeArrived(v: WatchedRollout, row: Row): Held {
  const at = placeOf(v);
  const held = { verdict: get(row, at + L.verdict), reason: get(row, at + L.reason) };
  set(row, at + L.arrivesAt, NEVER);
  set(row, at + L.verdict, VERDICT.none);
  set(row, at + L.reason, 0);
  return held;
}

/** By the least or by the most that the scenario says, nothing in between. */
export function latenesses({ faults: { kinds, lateBy } }: Scenario): readonly number[] {
  if (!kinds.includes('late-answer') || lateBy === undefined) return [];
  return [...new Set([lateBy.earliestMs, lateBy.latestMs])].filter((ms) => ms > 0);
}

function placeOf({ onItsWay }: WatchedRollout): number {
  invariant(onItsWay !== null, 'a late answer has its place in the row');
  return onItsWay;
}
