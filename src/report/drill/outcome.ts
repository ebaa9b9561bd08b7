import type { DrillReport, RuleShown, RulingShown, RunShown } from './result.ts';
import { FOOLS, UNKNOWN } from './result.ts';

/** Whether the counted rules stand. A rule that never passed although something good was deployed has shown nothing. */
export function drillOutcome(rules: readonly RuleShown[], runs: readonly RunShown[]): DrillReport['outcome'] {
  const rulings = rules.filter(({ counted }) => counted).map(({ name }) => rulingsOf(name, runs));
  if (rulings.flat().some(({ outcome }) => FOOLS.has(outcome))) return 'fooled';
  if (rulings.flat().some(({ outcome }) => UNKNOWN.has(outcome))) return 'undecided';
  const wasGood = runs.some(({ truth }) => truth === 'good');
  const witnessed = rulings.every((ofRule) => ofRule.some(({ outcome }) => outcome === 'true-pass'));
  return runs.length === 0 || (wasGood && !witnessed) ? 'undecided' : 'stands';
}

export function rulingsOf(rule: string, runs: readonly RunShown[]): readonly RulingShown[] {
  return runs.flatMap(({ rulings }) => rulings.filter((ruling) => ruling.rule === rule));
}
