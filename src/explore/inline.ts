import { runBatch } from './batch.ts';
import type { Executor } from './explore.ts';
import { shrink } from './shrink.ts';
import type { JudgedSystem } from './transition-system.ts';

/** Does the work in this thread. */
export function inlineExecutor(system: JudgedSystem, filed: ReadonlySet<string>): Executor {
  return {
    // A macrotask between two batches lets signals and progress through.
    runBatch: (batch) => Promise.resolve().then(() => runBatch(system, batch, filed)),
    shrink: (schedule, key) => Promise.resolve().then(() => shrink(system, schedule, key)),
  };
}
