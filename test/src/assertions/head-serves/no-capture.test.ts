// The deploy has happened before the first read: the engine's own memory stands in for a capture.
import { describe, expect, test } from 'vitest';
import { since } from '../drive.ts';
import { baseService, baseTask, headService, HEAD_TASK, stoppedBaseTask, watch } from '../rollout.ts';
import { BASE_STAMP, fail, OTHER_STAMP, PASS, service, task } from '../views.ts';

const UNDER_WAY = { captured: false };
const STARTED = 500;

const died = task(HEAD_TASK, { state: 'failed', desired: 'shutdown', createdAtMs: STARTED });
const runs = task(12, { createdAtMs: STARTED + 100 });
const started = headService({ startedAtMs: STARTED });

describe('head-serves without a capture', () => {
  test('passes a rollout that it met half way', () => {
    const before = { inspect: started, list: [stoppedBaseTask, runs] };
    expect(watch({ inspect: () => started, list: () => [stoppedBaseTask, runs], before }, UNDER_WAY).verdict).toEqual(
      PASS,
    );
  });

  test('a task of the head that was created since the update started and is dead already has died in this rollout', () => {
    const shown = {
      inspect: () => started,
      list: () => [died, runs],
      before: { inspect: started, list: [died, runs] },
    };
    expect(watch(shown, UNDER_WAY).verdict).toEqual(fail('head-died'));
    expect(watch(shown).verdict).toEqual(PASS); // With a capture, it lies in it.
  });

  test('one that was created before the update started has not', () => {
    const list = [{ ...died, createdAtMs: STARTED - 1 }, runs];
    expect(
      watch({ inspect: () => started, list: () => list, before: { inspect: started, list } }, UNDER_WAY),
    ).toMatchObject({
      verdict: PASS,
    });
  });

  test('while the engine does not say when it started, those are old that are there at the first read', () => {
    const unset = service();
    const list = since([died, runs], [3_000, [died, task(13, { state: 'failed', desired: 'shutdown' }), runs]]);
    const shown = { inspect: () => unset, before: { inspect: unset, list: [died, runs] } };
    expect(watch({ ...shown, list: () => [died, runs] }, UNDER_WAY).verdict).toEqual(PASS);
    expect(watch({ ...shown, list }, UNDER_WAY).verdict).toEqual(fail('head-died'));
  });

  test('of two services each has its own start', () => {
    const inspect = (_: number, index: number) => headService({ startedAtMs: index === 0 ? STARTED : STARTED + 1 });
    const before = { inspect: headService({ startedAtMs: STARTED + 1 }), list: [died] };
    // The capture shows one view to both: the task is older than either start.
    expect(watch({ inspect, list: () => [died, runs], before }, { ...UNDER_WAY, services: 2 }).verdict).toEqual(PASS);
  });

  test('waits under the stamp of the spec before this one', () => {
    const before = { inspect: service({ previousStamp: BASE_STAMP }) };
    const inspect = since(baseService(), [4_000, service()]);
    expect(watch({ inspect, before }, UNDER_WAY).verdict).toEqual(PASS);
  });

  test.each([OTHER_STAMP, null])('is superseded under any other stamp (%s)', (stamp) => {
    const before = { inspect: service({ previousStamp: BASE_STAMP }) };
    const inspect = since(service(), [3_000, service({ stamp })]);
    expect(watch({ inspect, before }, UNDER_WAY).verdict).toEqual(fail('superseded'));
  });

  test('the very first deploy has no spec before it', () => {
    const first = headService({ previousStamp: null, updateState: 'unset', startedAtMs: null });
    const list = [task(HEAD_TASK)];
    expect(
      watch({ inspect: () => first, list: () => list, before: { inspect: first, list } }, UNDER_WAY).verdict,
    ).toEqual(PASS);
  });

  test('a base task that dies late is nobody’s death', () => {
    const list = [baseTask({ state: 'failed', desired: 'shutdown', createdAtMs: STARTED + 1 }), runs];
    expect(
      watch({ inspect: () => started, list: () => list, before: { inspect: started } }, UNDER_WAY).verdict,
    ).toEqual(PASS);
  });
});
