import { specOf, type Model } from '#model/model.js';
import { TaskState } from '#model/vocabulary.js';
import { T } from '#model/world.js';
import type { Outcome } from '#src/explore/transition-system.js';
import { get, record, set, type Row } from '#src/layout/layout.js';
import { R, VERDICT } from '../run.ts';
import { causeOf, culprit, headHasDied } from '../truth.ts';
import { REASONS } from '../watcher.ts';
import type { WatchedRollout } from '../watched-rollout.ts';

/** What a row holds beside the rest: what was so when the rule failed, and is looked at when the world has settled. */
export const Evidence = record({
  /** The store showed a dead task of the head. */
  died: 'flag',
  /** Somebody else's deploy was in place, and the rule said so. */
  superseded: 'flag',
});

/** A false alarm where a task of the head did die, though another serves in its place: no claim is about that. */
export const ALARM_AFTER_DEATH = 'alarm-after-death';
/** Blamed on the deploy that took the head's place, which itself was rolled back afterwards: no rule can see the future. */
export const SUPERSEDED_AND_BACK = 'superseded-and-back';

const DEATHS: readonly number[] = [TaskState.failed, TaskState.complete, TaskState.rejected];
const SUPERSEDED = REASONS.indexOf('superseded') + 1;

/**
 * Outcomes as claims name them. A container that ends by itself when its task has already been told to stop is no death to truth,
 * since something else takes its place; the engine shows it as failed all the same, and not whether it had been told before.
 */
export function claimed({ model: m, run }: WatchedRollout, evidence: number) {
  const { at } = Evidence;

  const headDied = (row: Row): boolean => get(row, evidence + at.died) !== 0 || headHasDied(m, row);

  return {
    noteVerdict(row: Row): void {
      if (get(row, run + R.verdict) !== VERDICT.fail) return;
      if (showsDeath(m, row)) set(row, evidence + at.died, 1);
      if (get(row, run + R.reason) !== SUPERSEDED) return;
      if (isSuperseded(m, row)) set(row, evidence + at.superseded, 1);
    },
    outcome(row: Row, outcome: Outcome): Outcome {
      const { kind } = outcome;
      if (kind === 'false-alarm' && headDied(row)) return { ...outcome, kind: ALARM_AFTER_DEATH };
      const wasSo = kind === 'misattribution' && get(row, evidence + at.superseded) !== 0;
      return wasSo ? { ...outcome, kind: SUPERSEDED_AND_BACK } : outcome;
    },
  };
}

/** The store has a dead task of the head. */
export function showsDeath(m: Model, row: Row): boolean {
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (get(row, task + T.id) === 0 || !specOf(m, row, task).isHead) continue;
    if (DEATHS.includes(get(row, task + T.observed))) return true;
  }
  return false;
}

/** Another deploy's spec is in place. */
export const isSuperseded = (m: Model, row: Row): boolean => causeOf(m, row, culprit(m, row)) === 'other-stamp';
