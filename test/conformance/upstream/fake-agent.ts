// Upstream's tests stand in for agents: a goroutine that watches for updated tasks and writes states as it likes.
import { TaskState, type TaskStateName } from '#model/vocabulary.js';
import type { TaskShown } from './happened.ts';

/** Sees a task once its desired state has been written after its creation, as a watch for EventUpdateTask does. */
export interface FakeAgent {
  readonly acts: (task: TaskShown) => boolean;
  /** Called once, when it acts. */
  readonly writes: (task: TaskShown, flags: ReadonlySet<string>) => TaskStateName;
}

/** Moves a task to its desired state. */
export const obeys = (): FakeAgent => ({
  acts: ({ state, desired }) => state !== desired,
  writes: ({ desired }) => desired,
});

/** Fails whatever is to run; stops what is to stop. */
export const failsAll = (): FakeAgent => ({
  acts: ({ state, desired }) => (desired === 'running' ? state !== 'failed' : isToStop(desired) && state !== desired),
  writes: ({ desired }) => (desired === 'running' ? 'failed' : desired),
});

/** Starts tasks, and never stops one. */
export const neverStops = (): FakeAgent => ({
  acts: ({ state, desired }) => desired === 'running' && state !== 'running',
  writes: () => 'running',
});

/** Never fails two tasks of image2 in a row; fails those of image1 as well once it is told to. */
export function failsByTurns(): FakeAgent {
  let failedLast = false;
  return {
    acts: ({ state, desired }) => state !== desired && (desired === 'running' ? state !== 'failed' : isToStop(desired)),
    writes({ desired, spec }, flags) {
      if (desired !== 'running') return desired;
      failedLast = spec === 'image1' ? flags.has('image1 fails') : !failedLast;
      return failedLast ? 'failed' : 'running';
    },
  };
}

const isToStop = (desired: TaskStateName): boolean => TaskState[desired] > TaskState.running;
