import { record } from '../../layout/layout.ts';
import { invariant } from '../../errors.ts';
import { SLEEP, sleepFor } from '../questions.ts';
import type { Stage } from '../stage.ts';

/** One wait before the first look: so many ms, or an interval when nothing is said. */
export function rest(ms?: number): Stage {
  const question = ms === undefined ? SLEEP : sleepFor(ms);
  return {
    memory: record({}),
    question: () => question,
    judge() {
      invariant(false, 'a rest brings no answer to a read');
      return 'go on';
    },
    resume: () => 'next stage',
  };
}
