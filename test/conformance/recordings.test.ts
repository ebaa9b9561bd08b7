import { describe, expect, test } from 'vitest';
import { conform } from '#properties/conformance/conform.js';
import { dropUpdating, keepStamp, relabelStatus, relabelTask } from './mutations.ts';
import { RECORDINGS, recordingOf } from './recordings.ts';

test('there is a recording of every scenario, start-first and stop-first', () => {
  expect(RECORDINGS).toHaveLength(64);
});

describe('the model explains what a real engine did', () => {
  test.each(RECORDINGS)('%s', (name) => {
    const recorded = recordingOf(name);
    expect(conform(recorded)).toMatchObject({ kind: 'explained', samples: recorded.samples.length });
  });
});

describe('and not what it did not do', () => {
  test.each([
    ['the update is never under way', dropUpdating],
    ['the head stamp stays after a rollback', keepStamp],
  ])('%s', (_name, mutate) => {
    const mutants = RECORDINGS.flatMap((name) => mutate(recordingOf(name)));
    expect(mutants.length).toBeGreaterThan(20);
    expect(mutants.map(({ recorded }) => conform(recorded).kind)).not.toContain('explained');
  });

  test.each([
    ['an update state', relabelStatus, 0],
    ['a task state', relabelTask, 0.05],
  ])('%s of one sample is another', (_name, mutate, most) => {
    const names = ['pf-good', 'sf-dies-rollback', 'pf-double-label', 'sf-manual-rollback-mid', 'sf-r3p1-dies'];
    const mutants = names.flatMap((name) => mutate(recordingOf(name)));
    const accepted = mutants.filter(({ recorded }) => conform(recorded).kind === 'explained');
    expect(accepted.length / mutants.length).toBeLessThanOrEqual(most);
  });
});
