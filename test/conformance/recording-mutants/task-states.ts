// Mutants of what single tasks say.
import type { Recorded, TaskRecorded } from '#properties/conformance/recorded.js';
import { TASK_STATES, TaskState } from '#model/vocabulary.js';
import { between, rightAfter, taskIds, taskIn, withSamples, withTask, type RecordingMutant } from './mutant.ts';

/** What SwarmKit writes as a desired state of a service's task. */
const DESIRED_STATES = ['ready', 'running', 'shutdown', 'remove'] as const;

/** A task that was over runs again, as one more write of it: in the next sample, or in the last that lists it. */
export function* reviveTask(recorded: Recorded): Generator<RecordingMutant> {
  const { samples } = recorded;
  for (const id of taskIds(recorded)) {
    const over = samples.findIndex((sample) => isOver(taskIn(sample, id)));
    const last = samples.findLastIndex((sample) => taskIn(sample, id) !== undefined);
    if (over < 0 || over === last) continue;
    for (const from of new Set([over + 1, last])) {
      const before = taskIn(samples[from - 1], id)?.version;
      yield {
        name: `task ${id}: runs again from sample ${from} on`,
        recorded: withSamples(recorded, (sample, at) =>
          at < from
            ? sample
            : withTask(sample, id, ({ version }) => ({ state: 'running', version: after(before, version) })),
        ),
      };
    }
  }
}

const after = (before: number | undefined, version: number): number =>
  version === before ? rightAfter(version) : version;

const isOver = (task: TaskRecorded | undefined): boolean =>
  task !== undefined && TaskState[task.state] > TaskState.running;

export type Look = Pick<TaskRecorded, 'state' | 'desired'>;

export const otherObserved = ({ state, desired }: Look): readonly Look[] =>
  TASK_STATES.filter((other) => other !== state).map((other) => ({ state: other, desired }));

export const otherDesired = ({ state, desired }: Look): readonly Look[] =>
  DESIRED_STATES.filter((other) => other !== desired).map((other) => ({ state, desired: other }));

export const lookText = ({ state, desired }: Look): string => `${state}/${desired}`;

/** Between two samples that show one version of a task, one shows another state of it: it was written twice more. */
export function* flickeringTask(recorded: Recorded): Generator<RecordingMutant> {
  const { samples } = recorded;
  for (const [at, { tasks }] of samples.entries()) {
    for (const task of tasks) {
      const isSame = (other: TaskRecorded | undefined): boolean => other?.version === task.version;
      if (!isSame(taskIn(samples[at - 1], task.id)) || !isSame(taskIn(samples[at + 1], task.id))) continue;
      for (const look of [...otherObserved(task), ...otherDesired(task)]) {
        yield {
          name: `sample ${at}, task ${task.id}: ${lookText(task)} as ${lookText(look)}, and back`,
          recorded: withSamples(recorded, (sample, i) =>
            withTask(sample, task.id, (shown) => {
              if (i < at || !isSame(shown)) return {};
              return i === at ? { ...look, version: between(task.version) } : { version: rightAfter(task.version) };
            }),
          ),
        };
      }
    }
  }
}
