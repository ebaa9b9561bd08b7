// Mutants of what a task shows at one version: every sample with that version is changed alike, so only a schedule can tell.
import type { Recorded, TaskRecorded } from '#properties/conformance/recorded.js';
import { TaskState } from '#model/vocabulary.js';
import { withSamples, withTask, type Mutate, type RecordingMutant } from './mutant.ts';
import { lookText, otherDesired, otherObserved, type Look } from './task-states.ts';

/**
 * Whether the new state lies between what the task shows before and after. Where it does, a recording may well look so: the
 * engine had a choice, or another poll would have shown it.
 */
type Order = 'within the order' | 'against the order';

export const relabelObserved = (order: Order): Mutate => relabelled(otherObserved, 'state', order);
export const relabelDesired = (order: Order): Mutate => relabelled(otherDesired, 'desired', order);

function relabelled(others: (look: Look) => readonly Look[], which: keyof Look, order: Order): Mutate {
  return function* (recorded: Recorded): Generator<RecordingMutant> {
    const looks = looksOf(recorded);
    for (const task of looks) {
      const { id, version } = task;
      const own = looks.filter((look) => look.id === id);
      const at = own.indexOf(task);
      for (const look of others(task)) {
        if (isWithin(own[at - 1]?.[which], look[which], own[at + 1]?.[which]) !== (order === 'within the order'))
          continue;
        yield {
          name: `task ${id}, version ${version}: ${lookText(task)} as ${lookText(look)}`,
          recorded: withSamples(recorded, (sample) =>
            withTask(sample, id, (shown) => (shown.version === version ? look : {})),
          ),
        };
      }
    }
  };
}

/** Every task once for each of its versions, in the order in which they are listed. */
function looksOf({ samples }: Recorded): readonly TaskRecorded[] {
  return [
    ...new Map(samples.flatMap(({ tasks }) => tasks.map((task) => [`${task.id} ${task.version}`, task]))).values(),
  ];
}

type State = TaskRecorded['state'];

/** States never go back, and one that is over stays. Nothing before or after: anything goes. */
function isWithin(before: State | undefined, state: State, after: State | undefined): boolean {
  const follows = (a: State | undefined, b: State | undefined): boolean =>
    a === undefined || b === undefined || a === b || (TaskState[a] < TaskState[b] && TaskState[a] <= TaskState.running);
  return follows(before, state) && follows(state, after);
}
