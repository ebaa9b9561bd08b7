import { describe, expect, test } from 'vitest';
import { get, record, set } from '#src/layout/layout.js';
import { chain } from '#src/assertions/chain.js';
import { DEPLOY, SLEEP } from '#src/assertions/questions.js';
import type { Advance, Stage } from '#src/assertions/stage.js';
import { drive } from './drive.ts';
import { context, fail, PASS } from './views.ts';

const OWN = record({ wokenTimes: 'count', enteredMs: 'instant' });

/** Sleeps `times` times, remembers it and when it was entered, then advances. */
const sleeper = (times: number, advance: Advance = 'next stage'): Stage => ({
  memory: OWN,
  enter: (row, at, atMs) => set(row, at + OWN.at.enteredMs, atMs),
  question: () => SLEEP,
  judge: () => 'go on',
  resume(row, at) {
    set(row, at + OWN.at.wokenTimes, get(row, at + OWN.at.wokenTimes) + 1);
    return get(row, at + OWN.at.wokenTimes) === times ? advance : 'go on';
  },
});
const opening: Stage = {
  memory: record({}),
  question: () => DEPLOY,
  judge: () => 'go on',
  resume: () => 'next stage',
};

describe('a chain of stages', () => {
  test('asks what its stages ask, one after the other, and passes after the last', () => {
    const { verdict, asked } = drive(() => chain([opening, sleeper(2), sleeper(1)]), context(), {});
    expect(verdict).toEqual(PASS);
    expect(asked).toEqual(['deploy', 'sleep', 'sleep', 'sleep']);
  });

  test('ends with the first verdict of a stage', () => {
    const { verdict, asked } = drive(() => chain([opening, sleeper(1, fail('paused')), sleeper(1)]), context(), {});
    expect(verdict).toEqual(fail('paused'));
    expect(asked).toEqual(['deploy', 'sleep']);
  });

  test('enters each stage with the time at which the one before ended', () => {
    const stages = [opening, sleeper(2), sleeper(1, fail('paused'))];
    const { memory } = drive(() => chain(stages), context(), {}, { deployMs: 300 });
    expect(memory.slice(-2)).toEqual([1, 2_300]);
  });

  test('forgets what a stage remembered once that stage is over', () => {
    const ends = [1, 2, 3].map((times) =>
      drive(() => chain([opening, sleeper(times), sleeper(1, fail('paused'))]), context(), {}).memory.slice(0, 3),
    );
    expect(new Set(ends.map((words) => words.join())).size).toBe(1);
  });
});
