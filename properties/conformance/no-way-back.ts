import { TaskState, type TaskStateName } from '#model/index.js';
import type { SampleRecorded, TaskRecorded } from './recorded.ts';
import type { Contradiction } from './same-version.ts';

/**
 * Neither state of a task ever goes back, and one that is over stays what it is (semantics 8.1). The search holds the model to
 * this; it must be asked of the recording as well, for tasks that the model's reaper has deleted and the engine's has not yet.
 */
export function wayBack(samples: readonly SampleRecorded[]): Contradiction | null {
  const last = new Map<string, TaskRecorded>();
  for (const sample of samples) {
    for (const task of sample.tasks) {
      const before = last.get(task.id);
      if (before !== undefined && !mayFollow(before, task)) {
        const differs = `task ${task.id} is ${lookOf(task)}; before it was ${lookOf(before)}`;
        return { sample, reads: 'tasks', differs };
      }
      last.set(task.id, task);
    }
  }
  return null;
}

function mayFollow(before: TaskRecorded, { state, desired }: TaskRecorded): boolean {
  if (isBefore(desired, before.desired) || isBefore(state, before.state)) return false;
  return !isBefore('running', before.state) || state === before.state;
}

const isBefore = (a: TaskStateName, b: TaskStateName): boolean => TaskState[a] < TaskState[b];

const lookOf = ({ state, desired }: TaskRecorded): string => `${state}, desired ${desired}`;
