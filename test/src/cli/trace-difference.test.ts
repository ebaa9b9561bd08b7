import { expect, test } from 'vitest';
import { differenceIn } from '#src/cli/trace-difference.js';
import { defaultScenarios } from '#src/scenario/presets.js';
import type { TraceFile } from '#src/scenario/trace-file.js';
import { facts, schedule } from '../report/samples.ts';

const [preset] = defaultScenarios();
const recorded = {
  schemaVersion: 1,
  kind: 'sim-trace',
  rule: 'cc-ci/v3',
  scenario: preset?.scenario,
  outcome: { kind: 'masking-race', verdict: 'pass', facts },
  strategy: 'urw',
  schedules: 3,
  steps: 9,
  stepsToVerdict: 4,
  schedule,
} as unknown as TraceFile;
const difference = (replayed: TraceFile) => differenceIn(recorded, replayed, 'a\nb\n', 'a\nc\n');

test('steps come first, then the other fields, then the bytes', () => {
  const last = { ...schedule[8], shows: { ...schedule[8]?.shows, stamp: 'head' } } as (typeof schedule)[number];
  expect(difference({ ...recorded, steps: 8, schedule: schedule.with(8, last) })).toEqual({
    where: 'step 9',
    what: 'updater reads-failure fits, but its "shows.stamp" is "base" in the file and "head" when replayed',
  });
  expect(difference({ ...recorded, steps: 8 })).toEqual({
    where: 'beside the steps',
    what: 'the steps fit, but "steps" is 9 in the file and 8 when replayed',
  });
  expect(difference(recorded).where).toBe('line 2');
});

test('a schedule that ends elsewhere', () => {
  expect(difference({ ...recorded, schedule: schedule.slice(0, 8) })).toEqual({
    where: 'step 9',
    what: 'updater reads-failure, but the run was over by then',
  });
  expect(differenceIn({ ...recorded, schedule: [] }, recorded, '', '')).toEqual({
    where: 'step 1',
    what: 'the file ends before operator deploys',
  });
});
