import { describe, expect, test } from 'vitest';
import { since } from '../drive.ts';
import type { Shown } from '../rollout.ts';
import { baseService, baseTask, headService, HEAD_TASK, watch } from '../rollout.ts';
import { HEAD_SPEC, PASS, task } from '../views.ts';

const UPDATING = headService({ updateState: 'updating' });

/** Do these end with the same words? Then the explorer takes what follows for one and the same future. */
function sameMemory(...shown: readonly Shown[]): boolean {
  return new Set(shown.map((each) => watch(each, { deadlineMs: 8_000 }).memory.join())).size === 1;
}

describe('head-serves remembers only what can still matter', () => {
  test('not the captured tasks, once the head is known to have another container spec', () => {
    const captured = [[baseTask()], [baseTask({ id: 5 }), baseTask({ id: 6 })], []];
    expect(sameMemory(...captured.map((list) => ({ before: { list } })))).toBe(true);
  });

  test('nor those that are no longer there', () => {
    const before = (list: readonly number[]) => ({
      inspect: baseService({ containerSpec: HEAD_SPEC }),
      list: list.map((id) => task(id)),
    });
    const list = () => [task(1, { desired: 'shutdown', state: 'failed' }), task(HEAD_TASK)];
    expect(watch({ before: before([2, 1]), list }).verdict).toEqual(PASS);
    expect(sameMemory({ before: before([1]), list }, { before: before([2, 1]), list })).toBe(true);
  });

  test('nor those that were shut down meanwhile', () => {
    const before = (id: number) => ({ inspect: baseService({ containerSpec: HEAD_SPEC }), list: [task(id)] });
    const list = () => [1, 2].map((id) => task(id, { state: 'shutdown', desired: 'shutdown' })).concat(task(HEAD_TASK));
    expect(sameMemory({ before: before(1), list }, { before: before(2), list })).toBe(true);
  });

  test('not the clean rounds from before one that was not', () => {
    const inspect = since(headService({ version: 19 }), [4_000, UPDATING]);
    expect(sameMemory({ inspect }, { inspect: () => UPDATING })).toBe(true);
  });

  test('not the slots that were wanted before', () => {
    const two = [task(HEAD_TASK), task(12, { slot: 2 })];
    const list = since(two, [3_000, [task(HEAD_TASK)]]);
    const inspect = since(headService({ replicas: 2, version: 19 }), [3_000, headService()]);
    const alone = since(UPDATING, [3_000, headService()]);
    expect(sameMemory({ inspect, list }, { inspect: alone, list: () => [task(HEAD_TASK)] })).toBe(true);
  });
});
