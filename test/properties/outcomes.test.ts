import { S } from '#model/world.js';
import { outcomeOf } from '#properties/file-outcome.js';
import { clearRun, R, SETTLED, VERDICT } from '#properties/run.js';
import { CAUSES, type Cause } from '#properties/truth.js';
import { REASONS } from '#properties/watcher.js';
import { createWatchedRollout, type WatchedRollout } from '#properties/watched-rollout.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import type { FailReason } from '#src/assertions/judge.js';
import { set } from '#src/layout/layout.js';
import { expect, test } from 'vitest';
import { tinyWorld } from './tiny-world.ts';

const rollout: WatchedRollout = createWatchedRollout(tinyWorld('stop-first'), ruleNamed('cc-ci/v3'));

interface Filed {
  readonly verdict: keyof typeof VERDICT;
  readonly reason?: FailReason;
  readonly settled: keyof typeof SETTLED;
  readonly cause?: Cause;
  readonly justified?: boolean;
  readonly headKept?: boolean;
  readonly headDied?: boolean;
}

/** A run that is over, as far as its filing looks at it. */
function file({ verdict, reason, settled, cause, justified, headKept, headDied }: Filed) {
  const row = new Int32Array(rollout.layout.stride);
  clearRun(row, rollout.run);
  set(row, rollout.run + R.verdict, VERDICT[verdict]);
  set(row, rollout.run + R.reason, reason === undefined ? 0 : REASONS.indexOf(reason) + 1);
  set(row, rollout.run + R.settled, SETTLED[settled]);
  set(row, rollout.run + R.cause, cause === undefined ? 0 : CAUSES.indexOf(cause) + 1);
  set(row, rollout.run + R.justified, justified === true ? 1 : 0);
  set(row, rollout.run + R.headKept, headKept === true ? 1 : 0);
  set(row, rollout.model.places.service(0) + S.headDeaths, headDied === true ? 1 : 0);
  return outcomeOf(rollout, row);
}

/** truth-and-harness.md section 5, row by row. */
const ROWS: readonly (readonly [string, Filed, string])[] = [
  ['an error, whatever the truth', { verdict: 'error', settled: 'good' }, 'error'],
  ['a world that did not settle', { verdict: 'pass', settled: 'not', justified: true, headKept: true }, 'unjudged'],
  ['a rule that gave no verdict', { verdict: 'none', settled: 'not' }, 'unjudged'],
  ['a good world that the engine reports on oddly', { verdict: 'pass', settled: 'flagged' }, 'flagged'],
  ['the same, failed', { verdict: 'fail', reason: 'rolled-back', settled: 'flagged' }, 'flagged'],
  [
    'a pass on a good point that holds',
    { verdict: 'pass', settled: 'good', justified: true, headKept: true },
    'true-pass',
  ],
  [
    'a pass on a good point, the head dying later',
    { verdict: 'pass', settled: 'good', justified: true, headKept: true, headDied: true },
    'late-crash',
  ],
  [
    'a pass on a good point after which the spec went',
    { verdict: 'pass', settled: 'notGood', cause: 'rolled-back', justified: true },
    'masking-race',
  ],
  ['a pass on no good point that settles well', { verdict: 'pass', settled: 'good', headKept: true }, 'lucky-pass'],
  [
    'the same, the head dying after settling',
    { verdict: 'pass', settled: 'good', headKept: true, headDied: true },
    'late-crash',
  ],
  [
    'a pass on no good point that settles badly',
    { verdict: 'pass', settled: 'notGood', cause: 'rolled-back' },
    'masking-race',
  ],
  [
    'a deadline on what is not good',
    { verdict: 'fail', reason: 'deadline', settled: 'notGood', cause: 'head-pending' },
    'honest-timeout',
  ],
  [
    'undecided on what is not good',
    { verdict: 'undecided', settled: 'notGood', cause: 'mixed-slots' },
    'honest-timeout',
  ],
  ['a deadline on what is good', { verdict: 'fail', reason: 'deadline', settled: 'good' }, 'late'],
  ['undecided on what is good', { verdict: 'undecided', settled: 'good' }, 'late'],
  ['a fail on what is good', { verdict: 'fail', reason: 'unhealthy', settled: 'good' }, 'false-alarm'],
];

for (const [title, filed, kind] of ROWS) {
  test(`${title} is ${kind}`, () => {
    expect(file(filed).kind).toBe(kind);
  });
}

/** truth-and-harness.md section 5, second table. */
const NAMES: Readonly<Record<Exclude<FailReason, 'deadline'>, readonly Cause[]>> = {
  'rolled-back': ['rolled-back', 'rolling-back'],
  paused: ['paused', 'mixed-slots', 'head-oom', 'head-unhealthy', 'head-rejected', 'head-crash-looping'],
  unhealthy: ['head-unhealthy', 'head-crash-looping', 'head-oom', 'head-pending', 'head-rejected', 'no-tasks'],
  'stamp-mismatch': ['other-stamp'],
  'no-stamp': ['other-stamp'],
  'head-died': CAUSES.filter((cause) => cause !== 'other-stamp' && cause !== 'head-pending'),
  superseded: ['other-stamp', 'rolled-back'],
};

for (const [reason, named] of Object.entries(NAMES) as [Exclude<FailReason, 'deadline'>, readonly Cause[]][]) {
  test(`a fail with ${reason} is honest for the causes that it names, and misattributes every other`, () => {
    for (const cause of CAUSES) {
      const { kind } = file({ verdict: 'fail', reason, settled: 'notGood', cause });
      expect([cause, kind]).toEqual([cause, named.includes(cause) ? 'honest-failure' : 'misattribution']);
    }
  });
}

test('findings are grouped by status, phase, cause and moves; the verdict is told beside', () => {
  const outcome = file({ verdict: 'fail', reason: 'stamp-mismatch', settled: 'notGood', cause: 'rolled-back' });
  expect(outcome).toEqual({
    kind: 'misattribution',
    verdict: 'fail(stamp-mismatch)',
    facts: { status: 'unset', phase: 'absent', cause: 'rolled-back', moves: 'none' },
  });
});
