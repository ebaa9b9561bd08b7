import type { Scenario } from '#model/index.js';
import type { Rule } from '#src/assertions/judge.js';
import type { JudgedSystem } from '#src/explore/transition-system.js';
import { blank } from '#src/layout/layout.js';
import { createWatchedRollout, systemOver, type WatchedRollout } from '../watched-rollout.ts';
import { isJudged } from '../run.ts';
import { claimed, Evidence } from './claim.ts';
import { collapsing } from './collapse.ts';
import { compositionOf } from './composition.ts';
import { liveness, OVERDUE, Quiet, type Liveness, type Passes } from './liveness.ts';
import { proofCanonical, type Forgettable } from './proof-canonical.ts';
import { slotsInOrder, type SlotsInOrder } from './sort-slots.ts';

/** What an exhaustive search leaves out; each can be switched off, and the verdicts must not change. */
export interface Reductions {
  /** Clocks saturate each at its own limit, and words that nobody will read again are blanked. */
  readonly forget: boolean;
  /** Internal steps are taken together with the step before them. */
  readonly collapse: boolean;
  /** Interchangeable slots are put in order, where the rule can be told so. Takes `forget`: which slot got its task first is a difference otherwise. */
  readonly slots: boolean;
}

export const ALL_REDUCTIONS: Reductions = { forget: true, collapse: true, slots: true };

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
  { live = false, ...reductions }: ProofOptions,
): ProofSystem {
  const v = createWatchedRollout(scenario, rule, live ? [Evidence, Quiet] : [Evidence]);
  const [evidence = 0, quiet] = v.added;
  const claiming = claimingSystem(v, evidence);
  if (quiet === undefined) return { ...reduced(v, claiming, reductions), passes: () => null };
  const promise = liveness(v, quiet);
  const clocks = new Map([[quiet + Quiet.at.since, promise.promisedMs + 1]]);
  const more = { clocks, forget: promise.forget };
  return { ...reduced(v, promising(claiming, promise, quiet), reductions, more), passes: promise.passes };
}

/** What is searched of a scenario of one's own: its outcomes are those that every other search files. */
export function reducedSystem(scenario: Scenario, rule: Rule, reductions: Reductions): JudgedSystem {
  const v = createWatchedRollout(scenario, rule);
  return reduced(v, systemOver(v), reductions);
}

/** `more`: of words that are none of the rollout's own. */
function reduced(
  v: WatchedRollout,
  system: JudgedSystem,
  { forget, collapse, slots }: Reductions,
  more?: Forgettable,
): JudgedSystem {
  return {
    ...system,
    ...(forget ? forgetful(v, slots ? slotsInOrder(v) : null, more) : {}),
    ...(collapse ? { collapse: collapsing(v.model, (row, code) => system.take(row, code)) } : {}),
  };
}

function forgetful(
  v: WatchedRollout,
  slots: SlotsInOrder | null,
  more?: Forgettable,
): Pick<JudgedSystem, 'canonical' | 'composition'> {
  const { canonical, renamed } = proofCanonical(v, slots, more);
  const composition = compositionOf(v, { renamed, slots: slots?.from ?? null });
  return composition === null ? { canonical } : { canonical, composition };
}

/** The system with outcomes as claims name them. */
function claimingSystem(v: WatchedRollout, evidence: number): JudgedSystem {
  const system = systemOver(v);
  const claims = claimed(v, evidence);
  return {
    ...system,
    initial(row) {
      system.initial(row);
      blank(row, evidence, Evidence.kinds);
    },
    take(row, code) {
      const wasJudged = isJudged(row, v.run);
      system.take(row, code);
      if (!wasJudged && isJudged(row, v.run)) claims.noteVerdict(row);
    },
    outcome: (row) => claims.outcome(row, system.outcome(row)),
  };
}

/** The same, with a clock that tells how long a good head has waited to be passed. */
function promising(system: JudgedSystem, { note, isOverdue }: Liveness, quiet: number): JudgedSystem {
  return {
    ...system,
    initial(row) {
      system.initial(row);
      blank(row, quiet, Quiet.kinds);
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
  };
}
