import { bench, run } from '#src/explore/run.js';
import type { JudgedSystem, Outcome } from '#src/explore/transition-system.js';
import { alongside } from './alongside.ts';

/** The fact under which the outcome of the unmutated rule stands. */
export const UNMUTATED = 'unmutated rule';

/**
 * The mutant's watch over a world. What it files says beside it what the unmutated rule makes of the same schedule, as far as
 * both ask the same: its capture is read before the deploy, however long it is; its other reads come when the mutant's came, and
 * beyond those with no free choice of the environment's in between. So a search, and shrinking, keep both.
 */
export function beside(mutant: JudgedSystem, rule: JudgedSystem, worth: ReadonlySet<string>): JudgedSystem {
  const code = new Int32Array(mutant.maxSteps);
  const at = new Int32Array(mutant.maxSteps);
  const on = bench(rule);
  let length = 0;
  let now = 0;

  const ofRule = (): Outcome => {
    run(rule, alongside({ code: code.slice(0, length), at: at.slice(0, length) }), on);
    return rule.outcome(on.row);
  };
  return {
    ...mutant,
    initial(row) {
      [length, now] = [0, 0];
      mutant.initial(row);
    },
    advance(row, ms) {
      now += ms;
      mutant.advance(row, ms);
    },
    take(row, step) {
      code[length] = step;
      at[length] = now;
      length++;
      mutant.take(row, step);
    },
    outcome(row) {
      const outcome = mutant.outcome(row);
      if (!worth.has(outcome.kind)) return outcome;
      return { ...outcome, facts: { ...outcome.facts, [UNMUTATED]: ofRule().kind } };
    },
  };
}
