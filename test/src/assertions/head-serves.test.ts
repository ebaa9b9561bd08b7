import { describe, expect, test } from 'vitest';
import { since } from './drive.ts';
import { baseService, baseTask, headService, HEAD_TASK, stoppedBaseTask, watch, WINDOW } from './rollout.ts';
import { node, fail, PASS, service, task } from './views.ts';

const ROUND = ['inspect 0', 'up-to-date 0', 'list 0', 'nodes 0', 'inspect 0'];

describe('head-serves asks', () => {
  test('a capture, the deploy, then rounds of five reads, an interval apart', () => {
    const { asked } = watch({}, {}, { intervalMs: WINDOW + 1 });
    expect(asked).toEqual(['inspect 0', 'list 0', 'deploy', ...ROUND, 'sleep', ...ROUND]);
  });

  test('service by service where the stack has several, the app first', () => {
    const { asked } = watch({}, { services: 2 }, { intervalMs: WINDOW + 1 });
    const capture = ['inspect 0', 'list 0', 'inspect 1', 'list 1'];
    const round = ROUND.concat(ROUND.map((read) => read.replace('0', '1')));
    expect(asked).toEqual([...capture, 'deploy', ...round, 'sleep', ...round]);
  });
});

describe('head-serves passes when clean rounds span more than the window', () => {
  test.each([
    ['exactly the window is not enough', WINDOW, 2 * WINDOW],
    ['one ms more is', WINDOW + 1, WINDOW + 1],
  ])('%s', (_, intervalMs, afterMs) => {
    expect(watch({}, {}, { intervalMs })).toMatchObject({ verdict: PASS, atMs: 1_000 + afterMs });
  });

  test.each([
    ['exactly the window is not enough', WINDOW, 2 * WINDOW + 100 + 50],
    ['one ms more is', WINDOW + 1, WINDOW + 1 + 100],
  ])('from the answer of the first round to the request of the last: %s', (_, intervalMs, afterMs) => {
    // Two reads of the capture, then rounds of five: each read takes 10 ms.
    const run = watch({}, {}, { intervalMs, readMs: 10 });
    expect(run).toMatchObject({ verdict: PASS, atMs: 1_000 + 20 + afterMs });
  });

  test('a second round that is asked at once is never enough, however slow its reads', () => {
    const { verdict, asked } = watch({}, { deadlineMs: 1_000_000 }, { readMs: 10_000, intervalMs: 1 });
    expect(verdict).toEqual(PASS);
    expect(asked.filter((question) => question === 'sleep')).toHaveLength(2);
  });

  test('the lag for which the guarantee is asked widens the window', () => {
    expect(watch({}, { lagMs: 700 }, { intervalMs: 5_700 }).atMs).toBe(1_000 + 2 * 5_700);
    expect(watch({}, { lagMs: 700 }, { intervalMs: 5_701 }).atMs).toBe(1_000 + 5_701);
  });

  test('of several services the longest window decides', () => {
    const slow = { parallelism: 1, delayMs: 0, monitorMs: 9_000 };
    for (const slowest of [0, 1]) {
      const inspect = (_: number, index: number) => headService(index === slowest ? { rollback: slow } : {});
      expect(watch({ inspect }, { services: 2 }).atMs).toBe(1_000 + 10_000);
    }
  });

  test('status unset will do: the tasks decide', () => {
    expect(watch({ inspect: () => service() }).verdict).toEqual(PASS);
  });

  test('the head’s commit in full, or in any form that HC1 accepts, will do', () => {
    expect(watch({ inspect: () => headService({ stamp: '7ae7b0f76efb' }) }).verdict).toEqual(PASS);
  });
});

describe.each([
  ['midway', 4_000],
  ['in the very round that would pass', 1_000 + WINDOW + 1_000],
])('head-serves starts its window anew, %s,', (_, changeMs) => {
  const atMs = changeMs + WINDOW + 1_000;

  test('when the service was written to, be it only its status', () => {
    const inspect = since(headService(), [changeMs, headService({ version: 21 })]);
    expect(watch({ inspect })).toMatchObject({ verdict: PASS, atMs });
  });

  test('when a task is another one', () => {
    const list = since([stoppedBaseTask, task(HEAD_TASK)], [changeMs, [stoppedBaseTask, task(12)]]);
    const followed = { before: { list: [baseTask(), task(HEAD_TASK)] } };
    expect(watch({ list, ...followed })).toMatchObject({ verdict: PASS, atMs });
  });

  test('when a task is in another container', () => {
    const list = since([task(HEAD_TASK)], [changeMs, [task(HEAD_TASK, { container: 99 })]]);
    expect(watch({ list })).toMatchObject({ verdict: PASS, atMs });
  });

  test('when a task is on another node', () => {
    const list = since([task(HEAD_TASK)], [changeMs, [task(HEAD_TASK, { node: 8 })]]);
    const nodes = () => [8, 9].map((id) => node(id));
    expect(watch({ list, nodes })).toMatchObject({ verdict: PASS, atMs });
  });

  test('when a round in between was not clean', () => {
    const list = since(
      [task(HEAD_TASK)],
      [changeMs - 1_000, [task(HEAD_TASK, { state: 'starting' })]],
      [changeMs, [task(HEAD_TASK)]],
    );
    expect(watch({ list })).toMatchObject({ verdict: PASS, atMs });
  });

  test('when only the second service of the stack has changed', () => {
    const inspect = (ms: number, index: number) => headService({ version: index === 1 && ms >= changeMs ? 21 : 20 });
    expect(watch({ inspect }, { services: 2 })).toMatchObject({ verdict: PASS, atMs });
  });
});

describe('head-serves does not start its window anew', () => {
  test('when the engine lists the same tasks in another order', () => {
    const tasks = [1, 2, 3].map((slot) => task(10 + slot, { slot }));
    const list = (ms: number) => (ms % 2_000 === 0 ? tasks : tasks.toReversed());
    const inspect = () => headService({ replicas: 3 });
    expect(watch({ list, inspect })).toMatchObject({ verdict: PASS, atMs: 1_000 + WINDOW + 1_000 });
  });

  test('when a corpse from before the deploy is cleared away', () => {
    const list = since([stoppedBaseTask, task(HEAD_TASK)], [4_000, [task(HEAD_TASK)]]);
    expect(watch({ list })).toMatchObject({ verdict: PASS, atMs: 1_000 + WINDOW + 1_000 });
  });
});

describe('head-serves fails', () => {
  test('with status paused, in the first round already: paused', () => {
    expect(watch({ inspect: () => headService({ updateState: 'paused' }) })).toMatchObject({
      verdict: fail('paused'),
      atMs: 1_000,
    });
  });

  test.each(['rollback_paused', 'rollback_completed'] as const)(
    'with status %s under the stamp of before, in the first round already: rolled-back',
    (updateState) => {
      expect(watch({ inspect: () => baseService({ updateState }) })).toMatchObject({
        verdict: fail('rolled-back'),
        atMs: 1_000,
      });
    },
  );

  test.each(['rollback_started', 'rollback_paused', 'rollback_completed'] as const)(
    'with status %s under its own stamp, in the first round already: deployed twice, it is its own PreviousSpec, and died',
    (updateState) => {
      expect(watch({ inspect: () => headService({ updateState }) })).toMatchObject({
        verdict: fail('head-died'),
        atMs: 1_000,
      });
    },
  );
});

describe('while a rollback is under way head-serves', () => {
  const rollingBack = baseService({ version: 21, updateState: 'rollback_started', previousStamp: null });
  const inspect = since(headService({ updateState: 'updating' }), [2_000, rollingBack]);

  test('fails with head-died, where a task of the head died', () => {
    const dead = task(HEAD_TASK, { state: 'failed', desired: 'shutdown' });
    const list = since([stoppedBaseTask, task(HEAD_TASK)], [2_000, [stoppedBaseTask, dead]]);
    expect(watch({ inspect, list })).toMatchObject({ verdict: fail('head-died'), atMs: 2_000 });
  });

  test('waits for its end, where none did: a failure that is read late may still turn it round', () => {
    expect(watch({ inspect }).verdict).toMatchObject({ verdict: 'undecided' });
    const rolledBack = baseService({ version: 24, updateState: 'rollback_completed', previousStamp: null });
    const ends = since(headService({ updateState: 'updating' }), [2_000, rollingBack], [9_000, rolledBack]);
    expect(watch({ inspect: ends })).toMatchObject({ verdict: fail('rolled-back'), atMs: 9_000 });
  });
});
