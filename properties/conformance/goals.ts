import { taskGoals, type Goal } from './goal.ts';
import type { Recorded, SampleRecorded, TaskRecorded } from './recorded.ts';

/** Clocks of recorder and engine are read apart. */
const TOLERANCE_MS = 10;

/** Two reads a sample: the service first, then the tasks. */
export function goalsOf({ samples, actions }: Recorded): readonly Goal[] {
  const ids = tasksByCreation(samples);
  return samples.flatMap((sample, i): Goal[] => {
    const before = samples[i - 1];
    const after = samples[i + 1];
    const shared = {
      sample,
      tasks: taskGoals(ids, sample),
      beginMs: Math.floor(before?.serviceAt[0] ?? 0) - TOLERANCE_MS,
    };
    const until = ([sent, received]: readonly [number, number]) => ({
      endMs: Math.ceil(received) + TOLERANCE_MS,
      leastActions: actions.filter(({ at }) => at[1] < sent).length,
      mostActions: actions.filter(({ at }) => at[0] <= received).length,
    });
    const written = (from: SampleRecorded | undefined, to: SampleRecorded | undefined): Goal['service'] => {
      if (from === undefined || to === undefined) return 'unknown';
      return from.service.version === to.service.version ? 'stands' : 'is-written';
    };
    return [
      { ...shared, ...until(sample.serviceAt), reads: 'service', service: written(before, sample) },
      { ...shared, ...until(sample.tasksAt), reads: 'tasks', service: written(sample, after) },
    ];
  });
}

/** The first task of each slot, slot by slot, as the model numbers them; then the others by the commits that created them. */
function tasksByCreation(samples: readonly SampleRecorded[]): readonly TaskRecorded[] {
  const known = new Map(samples.flatMap(({ tasks }) => tasks).map((task) => [task.id, task]));
  const tasks = [...known.values()].sort((a, b) => (a.created < b.created ? -1 : 1));
  const isFirst = (task: TaskRecorded): boolean => tasks.find(({ slot }) => slot === task.slot) === task;
  const first = tasks.filter(isFirst).sort((a, b) => a.slot - b.slot);
  return [...first, ...tasks.filter((task) => !isFirst(task))];
}

export function mostTasksInASlot({ samples }: Recorded): number {
  const counts = samples.flatMap(({ tasks }) =>
    tasks.map(({ slot }) => tasks.filter((other) => other.slot === slot).length),
  );
  return Math.max(1, ...counts);
}
