import type { Row } from '../layout/layout.ts';
import type { Scheduler } from './scheduler.ts';
import { stepList, type JudgedSystem, type StepCode, type StepList } from './transition-system.ts';

/** One schedule: step codes and the virtual instant of each. */
export interface RunRecord {
  length: number;
  readonly code: Int32Array;
  readonly at: Int32Array;
}

export interface Bench {
  readonly row: Row;
  readonly options: StepList;
  readonly record: RunRecord;
}

/** Everything a run needs, allocated once. */
export function bench(system: JudgedSystem): Bench {
  const most = system.maxSteps;
  return {
    row: new Int32Array(system.stride),
    options: stepList(),
    record: { length: 0, code: new Int32Array(most), at: new Int32Array(most) },
  };
}

export interface RunOptions {
  /** Sees every state. */
  readonly observe?: (row: Row) => void;
  /** Sees the state that a step is taken in, time having passed, and the step. */
  readonly before?: (row: Row, code: StepCode, atMs: number) => void;
  /** Steps at most. */
  readonly most?: number;
}

/** Runs one schedule to its end. The row and the record then hold how it ended. */
export function run(system: JudgedSystem, scheduler: Scheduler, on: Bench, options: RunOptions = {}): void {
  begin(system, scheduler, on);
  while (goesOn(system, scheduler, on, options));
}

/** The initial state; nothing has happened yet. */
export function begin(system: JudgedSystem, scheduler: Scheduler, { row, record }: Bench): void {
  system.initial(row);
  scheduler.begin();
  record.length = 0;
}

/** Takes the next step; false when there is none any more. */
export function goesOn(system: JudgedSystem, scheduler: Scheduler, on: Bench, options: RunOptions): boolean {
  const { row, options: pending, record } = on;
  const { length } = record;
  if (length >= (options.most ?? system.maxSteps) || system.finished(row)) return false;
  pending.count = 0;
  system.pending(row, pending);
  const chosen = pending.count === 0 ? -1 : scheduler.choose(pending);
  if (chosen < 0) return false;
  let now = length === 0 ? 0 : (record.at[length - 1] as number);
  if (scheduler.delayMs > 0) {
    system.advance(row, scheduler.delayMs);
    now += scheduler.delayMs;
  }
  const code = pending.code[chosen] as number;
  options.before?.(row, code, now);
  system.take(row, code);
  record.code[length] = code;
  record.at[length] = now;
  record.length = length + 1;
  options.observe?.(row);
  return true;
}
