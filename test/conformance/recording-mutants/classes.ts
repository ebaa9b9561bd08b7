// The classes of recordings that nothing explains, and those of which nothing is asked.
import { completedTooSoon } from './monitor-window.ts';
import type { Mutate } from './mutant.ts';
import { dropSample, swapNeighbours } from './samples.ts';
import { flickeringTask, reviveTask } from './task-states.ts';
import { relabelDesired, relabelObserved } from './task-versions.ts';
import { exchangedInstants, otherOrder } from './update-order.ts';
import { dropUpdating, flickeringStatus, keepStamp, pauseForRollback, relabelStatus } from './update-status.ts';

export interface RecordingClass {
  readonly name: string;
  readonly mutate: Mutate;
  /** In the sample, every so many of its mutants are judged. */
  readonly stride: number;
  /** It says that something else happened. What the others say may have happened too: nothing is asked of them alone. */
  readonly changesMeaning: boolean;
  /** It relabels a status or a state. */
  readonly relabels?: true;
}

const meaning = (name: string, mutate: Mutate, stride = 1) => ({ name, mutate, stride, changesMeaning: true });
const possible = (name: string, mutate: Mutate, stride = 1) => ({ name, mutate, stride, changesMeaning: false });
/** Within the order of states, a poll at another instant or a coalesced report may well have shown this. */
const relabelled = (name: string, mutate: Mutate, stride: number) => ({
  ...possible(name, mutate, stride),
  relabels: true as const,
});

export const RECORDING_CLASSES: readonly RecordingClass[] = [
  meaning('`updating` is never said', dropUpdating),
  meaning('the stamp stays after a rollback', keepStamp),
  meaning('a task that was over runs again', reviveTask),
  meaning('completed while the monitor window is open', completedTooSoon),
  meaning('a rollback is said to be a pause', pauseForRollback),
  meaning('the config has the other order', otherOrder),
  meaning('the old task is told to stop as in the other order', exchangedInstants),
  meaning('another update state at one version', relabelStatus, 2),
  meaning('another update state for one sample, and back', flickeringStatus, 20),
  meaning('another observed state at one version, against the order', relabelObserved('against the order'), 10),
  meaning('another desired state at one version, against the order', relabelDesired('against the order'), 10),
  meaning('another state of a task for one sample, and back', flickeringTask, 50),
  relabelled('another observed state at one version, within the order', relabelObserved('within the order'), 10),
  relabelled('another desired state at one version, within the order', relabelDesired('within the order'), 5),
  possible('two neighbouring samples exchanged', swapNeighbours, 2),
  possible('a sample dropped', dropSample, 4),
];
