import { describe, expect, test } from 'vitest';
import { conform } from '#properties/conformance/conform.js';
import { dropUpdating, keepStamp, relabelStatus } from './mutations.ts';
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

  test('a status in the middle of a recording is another', () => {
    const mutants = ['pf-good', 'sf-r3p0-dies', 'pf-double-label'].flatMap((name) => relabelStatus(recordingOf(name)));
    const accepted = mutants.filter(({ recorded }) => conform(recorded).kind === 'explained');
    expect(accepted.length / mutants.length).toBeLessThan(0.05);
  });
});
