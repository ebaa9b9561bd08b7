import { expect, test } from 'vitest';
import { conform } from '#properties/conformance/conform.js';
import type { TaskRecorded } from '#properties/conformance/recorded.js';
import { recordingOf } from './recordings.ts';
import { rightAfter, withSamples, withTask } from './recording-mutants/mutant.ts';

/** The last task of its slot to be over long before the end: the model's reaper may have deleted it by then. */
const recorded = recordingOf('sf-max-attempts');
const last = recorded.samples.at(-1);
const over = last?.tasks.find(({ state, desired }) => state === 'shutdown' && desired === 'shutdown');

test.each<[string, Partial<TaskRecorded>]>([
  ['an observed state', { state: 'pending' }],
  ['a desired state', { desired: 'ready' }],
  ['the end of a task', { state: 'failed' }],
])('%s never changes back, not even of a task that the model has deleted', (_name, change) => {
  if (over === undefined) throw new Error('the recording lists no such task');
  const changed = withSamples(recorded, (sample) =>
    sample === last
      ? withTask(sample, over.id, ({ version }) => ({ ...change, version: rightAfter(version) }))
      : sample,
  );
  expect(conform(changed)).toMatchObject({ kind: 'unexplained', sample: { line: last?.line }, reads: 'tasks' });
});
