import type { Scenario } from '#model/index.js';
import type { Rule } from '#src/assertions/judge.js';
import type { JudgedSystem } from '#src/explore/transition-system.js';
import { createWatchedRollout, watchedRollout } from '../watched-rollout.ts';
import { collapsing } from './collapse.ts';
import { proofCanonical } from './proof-canonical.ts';

/** What an exhaustive search leaves out; each can be switched off, and the verdicts must not change. */
export interface Reductions {
  /** Clocks saturate each at its own limit, and words that nobody will read again are blanked. */
  readonly forget: boolean;
  /** Internal steps are taken together with the step before them. */
  readonly collapse: boolean;
}

export const ALL_REDUCTIONS: Reductions = { forget: true, collapse: true };

/** One rule watching one scenario's rollout, as `prove` searches it. */
export function proofSystem(scenario: Scenario, rule: Rule, { forget, collapse }: Reductions): JudgedSystem {
  const v = createWatchedRollout(scenario, rule);
  const system = watchedRollout(scenario, rule);
  return {
    ...system,
    ...(forget ? { canonical: proofCanonical(v) } : {}),
    ...(collapse ? { collapse: collapsing(v.model) } : {}),
  };
}
