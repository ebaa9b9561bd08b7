import type { Scenario } from '#model/index.js';
import type { Rule } from '#src/assertions/judge.js';
import type { JudgedSystem, StepCode } from '#src/explore/transition-system.js';
import { NEVER, set, type Row } from '#src/layout/layout.js';
import { createWatchedRollout, systemOver, type WatchedRollout } from '../watched-rollout.ts';
import { isJudged } from '../run.ts';
import { claimed, Evidence } from './claim.ts';
import { collapsing } from './collapse.ts';
import { liveness, OVERDUE, Quiet, type Passes } from './liveness.ts';
import { proofCanonical } from './proof-canonical.ts';

/** What an exhaustive search leaves out; each can be switched off, and the verdicts must not change. */
export interface Reductions {
  /** Clocks saturate each at its own limit, and words that nobody will read again are blanked. */
  readonly forget: boolean;
  /** Internal steps are taken together with the step before them. */
  readonly collapse: boolean;
}

export const ALL_REDUCTIONS: Reductions = { forget: true, collapse: true };

/** A system that is searched for a proof, and what it has seen of passes where liveness is proved. */
export interface ProofSystem extends JudgedSystem {
  readonly passes: () => Passes | null;
}

export interface ProofOptions extends Reductions {
  /** Whether a good head that is not passed in time ends a run, as `late`. */
  readonly live?: boolean;
}

/** One rule watching one scenario's rollout, as `prove` searches it. */
export function proofSystem(
  scenario: Scenario,
  rule: Rule,
  { forget, collapse, live = false }: ProofOptions,
): ProofSystem {
  const v = createWatchedRollout(scenario, rule, live ? [Evidence, Quiet] : [Evidence]);
  const [evidence = 0, quiet] = v.added;
  const system = systemOver(v);
  const claims = claimed(v, evidence);
  const take: JudgedSystem['take'] = (row, code) => {
    const wasJudged = isJudged(row, v.run);
    system.take(row, code);
    if (!wasJudged && isJudged(row, v.run)) claims.noteVerdict(row);
  };
  const proved: ProofSystem = {
    ...system,
    take,
    initial(row) {
      system.initial(row);
      row.fill(0, evidence, evidence + Evidence.size);
    },
    passes: () => null,
    outcome: (row) => claims.outcome(row, system.outcome(row)),
    ...(forget ? { canonical: proofCanonical(v) } : {}),
    ...(collapse ? { collapse: collapsing(v.model, take) } : {}),
  };
  return quiet === undefined ? proved : promising(proved, { v, quiet, forget });
}

/** What is searched of a scenario of one's own: its outcomes are those that every other search files. */
export function reducedSystem(scenario: Scenario, rule: Rule, { forget, collapse }: Reductions): JudgedSystem {
  const v = createWatchedRollout(scenario, rule);
  const system = systemOver(v);
  return {
    ...system,
    ...(forget ? { canonical: proofCanonical(v) } : {}),
    ...(collapse ? { collapse: collapsing(v.model, (row, code) => system.take(row, code)) } : {}),
  };
}

interface Promising {
  readonly v: WatchedRollout;
  readonly quiet: number;
  readonly forget: boolean;
}

/** The same, with a clock that tells how long a good head has waited to be passed. */
function promising(system: ProofSystem, { v, quiet, forget }: Promising): ProofSystem {
  const { promisedMs, note, isOverdue, passes } = liveness(v, quiet);
  const since = quiet + Quiet.at.since;
  return {
    ...system,
    passes,
    initial(row) {
      system.initial(row);
      set(row, since, NEVER);
    },
    take(row, code) {
      note(row, () => {
        system.take(row, code);
      });
    },
    finished: (row) => system.finished(row) || isOverdue(row),
    outcome(row) {
      const outcome = system.outcome(row);
      return system.finished(row) || !isOverdue(row) ? outcome : { ...outcome, kind: OVERDUE, verdict: 'none yet' };
    },
    ...(forget ? { canonical: proofCanonical(v, new Map([[since, promisedMs + 1]])) } : {}),
    // Whatever is collapsed is written at the instant of the step that it is taken with.
    ...(system.collapse === undefined
      ? {}
      : {
          collapse(row: Row, taken?: (code: StepCode) => void) {
            note(row, () => system.collapse?.(row, taken));
          },
        }),
  };
}
