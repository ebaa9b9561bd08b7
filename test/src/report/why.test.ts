import { describe, expect, test } from 'vitest';
import { momentsOf } from '#src/report/moments.js';
import type { Moments } from '#src/report/moments.js';
import { why } from '#src/report/why.js';
import { facts, schedule } from './samples.ts';

const moments: Moments = { verdictMs: 200, harmMs: 5_250, rollbackMs: 5_300, pauseMs: null, statusRead: 'unset' };
type Changed = Partial<Record<keyof typeof facts | 'verdict', string>>;
const tell = (kind: string, { verdict = 'pass', ...changed }: Changed, at: Partial<Moments> = {}) =>
  why({ kind, verdict, facts: { ...facts, ...changed }, moments: { ...moments, ...at } });

const early = "The rule read no update status before the updater had started, took it for 'nothing to do', and passed";
const inMonitor = 'while the update was still inside its monitor window, which is when a failure rolls it back';

describe('why the rule was fooled', () => {
  test.each<readonly [string | null, Changed, string]>([
    ['unset', {}, `${early} on the old task; the rollback came 5.1 s later.`],
    [
      'unset',
      { phase: 'queued', cause: 'head-oom' },
      `${early} on the old task; the head was killed for lack of memory 5 s later.`,
    ],
    [
      'unset',
      { phase: 'dispatching' },
      `${early} while the updater was still handing out slots; the rollback came 5.1 s later.`,
    ],
    ['updating', { phase: 'monitoring' }, `The rule passed ${inMonitor}; the rollback came 5.1 s later.`],
    [
      'updating',
      { cause: 'mixed-slots' },
      'The rule passed on a status that no updater was there to finish; base and head are left side by side.',
    ],
    [
      'completed',
      { cause: 'head-unhealthy' },
      "The rule took a 'completed' status for the last word, and passed on what was running; the head failed its healthcheck 5 s later.",
    ],
    [
      'completed',
      { phase: 'draining', cause: 'head-pending' },
      "The rule took a 'completed' status for the last word, and passed while tasks were still being replaced; no node has room for the head, whose task waits for ever.",
    ],
    [
      'rollback_completed',
      {},
      'The rule took a finished rollback for a finished update, and passed on what was running; the rollback came 5.1 s later.',
    ],
    [
      'paused',
      { cause: 'paused' },
      'The rule took a paused update for a finished one, and passed on what was running; the update paused with the head not in every slot.',
    ],
    [
      null,
      { phase: 'queued' },
      'The rule never asked for the update status, and passed on the old task, before the updater had started; the rollback came 5.1 s later.',
    ],
    [
      null,
      { phase: 'draining' },
      'The rule never asked for the update status, and passed while tasks were still being replaced; the rollback came 5.1 s later.',
    ],
  ])('masking-race on the status %s %j', (statusRead, changed, sentence) => {
    expect(tell('masking-race', changed, { statusRead })).toBe(sentence);
  });

  test('an operator who moved is part of the story', () => {
    expect(tell('masking-race', { moves: 'label-only' })).toBe(
      "The rule read no update status, which every deploy erases, took it for 'nothing to do', and passed on whatever task answered; the rollback came 5.1 s later. The operator's own move took part: a deploy that changes only a label, which erases the update status and replaces no task.",
    );
    expect(tell('masking-race', { moves: 'rollback,force' })).toContain(
      "The operator's own moves took part: a rollback by hand; a forced",
    );
  });

  test('the incident: HC1 red with a stamp mismatch over a rollback', () => {
    expect(
      tell('misattribution', { verdict: 'fail(stamp-mismatch)', status: 'rollback_completed' }, { verdictMs: 15_300 }),
    ).toBe(
      "The rule failed with 'stamp-mismatch', which blames the deploy for stamping another commit than the head; in truth the rollback came 10 s before the verdict, and what was left running answered the health check, so that the rule got as far as the stamp.",
    );
  });

  test('a false alarm names what was mistaken', () => {
    expect(tell('false-alarm', { verdict: 'fail(rolled-back)', status: 'rollback_completed', cause: 'none' })).toBe(
      "The rule failed with 'rolled-back' although the head is what runs for good: the status that it read ('rollback_completed') was not the last word.",
    );
    expect(tell('late', { verdict: 'fail(deadline)', status: 'paused', cause: 'none' })).toBe(
      "The rule ran into its deadline although the head serves for good: what it waited for did not come in time (status at the end: 'paused').",
    );
  });

  test.each([
    'masking-race',
    'misattribution',
    'false-alarm',
    'true-pass',
    'lucky-pass',
    'late-crash',
    'honest-failure',
    'honest-timeout',
    'late',
    'flagged',
    'error',
    'unjudged',
    'a kind of next year',
  ])('%s: one sentence even about facts that nobody foresaw', (kind) => {
    const sentence = why({ kind, verdict: 'fail(r)', facts: { status: 'x', phase: 'y', cause: 'z' }, moments });
    expect(sentence).toMatch(/^The [^.]*\.$/);
    expect(why({ kind, verdict: '', facts: {}, moments })).toMatch(/^The [^.]*\.$/);
  });
});

test('moments are read off a schedule', () => {
  expect(momentsOf({ schedule, steps: 8, stepsToVerdict: 4 })).toEqual(moments);
  const nothing = { verdictMs: null, harmMs: null, rollbackMs: null, pauseMs: null, statusRead: null };
  expect(momentsOf({ schedule: [], steps: 0, stepsToVerdict: 0 })).toEqual(nothing);
  // Where the counts are equal, there was no harm.
  expect(momentsOf({ schedule, steps: 4, stepsToVerdict: 4 }).harmMs).toBeNull();
});
