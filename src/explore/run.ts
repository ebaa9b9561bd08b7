import type { Row } from '../layout/layout.ts';
import type { Scheduler } from './scheduler.ts';
import { stepList, type JudgedSystem, type StepList } from './transition-system.ts';

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
  /** Steps at most. */
  readonly most?: number;
}

/** Runs one schedule to its end. The row and the record then hold how it ended. */
export function run(system: JudgedSystem, scheduler: Scheduler, on: Bench, options: RunOptions = {}): void {
  const { row, options: pending, record } = on;
  const { observe, most = system.maxSteps } = options;
  system.initial(row);
  scheduler.begin();
  let now = 0;
  let length = 0;
  while (length < most && !system.finished(row)) {
    pending.count = 0;
    system.pending(row, pending);
    const chosen = pending.count === 0 ? -1 : scheduler.choose(pending);
    if (chosen < 0) break;
    if (scheduler.delayMs > 0) {
      system.advance(row, scheduler.delayMs);
      now += scheduler.delayMs;
    }
    const code = pending.code[chosen] as number;
    system.take(row, code);
    record.code[length] = code;
    record.at[length] = now;
    length++;
    observe?.(row);
  }
  record.length = length;
}
