import { describe, expect, test } from 'vitest';
import type { ServiceView } from '#src/port/swarm-port.js';
import { since } from '../drive.ts';
import { baseService, headService, HEAD_TASK, undecided, watch } from '../rollout.ts';
import { BASE_STAMP, fail, HEAD_STAMP, OTHER_STAMP, PASS, task } from '../views.ts';

describe('the stamp', () => {
  test.each([
    ['another commit', OTHER_STAMP],
    ['the base’s but for its first digit', `f${BASE_STAMP.slice(1)}`],
    ['the base’s but for its last character', `${BASE_STAMP.slice(0, -1)}V`],
    ['another commit that shares 7 digits with the head', '7ae7b0f0'],
    ['a prefix of the head that is too short', '7ae7b0'],
    ['no label, where there was one before', null],
    ['an empty label', ''],
    ['the base’s commit with another marker', 'eb96de94'],
  ])('neither the head’s nor the one before is `superseded`: %s', (_, stamp) => {
    expect(watch({ inspect: () => headService({ stamp }) })).toMatchObject({
      verdict: fail('superseded'),
      atMs: 1_000,
    });
  });

  test.each([
    ['the base’s', BASE_STAMP],
    ['absent, as it was', null],
  ])('of before the deploy waits: %s', (_, stamp) => {
    const run = watch({ before: { inspect: baseService({ stamp }) }, inspect: () => headService({ stamp }) });
    expect(run.verdict).toEqual(undecided(/head's stamp/));
  });

  test('of before the deploy is `superseded`, once the head’s has been seen: somebody put it back', () => {
    const inspect = since(headService(), [3_000, baseService({ version: 22 })]);
    expect(watch({ inspect })).toMatchObject({ verdict: fail('superseded'), atMs: 3_000 });
  });

  test('the one before is that of the same service', () => {
    const inspect = (_: number, index: number) => headService(index === 1 ? { stamp: BASE_STAMP } : {});
    expect(watch({ inspect }, { services: 2 }).verdict).toEqual(undecided(/head's stamp on every service/));
  });

  test('a deploy of the same commit passes', () => {
    expect(watch({ before: { inspect: baseService({ stamp: HEAD_STAMP }) } }).verdict).toEqual(PASS);
  });
});

describe('under another stamp a rollback that has ended is the reason, and no other status is', () => {
  test.each([
    ['rollback_completed', 'rolled-back'],
    ['rollback_paused', 'rolled-back'],
    ['paused', 'superseded'],
    ['updating', 'superseded'],
    ['completed', 'superseded'],
  ] as const)('status %s: %s', (updateState, reason) => {
    const inspect = () => headService({ updateState, stamp: OTHER_STAMP });
    expect(watch({ inspect }).verdict).toEqual(fail(reason));
  });

  test('but a paused status beside the stamp of before may be that of the rollout before', () => {
    const inspect = () => baseService({ updateState: 'paused' });
    expect(watch({ inspect }).verdict).toEqual(undecided(/head's stamp/));
  });

  test('until the head’s has been seen', () => {
    const inspect = since(headService(), [3_000, baseService({ version: 22, updateState: 'paused' })]);
    expect(watch({ inspect })).toMatchObject({ verdict: fail('superseded'), atMs: 3_000 });
  });
});

/** What the round’s second inspect shows, in the first round only or in all. Reads take 1 ms: it is the 5th of a round. */
function secondInspect(view: ServiceView) {
  const isSecond = (ms: number) => ms === 1_006;
  return (ms: number) => (isSecond(ms) ? view : headService());
}

describe('the second inspect of a round', () => {
  test.each([
    ['rollback_completed', 'head-died'],
    ['paused', 'paused'],
  ] as const)('with status %s fails the rule as the first does: %s', (updateState, reason) => {
    const inspect = secondInspect(headService({ updateState, version: 21 }));
    expect(watch({ inspect }, {}, { readMs: 1 })).toMatchObject({ verdict: fail(reason), atMs: 1_007 });
  });

  test('with another stamp is `superseded`', () => {
    const inspect = secondInspect(headService({ stamp: OTHER_STAMP, version: 21 }));
    expect(watch({ inspect }, {}, { readMs: 1 })).toMatchObject({ verdict: fail('superseded'), atMs: 1_007 });
  });

  test('with another Version.Index makes the round count for nothing', () => {
    const inspect = (ms: number) => headService({ version: ms });
    expect(watch({ inspect }, {}, { readMs: 1 }).verdict).toEqual(undecided(/nobody wrote to the service/));
    expect(watch({ inspect: () => headService({ version: 7 }) }, {}, { readMs: 1 }).verdict).toEqual(PASS);
  });
});

describe('a clean round needs', () => {
  test('status unset or completed', () => {
    const inspect = () => headService({ updateState: 'updating' });
    expect(watch({ inspect }).verdict).toEqual(undecided(/update status of unset or completed/));
  });

  test('a wanted slot', () => {
    const run = watch({ inspect: () => headService({ replicas: 0 }), list: () => [] });
    expect(run.verdict).toEqual(undecided(/wants at least one task/));
  });

  test('and goes on where the rollout ends well', () => {
    const inspect = since(headService({ updateState: 'updating' }), [9_000, headService({ version: 21 })]);
    const list = since([task(HEAD_TASK, { state: 'preparing' })], [7_000, [task(HEAD_TASK)]]);
    expect(watch({ inspect, list })).toMatchObject({ verdict: PASS, atMs: 15_000 });
  });
});
