import { describe, expect, test } from 'vitest';
import { headServes } from '#src/assertions/head-serves.js';
import { drive, since } from '../drive.ts';
import { baseTask, headService, HEAD_TASK, rollout, undecided, watch, WINDOW } from '../rollout.ts';
import { context, PASS, task } from '../views.ts';

describe('head-serves is undecided', () => {
  test('at the deadline, counted from when the deploy returned, and says what was missing', () => {
    const run = watch({ inspect: () => headService({ updateState: 'updating' }) }, { deadlineMs: 10_000 });
    expect(run).toMatchObject({ verdict: undecided(/status of unset or completed/), atMs: 11_000 });
    expect(run.asked.at(-1)).toBe('sleep');
  });

  test('when only the window was missing', () => {
    expect(watch({}, { deadlineMs: WINDOW }).verdict).toEqual(undecided(/longer than the engine's own window/));
  });

  test('without another sleep when a round ends after the deadline', () => {
    const { asked, verdict } = watch({}, { deadlineMs: 50 }, { readMs: 10 });
    expect(verdict).toEqual(undecided(/window/));
    expect(asked).not.toContain('sleep');
  });

  test('but a round that was asked before the deadline may still pass', () => {
    const run = watch({}, { deadlineMs: WINDOW + 2 }, { intervalMs: WINDOW + 1, readMs: 0 });
    expect(run.verdict).toEqual(PASS);
  });

  test('says what the last round lacked, not what an earlier one did', () => {
    const inspect = since(headService({ updateState: 'updating' }), [5_000, headService()]);
    const list = since([task(HEAD_TASK)], [5_000, [task(HEAD_TASK, { state: 'starting' })]]);
    expect(watch({ inspect, list }).verdict).toEqual(undecided(/every wanted task running/));
  });

  test('when there are more tasks than its capture has room for, before anything is deployed', () => {
    const list = Array.from({ length: 5 }, (_, id) => baseTask({ id: id + 1, state: 'failed' }));
    const run = watch({ before: { list } }, { slots: 1, tasksPerSlot: 4 });
    expect(run.verdict).toEqual(undecided(/room to remember the tasks/));
    expect(run.asked).not.toContain('deploy');
    expect(watch({ before: { list: list.slice(1) } }, { slots: 1, tasksPerSlot: 4 }).verdict).toEqual(PASS);
    const ended = (['shutdown', 'orphaned'] as const).map((state, id) => baseTask({ id: 90 + id, state }));
    const withEnded = [...ended, ...list.slice(1)];
    expect(watch({ before: { list: withEnded } }, { slots: 1, tasksPerSlot: 4 }).verdict).toEqual(PASS);
  });

  test('tasks that were shut down before the deploy need no room', () => {
    const corpses = Array.from({ length: 50 }, (_, id) => baseTask({ id: id + 100, state: 'shutdown' }));
    expect(watch({ before: { list: [...corpses, baseTask()] } }).verdict).toEqual(PASS);
  });

  test('at its deadline when the service has grown past the slots that it has room for', () => {
    const list = () => [1, 2, 3].map((slot) => task(10 + slot, { slot }));
    const run = watch({ list, inspect: () => headService({ replicas: 3 }) }, { slots: 2 });
    expect(run.verdict).toEqual(undecided(/room to remember that many slots/));
  });
});

describe('head-serves and an engine that does not answer', () => {
  const silentFrom = (silentFromMs: number) =>
    drive(headServes, context(), { ...rollout(), silentFromMs }, { deployMs: 1_000, readMs: 1 }).verdict;

  test.each([
    ['the first read of the capture', 0, 'inspect'],
    ['the first read after the deploy', 1_002, 'inspect'],
    ['the last read of the first round', 1_006, 'inspect'],
    ['the nodes', 1_005, 'nodes'],
  ])('error before the first round was answered: %s', (_, ms, read) => {
    expect(silentFrom(ms)).toEqual({ verdict: 'error', message: `${read} was refused` });
  });

  test('undecided after it', () => {
    expect(silentFrom(1_007)).toEqual(undecided(/stopped answering/));
  });
});
