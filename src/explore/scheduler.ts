import type { RunRecord } from './run.ts';
import type { StepList } from './transition-system.ts';

/** Decides what happens next, and how long to wait before it. Never sees a state: only what is pending. */
export interface Scheduler {
  readonly name: string;
  /** A new run begins. */
  begin(): void;
  /** The index of the step to take, having set `delayMs`; -1: nothing that this scheduler would do. */
  choose(options: StepList): number;
  /** How long to wait before the chosen step. */
  delayMs: number;
  /** The run is over; `novel`: it showed situations that no run before it had. */
  learn?(record: RunRecord, novel: boolean): void;
}

/** How long time may pass before some pending step is forced, of those from one place in the list to another. */
export function slack(options: StepList, start = 0, end = options.count): number {
  let least = 0x7fffffff;
  for (let i = start; i < end; i++) {
    const until = options.until[i] as number;
    if (until < least) least = until;
  }
  return least;
}
