import { describe, expect, test } from 'vitest';
import { conform } from '#properties/conformance/conform.js';
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
