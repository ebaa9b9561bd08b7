import { describe, expect, test } from 'vitest';
import type { TaskView } from '#src/port/swarm-port.js';
import { since } from '../drive.ts';
import { baseService, baseTask, headService, HEAD_TASK, stoppedBaseTask, watch } from '../rollout.ts';
import { BASE_SPEC, fail, HEAD_SPEC, BASE_STAMP, OTHER_STAMP, PASS, task } from '../views.ts';

const DEAD = ['failed', 'complete', 'rejected'] as const;
const restarted = task(12);
const corpse = (state: TaskView['state'], change: Partial<TaskView> = {}) =>
  task(HEAD_TASK, { state, desired: 'shutdown', ...change });

describe('head-died: a task of the head has died of its own accord', () => {
  test.each(DEAD)('state %s, although a replacement runs', (state) => {
    const list = since([task(HEAD_TASK)], [3_000, [corpse(state), restarted]]);
    expect(watch({ list })).toMatchObject({ verdict: fail('head-died'), atMs: 3_000 });
  });

  test('state failed, not yet noticed by the orchestrator', () => {
    expect(watch({ list: () => [corpse('failed', { desired: 'running' })] }).verdict).toEqual(fail('head-died'));
  });

  test('although its shutdown was wanted when it was last seen alive: it may have been dead already, unreported', () => {
    const leaving = task(HEAD_TASK, { desired: 'shutdown' });
    const list = since([task(HEAD_TASK)], [2_000, [leaving, restarted]], [3_000, [corpse('failed'), restarted]]);
    expect(watch({ list })).toMatchObject({ verdict: fail('head-died'), atMs: 3_000 });
  });

  test('while the status is updating', () => {
    const inspect = () => headService({ updateState: 'updating' });
    expect(watch({ inspect, list: () => [corpse('failed')] })).toMatchObject({
      verdict: fail('head-died'),
      atMs: 1_000,
    });
  });

  test('of any service of the stack', () => {
    const list = (_: number, index: number) => (index === 1 ? [corpse('failed'), restarted] : [task(HEAD_TASK)]);
    expect(watch({ list }, { services: 2 }).verdict).toEqual(fail('head-died'));
  });

  test.each(['shutdown', 'orphaned'] as const)('state %s is none: the engine ended it', (state) => {
    const list = since([task(HEAD_TASK)], [3_000, [corpse(state), restarted]]);
    expect(watch({ list }).verdict).toEqual(PASS);
  });
});

describe('a task that is gone without a trace', () => {
  const gone = (last: TaskView) => since([last], [3_000, [restarted]]);

  test('has died, unless it was seen shut down, whatever was still wanted of it', () => {
    expect(watch({ list: gone(task(HEAD_TASK)) }).verdict).toEqual(fail('head-died'));
    expect(watch({ list: gone(task(HEAD_TASK, { state: 'shutdown' })) }).verdict).toEqual(PASS);
  });

  test('has died also when the service wanted fewer for a moment between two rounds: none of its rounds began so', () => {
    // Reads take 1 ms: the first round's second inspect is at 1,006 ms.
    const inspect = (ms: number) => headService({ replicas: ms === 1_006 ? 1 : 2 });
    const other = task(13, { slot: 2 });
    const list = since([task(HEAD_TASK), other], [1_500, [restarted, other]]);
    expect(watch({ inspect, list }, {}, { readMs: 1 }).verdict).toEqual(fail('head-died'));
  });
});

describe('head-died, whatever the identities are', () => {
  test('a task with the lowest identity, after a captured one was forgotten', () => {
    const list = since([task(1)], [3_000, [task(1, { state: 'failed', desired: 'shutdown' }), restarted]]);
    expect(watch({ before: { list: [baseTask({ id: 5 })] }, list }).verdict).toEqual(fail('head-died'));
  });

  test('a task with the lowest identity that is gone without a trace', () => {
    const list = since([task(1)], [3_000, [restarted]]);
    expect(watch({ before: { list: [baseTask({ id: 5 })] }, list }).verdict).toEqual(fail('head-died'));
  });

  test('a container spec with the lowest identity', () => {
    const of = { containerSpec: 1 };
    const before = { inspect: baseService({ containerSpec: 2 }), list: [baseTask({ containerSpec: 2 })] };
    const list = since([task(HEAD_TASK, of)], [3_000, [corpse('failed', of), task(12, of)]]);
    expect(watch({ before, inspect: () => headService(of), list }).verdict).toEqual(fail('head-died'));
  });

  test('the last of many that is gone without a trace', () => {
    const four = [1, 2, 3, 4].map((slot) => task(20 + slot, { slot }));
    const list = since(four, [3_000, [...four.slice(0, 3), task(30, { slot: 4 })]]);
    expect(watch({ inspect: () => headService({ replicas: 4 }), list }).verdict).toEqual(fail('head-died'));
  });

  test('a global service’s task that is gone without a trace', () => {
    const inspect = () => headService({ mode: 'global', replicas: 0 });
    const list = since([task(HEAD_TASK)], [3_000, [restarted]]);
    expect(watch({ inspect, list }).verdict).toEqual(fail('head-died'));
  });
});

describe('head-died is never said of an old task', () => {
  test('which was captured, also when rounds went by before the head’s stamp was seen', () => {
    const before = { inspect: baseService({ containerSpec: HEAD_SPEC }), list: [task(1)] };
    const inspect = since(baseService({ containerSpec: HEAD_SPEC }), [3_000, headService()]);
    const list = since([task(1)], [4_000, [task(1, { state: 'failed', desired: 'shutdown' }), restarted]]);
    expect(watch({ before, inspect, list }).verdict).toEqual(PASS);
  });

  test.each(DEAD)('a captured task of the base that ends in state %s', (state) => {
    const list = () => [baseTask({ state, desired: 'shutdown' }), task(HEAD_TASK)];
    expect(watch({ list }).verdict).toEqual(PASS);
  });

  test.each(DEAD)('a task of the base that came after the capture and ends in state %s', (state) => {
    const list = () => [baseTask({ id: 2, state, desired: 'shutdown' }), task(HEAD_TASK)];
    expect(watch({ list }).verdict).toEqual(PASS);
  });

  test.each(DEAD)('a label-only deploy, where the base has the head’s container spec: state %s', (state) => {
    const dead = { state, desired: 'shutdown' } as const;
    const before = { inspect: baseService({ containerSpec: HEAD_SPEC }), list: [task(1), task(2, dead)] };
    const list = since([task(1), task(2, dead)], [3_000, [task(1, dead), task(2, dead), restarted]]);
    expect(watch({ before, list }).verdict).toEqual(PASS);
  });

  test('but is said of its replacement', () => {
    const before = { inspect: baseService({ containerSpec: HEAD_SPEC }), list: [task(1)] };
    const list = since([task(1, { state: 'failed' }), task(2)], [3_000, [task(2, { state: 'failed' }), task(3)]]);
    expect(watch({ before, list })).toMatchObject({ verdict: fail('head-died'), atMs: 3_000 });
  });

  test('nor of another container spec that later comes under the head’s stamp', () => {
    const inspect = since(headService(), [3_000, headService({ containerSpec: 5, version: 21 })]);
    const list = since([task(HEAD_TASK)], [3_000, [task(HEAD_TASK), task(20, { containerSpec: 5, state: 'failed' })]]);
    expect(watch({ inspect, list }).verdict).not.toEqual(fail('head-died'));
  });

  test('nor of a stamp that never was the head’s', () => {
    const inspect = () => baseService({ version: 30 });
    const list = () => [task(30, { containerSpec: BASE_SPEC, state: 'failed' })];
    expect(watch({ inspect, list }).verdict).toMatchObject({ verdict: 'undecided' });
  });
});

describe('head-died: a task of the head is gone without having been seen shut down', () => {
  test('from one round to the next', () => {
    const list = since([task(HEAD_TASK)], [3_000, [restarted]]);
    expect(watch({ list })).toMatchObject({ verdict: fail('head-died'), atMs: 3_000 });
  });

  test('not when it was seen shut down before', () => {
    const list = since(
      [task(HEAD_TASK)],
      [2_000, [task(HEAD_TASK, { desired: 'shutdown' }), restarted]],
      [3_000, [restarted]],
    );
    expect(watch({ list }).verdict).toEqual(PASS);
  });

  test('not a captured task, nor one of the base', () => {
    const before = { list: [baseTask(), task(3)] };
    const list = since([baseTask({ id: 2 }), task(3), task(HEAD_TASK)], [3_000, [task(HEAD_TASK)]]);
    expect(watch({ before, list }).verdict).toEqual(PASS);
  });

  test('not when the service was scaled down: its slot is removed without a trace', () => {
    const inspect = since(headService({ replicas: 2 }), [3_000, headService({ version: 21 })]);
    const list = since([task(HEAD_TASK), task(12, { slot: 2 })], [3_000, [task(HEAD_TASK)]]);
    expect(watch({ inspect, list }).verdict).toEqual(PASS);
  });

  test('nor when it had been scaled down before it was first read, and what is listed still has all slots', () => {
    const old = task(13, { slot: 2 });
    const list = since([task(HEAD_TASK), old], [2_000, [task(HEAD_TASK)]]);
    expect(watch({ inspect: () => headService({ replicas: 1 }), list }).verdict).toEqual(PASS);
  });

  test.each(['new', 'pending', 'assigned', 'preparing', 'ready', 'starting'] as const)(
    'nor when it had not run yet, state %s: such a task is deleted first when another takes its place',
    (state) => {
      const list = since([stoppedBaseTask, task(HEAD_TASK, { state, desired: 'ready' })], [3_000, [restarted]]);
      expect(watch({ list }).verdict).toEqual(PASS);
    },
  );

  test('nor when the base’s task of that slot is still listed: nothing is wanted there', () => {
    const base = baseTask({ id: 2, slot: 2, state: 'shutdown', desired: 'shutdown' });
    const list = since(
      [task(HEAD_TASK), base, task(13, { slot: 2, state: 'assigned' })],
      [2_000, [task(HEAD_TASK), base]],
    );
    expect(watch({ inspect: () => headService({ replicas: 1 }), list }).verdict).toEqual(PASS);
  });

  // Reads take 1 ms: the third round inspects at 3,012, lists at 3,014 and inspects again at 3,016.
  test('nor when the service is written after the list that lacks it, and not in a later round either', () => {
    const inspect = since(headService(), [3_015, headService({ version: 22 })]);
    const list = since([task(HEAD_TASK)], [3_013, [restarted]]);
    expect(watch({ inspect, list }, {}, { readMs: 1 }).verdict).toEqual(PASS);
  });

  test('nor when the scaling comes between the first read of a round and its list', () => {
    const inspect = since(headService({ replicas: 2 }), [3_013, headService({ replicas: 1, version: 22 })]);
    const list = since([task(HEAD_TASK), task(13, { slot: 2 })], [3_013, [task(HEAD_TASK)]]);
    expect(watch({ inspect, list }, {}, { readMs: 1 }).verdict).toEqual(PASS);
  });
});

describe('a better reason in the same round goes before head-died', () => {
  // Reads take 1 ms: the fifth of the first round is asked at 1,006.
  const list = () => [corpse('failed'), restarted];
  test.each([
    ['rolled-back', headService({ updateState: 'rollback_completed', stamp: BASE_STAMP })],
    ['paused', headService({ updateState: 'paused' })],
    ['superseded', headService({ stamp: OTHER_STAMP })],
    ['head-died', headService({ version: 21 })],
  ] as const)('%s', (reason, then) => {
    const inspect = since(headService(), [1_006, then]);
    expect(watch({ inspect, list }, {}, { readMs: 1 })).toMatchObject({ verdict: fail(reason), atMs: 1_007 });
  });
});
