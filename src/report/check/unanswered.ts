import type { CheckResult } from './result.ts';

/** The result of a check that could not ask its first question. */
export function unanswered(
  asked: Pick<CheckResult, 'stack' | 'head' | 'rule'> & Pick<CheckResult['timings'], 'timeoutMs' | 'intervalMs'>,
  error: { readonly code: string; readonly what: string },
): CheckResult {
  const { stack, head, rule, timeoutMs, intervalMs } = asked;
  return {
    stack,
    head,
    rule,
    status: 'unverified',
    verdict: 'error',
    reason: { code: error.code, words: error.what },
    claim: { holds: false, limits: [] },
    services: [],
    evidence: [],
    evidenceMissing: null,
    timings: { elapsedMs: 0, timeoutMs, intervalMs, windowMs: null, reads: 0, rounds: 0 },
  };
}
