import { runBatch } from './batch.ts';
import type { Executor } from './explore.ts';
import { shrink } from './shrink.ts';
import type { JudgedSystem } from './transition-system.ts';

export interface InlineOptions {
  readonly system: JudgedSystem;
  /** Kinds of outcome that are worth a schedule. */
  readonly filed: ReadonlySet<string>;
  /** Waited for between two pieces of work, so that signals and progress have their turn. */
  readonly breathe?: () => Promise<void>;
}

/** Does the work in this thread, a piece at a time. */
export function inlineExecutor({ system, filed, breathe }: InlineOptions): Executor {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => T): Promise<T> => {
    const mine = last.then(() => breathe?.()).then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    runBatch: (batch) => inTurn(() => runBatch(system, batch, filed)),
    shrink: ({ schedule, key }) => inTurn(() => shrink(system, schedule, key)),
  };
}
