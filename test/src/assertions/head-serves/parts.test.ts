import { describe, expect, test } from 'vitest';
import { headServes } from '#src/assertions/head-serves.js';
import type { HeadServesParts } from '#src/assertions/head-serves/parts.js';
import { drive } from '../drive.ts';
import { HEAD_TASK, rollout, type Shown } from '../rollout.ts';
import { context, fail, PASS, task } from '../views.ts';

const watch = (parts: Partial<HeadServesParts>, shown: Shown = {}) =>
  drive((given) => headServes(given, parts), context(), rollout(shown), { deployMs: 1_000 });

/** A dead task of the head and its replacement, which runs. */
const restarted: Shown = { list: () => [task(HEAD_TASK, { state: 'failed', desired: 'shutdown' }), task(12)] };

describe('what head-serves is made of can be told otherwise, and is sound when it is not', () => {
  test('looks again at the end of a round', () => {
    const round = ['inspect 0', 'up-to-date 0', 'list 0', 'nodes 0'];
    expect(watch({}).asked.slice(3, 9)).toEqual([...round, 'inspect 0', 'sleep']);
    expect(watch({ looksAgain: false })).toMatchObject({ verdict: PASS });
    expect(watch({ looksAgain: false }).asked.slice(3, 8)).toEqual([...round, 'sleep']);
  });

  test('tells a death last', () => {
    const list = ['inspect 0', 'up-to-date 0', 'list 0'];
    expect(watch({}, restarted).asked.slice(3)).toEqual([...list, 'nodes 0', 'inspect 0']);
    expect(watch({ tellsDeathsLast: false }, restarted).asked.slice(3)).toEqual(list);
    expect(watch({ tellsDeathsLast: false })).toMatchObject({ verdict: PASS });
  });

  test('follows deaths', () => {
    expect(watch({}, restarted).verdict).toEqual(fail('head-died'));
    expect(watch({ followsDeaths: false }, restarted).verdict).toEqual(PASS);
  });
});
