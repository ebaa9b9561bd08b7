// A recording of something that the engine did not do, and the edits that such recordings are made with.
import type { Recorded, SampleRecorded, TaskRecorded } from '#properties/conformance/recorded.js';

export interface RecordingMutant {
  readonly name: string;
  readonly recorded: Recorded;
}

/** All mutants of a class that can be made of one recording; none where the class does not apply to it. */
export type Mutate = (recorded: Recorded) => Generator<RecordingMutant>;

export function withSamples(
  recorded: Recorded,
  change: (sample: SampleRecorded, at: number) => SampleRecorded,
): Recorded {
  return { ...recorded, samples: recorded.samples.map(change) };
}

export function withService(sample: SampleRecorded, change: Partial<SampleRecorded['service']>): SampleRecorded {
  return { ...sample, service: { ...sample.service, ...change } };
}

/** The sample with one of its tasks changed; as it is where it does not list that task. */
export function withTask(
  sample: SampleRecorded,
  id: string,
  change: (task: TaskRecorded) => Partial<TaskRecorded>,
): SampleRecorded {
  return { ...sample, tasks: sample.tasks.map((task) => (task.id === id ? { ...task, ...change(task) } : task)) };
}

export const taskIn = (sample: SampleRecorded | undefined, id: string): TaskRecorded | undefined =>
  sample?.tasks.find((task) => task.id === id);

/** Ids of all tasks, in the order in which they are first listed. */
export const taskIds = ({ samples }: Recorded): readonly string[] => [
  ...new Set(samples.flatMap(({ tasks }) => tasks.map(({ id }) => id))),
];

/** Versions between this one and the next write of anything: what carries them was written once more, or twice. */
export const between = (version: number): number => version + 0.25;
export const rightAfter = (version: number): number => version + 0.5;

/** Only mutants that say something else than the recording. */
export function* unlessEqual(recorded: Recorded, mutants: Iterable<RecordingMutant>): Generator<RecordingMutant> {
  const original = JSON.stringify(recorded);
  for (const mutant of mutants) if (JSON.stringify(mutant.recorded) !== original) yield mutant;
}
