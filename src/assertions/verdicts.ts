import type { FailReason, Verdict } from './judge.ts';

/** Verdicts are constants: a judge runs in the explorer's inner loop, which allocates nothing. */
export const PASS: Verdict = { verdict: 'pass' };

export const FAIL: Readonly<Record<FailReason, Verdict>> = {
  deadline: { verdict: 'fail', reason: 'deadline' },
  'rolled-back': { verdict: 'fail', reason: 'rolled-back' },
  paused: { verdict: 'fail', reason: 'paused' },
  unhealthy: { verdict: 'fail', reason: 'unhealthy' },
  'stamp-mismatch': { verdict: 'fail', reason: 'stamp-mismatch' },
  'no-stamp': { verdict: 'fail', reason: 'no-stamp' },
  'head-died': { verdict: 'fail', reason: 'head-died' },
  superseded: { verdict: 'fail', reason: 'superseded' },
};
