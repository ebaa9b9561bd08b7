import { describe, expect, test } from 'vitest';
import type { TaskView } from '#src/port/swarm-port.js';
import { since } from '../drive.ts';
import { HEAD_TASK, watch, WINDOW } from '../rollout.ts';
import { fail, PASS, task } from '../views.ts';

const dead = (id: number): TaskView => task(id, { state: 'failed', desired: 'shutdown', exitCode: 1 });
const first = task(HEAD_TASK);
const DIES = 3_000;

describe('head-serves with restarts that are allowed', () => {
  const once = since([first], [DIES, [dead(HEAD_TASK), task(12)]]);
  const twice = since(
    [first],
    [DIES, [dead(HEAD_TASK), task(12)]],
    [DIES + 2_000, [dead(HEAD_TASK), dead(12), task(13)]],
  );

  test('puts up with as many deaths, and waits out the window anew', () => {
    expect(watch({ list: once }).verdict).toEqual(fail('head-died'));
    expect(watch({ list: once }, { allowRestarts: 1 })).toMatchObject({ verdict: PASS, atMs: DIES + WINDOW + 1_000 });
    expect(watch({ list: twice }, { allowRestarts: 2 })).toMatchObject({
      verdict: PASS,
      atMs: DIES + 2_000 + WINDOW + 1_000,
    });
  });

  test('but with not one more', () => {
    expect(watch({ list: twice }, { allowRestarts: 1 })).toMatchObject({
      verdict: fail('head-died'),
      atMs: DIES + 2_000,
    });
  });

  test('counts a death once, however long its corpse is listed, and also when it is cleared away', () => {
    const cleared = since([first], [DIES, [dead(HEAD_TASK), task(12)]], [DIES + 1_000, [task(12)]]);
    expect(watch({ list: cleared }, { allowRestarts: 1 }).verdict).toEqual(PASS);
  });

  test('counts a task that is gone without a trace', () => {
    const gone = since([first], [DIES, [task(12)]], [DIES + 1_000, [task(13)]]);
    expect(watch({ list: gone }, { allowRestarts: 1 })).toMatchObject({
      verdict: fail('head-died'),
      atMs: DIES + 1_000,
    });
    expect(watch({ list: gone }, { allowRestarts: 2 }).verdict).toEqual(PASS);
  });

  test('of all services together', () => {
    const list = (ms: number, index: number) => (ms < DIES ? [first] : [dead(20 + index), task(12 + index)]);
    expect(watch({ list }, { allowRestarts: 1, services: 2 }).verdict).toEqual(fail('head-died'));
  });
});
