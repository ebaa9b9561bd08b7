import { kindOfNoPass } from '#properties/file-outcome.js';
import type { OutcomeKind } from '#properties/outcomes.js';
import type { Verdict } from '../../assertions/judge.ts';
import type { History } from './history.ts';
import type { Truth } from './truth.ts';

/** A rule's run: its verdict and when, on the clock of the history. */
export interface Ruling {
  readonly rule: string;
  readonly verdict: Verdict;
  /** The first read of its last round was asked for. */
  readonly roundMs: number;
  readonly verdictMs: number;
}

/** How late a node may report, and how far apart two samples may be. */
const LAG_MS = 2_000;
const SAMPLED_MS = 300;

/** Files a verdict against the truth as the simulator does; the rows apply in this order. */
export function outcomeOf({ verdict, roundMs, verdictMs }: Ruling, truth: Truth, { goodAtMs }: History): OutcomeKind {
  if (verdict.verdict === 'error') return 'error';
  if (truth.truth === 'not settled') return 'unjudged';
  if (truth.truth === 'flagged') return 'flagged';
  if (verdict.verdict !== 'pass') {
    const reason = verdict.verdict === 'fail' ? verdict.reason : undefined;
    return kindOfNoPass(reason, truth.truth === 'good', truth.truth === 'good' ? undefined : truth.cause);
  }
  const justified = goodAtMs.some((ms) => ms >= roundMs - LAG_MS && ms <= verdictMs + SAMPLED_MS);
  if (truth.truth === 'good') return justified ? 'true-pass' : 'lucky-pass';
  return justified && truth.keepsHead ? 'late-crash' : 'masking-race';
}
