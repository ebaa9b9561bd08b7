import { describe, expect, test } from 'vitest';
import type { Verdict } from '#src/assertions/judge.js';
import { drillNamed } from '#src/cli/drill/drills.js';
import { noHistory, withSample, type Before, type History } from '#src/cli/drill/history.js';
import { outcomeOf } from '#src/cli/drill/outcome.js';
import type { Sample } from '#src/cli/drill/sample.js';
import { isSettled, truthOf, type Truth } from '#src/cli/drill/truth.js';
import type { ServiceView, TaskView } from '#src/port/swarm-port.js';
import { BASE_SPEC, BASE_STAMP, fail, PASS, service, task } from '../../assertions/views.ts';

const before = (name: string): Before => {
  return { drill: drillNamed(name), containerSpec: BASE_SPEC, tasks: new Set([1]) };
};

function sample(askedMs: number, view: Partial<ServiceView>, tasks: readonly TaskView[]): Sample {
  const current = service(view);
  const upToDate = new Set(tasks.filter((one) => one.containerSpec === current.containerSpec).map(({ id }) => id));
  return { askedMs, answeredMs: askedMs + 5, service: current, tasks, upToDate };
}

const history = (name: string, samples: readonly Sample[]): History =>
  samples.reduce((so, one) => withSample(so, one, before(name)), noHistory(0));

const dead = task(2, { state: 'failed', desired: 'shutdown' });
const back = { stamp: BASE_STAMP, containerSpec: BASE_SPEC } as const;
const baseAgain = task(3, { containerSpec: BASE_SPEC });

describe('truth', () => {
  const truth = (name: string, ...samples: readonly Sample[]): Truth =>
    truthOf(history(name, samples), before(name), true, 'itself');

  test.each<[string, string, readonly Sample[], object]>([
    ['the head runs', 'good', [sample(1, { updateState: 'completed' }, [task(2)])], { truth: 'good' }],
    ['its label alone', 'label-only', [sample(1, { containerSpec: BASE_SPEC }, [baseAgain])], { truth: 'good' }],
    [
      'it runs, after a rollback to itself',
      'double',
      [sample(1, { updateState: 'rollback_started' }, [task(2)]), sample(2, { updateState: 'completed' }, [task(2)])],
      { truth: 'flagged' },
    ],
    [
      'the base is back',
      'dies',
      [sample(1, { ...back, updateState: 'rollback_completed' }, [dead, baseAgain])],
      { truth: 'not good', cause: 'rolled-back' },
    ],
    [
      'the base is back and its status says completed',
      'dies',
      [sample(1, { ...back, updateState: 'completed' }, [dead, baseAgain])],
      { cause: 'rolled-back' },
    ],
    ['another stamp', 'upper-case', [sample(1, { stamp: '7AE7B0F7' }, [task(2)])], { cause: 'other-stamp' }],
    ['the head has died', 'dies', [sample(1, {}, [dead, task(4)])], { cause: 'head-crash-looping', keepsHead: true }],
    ['it is paused', 'good', [sample(1, { updateState: 'paused' }, [baseAgain])], { cause: 'paused' }],
    ['nothing runs', 'good', [sample(1, {}, [])], { cause: 'no-tasks' }],
  ])('%s (%s)', (_title, name, samples, expected) => {
    expect(truth(name, ...samples)).toMatchObject(expected);
  });

  test('a stamp that a rule could mistake is not the head for truth', () => {
    const stamps = ['base-stamp', 'other-commit', 'short-stamp', 'no-stamp', 'upper-case', 'plus-alone'];
    expect(stamps.map((name) => drillNamed(name).carriesHead)).toEqual(stamps.map(() => false));
  });

  test('settled: quiet for long enough, or the same death again, and never while the engine is updating', () => {
    const quiet = history('good', [sample(100, { updateState: 'completed' }, [task(2)])]);
    expect([isSettled(quiet, 5_000, 5_000), isSettled(quiet, 5_100, 5_000)]).toEqual([false, true]);
    expect(isSettled(history('good', [sample(100, { updateState: 'updating' }, [task(2)])]), 60_000, 5_000)).toBe(
      false,
    );
    const loops = [dead, task(4, { state: 'failed', desired: 'shutdown' })];
    const loop = history('dies', [sample(100, {}, [dead]), sample(6_000, { version: 30 }, loops)]);
    expect(isSettled(loop, 6_001, 5_000)).toBe(true);
  });
});

describe('outcome', () => {
  const good: Truth = { truth: 'good' };
  const rolledBack: Truth = { truth: 'not good', cause: 'rolled-back', keepsHead: false };
  const crashes: Truth = { truth: 'not good', cause: 'head-crash-looping', keepsHead: true };
  const otherStamp: Truth = { truth: 'not good', cause: 'other-stamp', keepsHead: false };
  const error: Verdict = { verdict: 'error', message: 'no answer' };
  const undecided: Verdict = { verdict: 'undecided', missing: 'time' };

  test.each<[Verdict, Truth, readonly number[], string]>([
    [error, good, [], 'error'],
    [PASS, { truth: 'not settled' }, [], 'unjudged'],
    [PASS, { truth: 'flagged' }, [], 'flagged'],
    [PASS, good, [4_000], 'true-pass'],
    [PASS, good, [9_000], 'lucky-pass'],
    [PASS, rolledBack, [4_000], 'masking-race'],
    [PASS, crashes, [], 'masking-race'],
    [PASS, crashes, [4_000], 'late-crash'],
    [undecided, good, [], 'late'],
    [fail('deadline'), good, [], 'late'],
    [undecided, otherStamp, [], 'honest-timeout'],
    [fail('deadline'), rolledBack, [], 'honest-timeout'],
    [fail('rolled-back'), good, [], 'false-alarm'],
    [fail('rolled-back'), rolledBack, [], 'honest-failure'],
    [fail('stamp-mismatch'), rolledBack, [], 'misattribution'],
    [fail('no-stamp'), otherStamp, [], 'honest-failure'],
  ])('%j over %j, good at %j: %s', (verdict, truth, goodAtMs, outcome) => {
    const ruling = { rule: 'a rule', verdict, roundMs: 4_500, verdictMs: 5_000 };
    expect(outcomeOf(ruling, truth, { ...noHistory(0), goodAtMs })).toBe(outcome);
  });
});
