import { MOVES, UPDATE_STATES } from '#model/vocabulary.js';
import { G } from '#model/world.js';
import type { FailReason } from '#src/assertions/judge.js';
import type { Outcome } from '#src/explore/transition-system.js';
import { get, type Row } from '#src/layout/layout.js';
import type { OutcomeKind } from './outcomes.ts';
import { DIGITS, PHASES_AT_VERDICT, R, SETTLED, VERDICT, VERDICTS, type JudgedWorld } from './run.ts';
import { CAUSES, isCrashLooping, type Cause } from './truth.ts';
import { REASONS } from './watcher.ts';

/** `truth-and-harness.md` section 5: the causes that a reason names. `deadline` names none: it is an honest time-out or late. */
const NAMED_CAUSES: Readonly<Record<Exclude<FailReason, 'deadline'>, readonly Cause[]>> = {
  'rolled-back': ['rolled-back', 'rolling-back'],
  paused: ['paused', 'mixed-slots', 'head-oom', 'head-unhealthy', 'head-rejected', 'head-crash-looping'],
  unhealthy: ['head-unhealthy', 'head-crash-looping', 'head-oom', 'head-pending', 'head-rejected', 'no-tasks'],
  'stamp-mismatch': ['other-stamp'],
  'no-stamp': ['other-stamp'],
  'head-died': [
    'head-crash-looping',
    'head-oom',
    'head-unhealthy',
    'head-rejected',
    'rolled-back',
    'rolling-back',
    'paused',
    'mixed-slots',
    'no-tasks',
  ],
  superseded: ['other-stamp', 'rolled-back'],
};

/** The rows of that section for a verdict that is no pass; no reason: the rule ran out of time, or of patience. */
export function kindOfNoPass(
  reason: FailReason | undefined,
  isGood: boolean,
  cause: Cause | undefined,
): Extract<OutcomeKind, 'late' | 'honest-timeout' | 'false-alarm' | 'honest-failure' | 'misattribution'> {
  if (reason === undefined || reason === 'deadline') return isGood ? 'late' : 'honest-timeout';
  if (isGood) return 'false-alarm';
  return cause !== undefined && NAMED_CAUSES[reason].includes(cause) ? 'honest-failure' : 'misattribution';
}

/** Files a run that is over. Facts are what findings are grouped by. */
export function outcomeOf(v: JudgedWorld, row: Row): Outcome {
  const { run } = v;
  const reason = REASONS[get(row, run + R.reason) - 1];
  const verdict = VERDICTS[get(row, run + R.verdict)] ?? 'none';
  return {
    kind: kindOf(v, row),
    verdict: reason === undefined ? verdict : `${verdict}(${reason})`,
    facts: {
      status: byService(v, get(row, run + R.statusAtVerdict), UPDATE_STATES),
      phase: byService(v, get(row, run + R.phaseAtVerdict), PHASES_AT_VERDICT),
      cause: causeInWords(v, row),
      moves: movesOf(v, row),
    },
  };
}

/** `unset`, or in a stack of several services `unset, worker rollback_started`: the app's first. */
function byService({ model }: JudgedWorld, word: number, names: readonly string[]): string {
  return model.services
    .map(({ name }, s) => {
      const digit = names[Math.floor(word / DIGITS ** s) % DIGITS] ?? '';
      return s === 0 ? digit : `${name} ${digit}`;
    })
    .join(', ');
}

function causeInWords({ model, run }: JudgedWorld, row: Row): string {
  const cause = CAUSES[get(row, run + R.cause) - 1];
  if (cause === undefined) return 'none';
  const blamed = get(row, run + R.culprit);
  return blamed === 0 ? cause : `${cause} (${model.services[blamed]?.name ?? ''})`;
}

function movesOf(v: JudgedWorld, row: Row): string {
  const names: string[] = [];
  for (let made = get(row, G.lastMove); made > 0; made = Math.floor(made / (MOVES.length + 1))) {
    names.unshift(MOVES[(made % (MOVES.length + 1)) - 1] ?? 'unknown');
  }
  return names.join(', ') || 'none';
}

/** The rows of the table apply in their order. */
function kindOf(v: JudgedWorld, row: Row): OutcomeKind {
  const { run } = v;
  const settled = get(row, run + R.settled);
  const verdict = get(row, run + R.verdict);
  if (verdict === VERDICT.error) return 'error';
  if (settled === SETTLED.not) return 'unjudged';
  if (settled === SETTLED.flagged) return 'flagged';
  if (verdict === VERDICT.pass) return kindOfPass(v, row);
  const reason = verdict === VERDICT.undecided ? undefined : REASONS[get(row, run + R.reason) - 1];
  // A client from outside names no reason: none that could be wrong.
  if (verdict === VERDICT.fail && reason === undefined)
    return settled === SETTLED.good ? 'false-alarm' : 'honest-failure';
  return kindOfNoPass(reason, settled === SETTLED.good, CAUSES[get(row, run + R.cause) - 1]);
}

function kindOfPass(v: JudgedWorld, row: Row): OutcomeKind {
  const { run, model } = v;
  const crashed = isCrashLooping(model, row);
  if (get(row, run + R.justified) !== 0 && get(row, run + R.headKept) !== 0)
    return crashed ? 'late-crash' : 'true-pass';
  if (get(row, run + R.justified) === 0 && get(row, run + R.settled) === SETTLED.good) {
    return crashed ? 'late-crash' : 'lucky-pass';
  }
  return 'masking-race';
}
