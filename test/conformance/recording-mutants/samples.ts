// Mutants of the samples as such. Some of what they show could have happened: they are counted, and nothing is asked of them.
import type { Recorded, SampleRecorded } from '#properties/conformance/recorded.js';
import type { RecordingMutant } from './mutant.ts';

/** What two neighbouring samples show is exchanged; their instants stay. */
export function* swapNeighbours(recorded: Recorded): Generator<RecordingMutant> {
  const { samples } = recorded;
  for (const [at, second] of samples.entries()) {
    const first = samples[at - 1];
    if (first === undefined) continue;
    const swapped = samples.with(at - 1, showing(first, second)).with(at, showing(second, first));
    yield { name: `samples ${at - 1} and ${at} exchanged`, recorded: { ...recorded, samples: swapped } };
  }
}

const showing = (when: SampleRecorded, { service, tasks }: SampleRecorded): SampleRecorded => ({
  ...when,
  service,
  tasks,
});

/** One sample was never taken. */
export function* dropSample(recorded: Recorded): Generator<RecordingMutant> {
  for (const at of recorded.samples.keys()) {
    yield { name: `without sample ${at}`, recorded: { ...recorded, samples: recorded.samples.toSpliced(at, 1) } };
  }
}
