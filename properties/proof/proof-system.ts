import type { Scenario } from '#model/index.js';
import type { Rule } from '#src/assertions/judge.js';
import { S } from '#model/world.js';
import type { JudgedSystem, Outcome } from '#src/explore/transition-system.js';
import { get, type Row } from '#src/layout/layout.js';
import { createWatchedRollout, watchedRollout, type WatchedRollout } from '../watched-rollout.ts';
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
export function proofSystem(scenario: Scenario, rule: Rule, reductions: Reductions): JudgedSystem {
  const v = createWatchedRollout(scenario, rule);
  const system = reducedSystem(scenario, rule, reductions);
  return { ...system, outcome: (row) => asClaimed(v, row, system.outcome(row)) };
}

/** The same, with outcomes as every other search files them. */
export function reducedSystem(scenario: Scenario, rule: Rule, { forget, collapse }: Reductions): JudgedSystem {
  const v = createWatchedRollout(scenario, rule);
  const system = watchedRollout(scenario, rule);
  return {
    ...system,
    ...(forget ? { canonical: proofCanonical(v) } : {}),
    ...(collapse ? { collapse: collapsing(v.model, (row, code) => system.take(row, code)) } : {}),
  };
}

/** A false alarm where a task of the head did die, though another serves in its place: no claim is about that. */
export const ALARM_AFTER_DEATH = 'alarm-after-death';

function asClaimed({ model: m }: WatchedRollout, row: Row, outcome: Outcome): Outcome {
  const died = m.services.some((_service, s) => get(row, m.places.service(s) + S.headDeaths) > 0);
  return outcome.kind === 'false-alarm' && died ? { ...outcome, kind: ALARM_AFTER_DEATH } : outcome;
}
