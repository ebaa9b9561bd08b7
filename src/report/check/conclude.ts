import type { Verdict } from '../../assertions/judge.ts';
import type { Watched } from '../../assertions/watch.ts';
import type { Evidence } from '../../port/evidence.ts';
import { reasonWords } from './reason-words.ts';
import type { CheckResult, CheckStatus, ServiceResult, ServiceShown } from './result.ts';

export interface Concluded {
  readonly stack: string;
  readonly head: string;
  readonly rule: string;
  readonly watched: Watched;
  readonly services: readonly ServiceShown[];
  /** Those that the rule asked about, by position. */
  readonly lookedAt: ReadonlySet<number>;
  /** What the last round lacked of a pass, and of which service; null where the rule does not say. */
  readonly missing: string | null;
  readonly claim: CheckResult['claim'];
  readonly evidence: readonly Evidence[];
  readonly evidenceMissing: string | null;
  readonly timeoutMs: number;
  readonly intervalMs: number;
  readonly windowMs: number | null;
}

/** What a watch came to. A deadline and an engine that has fallen silent are no verdict, whatever the rule calls them. */
export function conclude(concluded: Concluded): CheckResult {
  const { stack, head, rule, watched, claim, evidence, evidenceMissing, services } = concluded;
  const { timeoutMs, intervalMs, windowMs } = concluded;
  const { elapsedMs, reads, rounds } = watched;
  const verdict = verdictOf(watched);
  const status = verdict === 'pass' || verdict === 'fail' ? verdict : 'unverified';
  return {
    stack,
    head,
    rule,
    status,
    verdict,
    reason: reasonOf(concluded, verdict),
    claim,
    services: services.map((shown, index) => serviceResult(concluded, shown, index, status)),
    evidence,
    evidenceMissing,
    timings: { elapsedMs, timeoutMs, intervalMs, windowMs, reads, rounds },
  };
}

function verdictOf({ verdict, answered }: Watched): CheckResult['verdict'] {
  switch (verdict.verdict) {
    case 'pass':
      return 'pass';
    case 'fail':
      return verdict.reason === 'deadline' ? 'undecided' : 'fail';
    case 'undecided':
      return 'undecided';
    case 'error':
      return answered ? 'undecided' : 'error';
  }
}

function reasonOf(concluded: Concluded, verdict: CheckResult['verdict']): CheckResult['reason'] {
  const { watched, head, rule } = concluded;
  if (verdict === 'pass') return { code: 'holds', words: passWords(rule) };
  if (watched.verdict.verdict === 'fail' && verdict === 'fail') {
    const { reason } = watched.verdict;
    return { code: reason, words: reasonWords(reason, { ...decider(concluded), head }) };
  }
  if (watched.error !== null) {
    const what = verdict === 'error' ? 'the engine did not answer' : 'the engine did not answer to the end';
    return { code: 'no-answer', words: `${what}: ${watched.error}` };
  }
  const missing = missingOf(concluded);
  return {
    code: 'deadline',
    words: `the time is up${missing === null ? '' : `, and this was still missing: ${missing}`}`,
  };
}

function passWords(rule: string): string {
  return rule === 'head-serves'
    ? "the head runs in every slot, and nothing has changed for longer than the engine's own window"
    : `everything that ${rule} looks at is as it wants it`;
}

function missingOf({ watched: { verdict }, missing }: Concluded): string | null {
  return verdict.verdict === 'undecided' ? verdict.missing : missing;
}

/** The service that the verdict is about: the one whose answer brought it, else the app. */
function decider({ watched, services }: Concluded): { readonly service: string; readonly stamp: string | null } {
  const service = services[watched.decidedBy ?? 0];
  return { service: service?.name ?? 'the app', stamp: service?.stamp ?? null };
}

function serviceResult(
  concluded: Concluded,
  shown: ServiceShown,
  index: number,
  overall: CheckResult['status'],
): ServiceResult {
  const status = statusOf(concluded, index, overall);
  return { ...shown, status, says: saysOf(concluded, shown, status, overall) };
}

function statusOf({ watched, lookedAt }: Concluded, index: number, overall: CheckResult['status']): CheckStatus {
  if (overall === 'fail' && index === (watched.decidedBy ?? 0)) return 'fail';
  // Only a rule that came to its end is known to have left a service out.
  if (overall === 'pass') return lookedAt.has(index) ? 'pass' : 'skip';
  return 'unverified';
}

function saysOf(
  concluded: Concluded,
  { updateState, carriesHead, stamp }: ServiceShown,
  status: CheckStatus,
  overall: CheckResult['status'],
): string | null {
  switch (status) {
    case 'pass':
      return null;
    case 'fail':
      return failWords(concluded.watched.verdict, concluded);
    case 'skip':
      return `${concluded.rule} does not look at it`;
    case 'unverified':
      if (overall === 'fail') return 'not judged to its end: another service failed first';
      if (updateState === null) return 'was not read';
      return carriesHead ? 'no verdict' : unstamped(stamp);
  }
}

function failWords(verdict: Verdict, concluded: Concluded): string | null {
  if (verdict.verdict !== 'fail') return null;
  return reasonWords(verdict.reason, { ...decider(concluded), head: concluded.head });
}

const unstamped = (stamp: string | null): string =>
  stamp === null ? 'carries no stamp to tell its commit by' : "does not carry the head's stamp";
