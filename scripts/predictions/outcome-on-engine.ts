import { kindOfNoPass } from '#properties/file-outcome.js';
import type { OutcomeKind } from '#properties/outcomes.js';
import type { Verdict } from '#src/assertions/judge.js';
import type { Truth } from './truth-on-engine.ts';

/**
 * truth-and-harness section 5, but for what cannot be told from outside: whether a pass came before the head served, so that
 * `lucky-pass` is a `true-pass` here, and `late-crash` a `masking-race`.
 */
export function outcomeOnEngine(verdict: Verdict, truth: Truth | null): OutcomeKind {
  if (verdict.verdict === 'error') return 'error';
  if (truth === null) return 'unjudged';
  const isGood = truth.cause === null;
  if (verdict.verdict === 'pass') return isGood ? 'true-pass' : 'masking-race';
  return kindOfNoPass(verdict.verdict === 'fail' ? verdict.reason : undefined, isGood, truth.cause ?? undefined);
}
