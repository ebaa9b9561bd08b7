import { specOf } from '#model/model.js';
import { TaskState } from '#model/vocabulary.js';
import { S, T } from '#model/world.js';
import type { Outcome } from '#src/explore/transition-system.js';
import { get, record, set, type Row } from '#src/layout/layout.js';
import { R, VERDICT } from '../run.ts';
import type { WatchedRollout } from '../watched-rollout.ts';

/** What a row holds beside the rest: whether the store showed a dead task of the head when the verdict fell. */
export const Evidence = record({ died: 'flag' });

/** A false alarm where a task of the head did die, though another serves in its place: no claim is about that. */
export const ALARM_AFTER_DEATH = 'alarm-after-death';

const DEATHS: readonly number[] = [TaskState.failed, TaskState.complete, TaskState.rejected];

/**
 * Outcomes as claims name them. A container that ends by itself when its task has already been told to stop is no death to truth,
 * since something else takes its place; the engine shows it as failed all the same, and not whether it had been told before.
 */
export function claimed({ model: m, run }: WatchedRollout, evidence: number) {
  const died = evidence + Evidence.at.died;

  const showsDeath = (row: Row): boolean => {
    for (let t = 0; t < m.tasks; t++) {
      const task = m.places.task(t);
      if (get(row, task + T.id) === 0 || !specOf(m, row, task).isHead) continue;
      if (DEATHS.includes(get(row, task + T.observed))) return true;
    }
    return false;
  };
  return {
    noteVerdict(row: Row): void {
      if (get(row, run + R.verdict) === VERDICT.fail) set(row, died, showsDeath(row) ? 1 : 0);
    },
    outcome(row: Row, outcome: Outcome): Outcome {
      if (outcome.kind !== 'false-alarm') return outcome;
      const hasDied =
        get(row, died) !== 0 || m.services.some((_, s) => get(row, m.places.service(s) + S.headDeaths) > 0);
      return hasDied ? { ...outcome, kind: ALARM_AFTER_DEATH } : outcome;
    },
  };
}
