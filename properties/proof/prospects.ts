import { TaskState } from '#model/vocabulary.js';
import { isOverState, S, T } from '#model/world.js';
import { get, type Row } from '#src/layout/layout.js';
import type { Prospects } from '#src/assertions/judge.js';
import type { WatchedRollout } from '../watched-rollout.ts';

/** Versions only grow, and neither a desired state nor the end of a task is ever taken back. */
export function prospectsOf({ model: m }: WatchedRollout): Prospects {
  const { operator, faults } = m.scenario;
  const isRemoved = operator.maxMoves > 0 && operator.moves.includes('remove-service');
  const maySilence = faults.maxFaults > 0 && faults.kinds.includes('no-answer');
  return {
    areAnswers: !isRemoved && !maySilence,
    isPast: (row, s, version) => version !== get(row, m.places.service(s) + S.version),
    isSpent(row, id) {
      for (let t = 0; t < m.tasks; t++) {
        const task = m.places.task(t);
        if (get(row, task + T.id) !== id) continue;
        return isSpentTask(row, task);
      }
      return true;
    },
  };
}

/** No list will show it wanted and running. */
export const isSpentTask = (row: Row, task: number): boolean =>
  get(row, task + T.desired) > TaskState.running || isOverState(get(row, task + T.observed));
