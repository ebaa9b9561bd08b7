import type { Row } from '../layout/layout.ts';
import { begin, goesOn, type Bench, type RunOptions } from './run.ts';
import type { Scheduler } from './scheduler.ts';
import type { JudgedSystem } from './transition-system.ts';

/**
 * A system one of whose actors is outside: whoever was given an answer has to say what it does next before it is known which steps
 * are pending. `initial` begins with a new one.
 */
export interface AskedSystem extends JudgedSystem {
  /** Null when it is known what is pending in this state; otherwise to be waited for, and asked again. */
  ready(row: Row): Promise<void> | null;
  /** The last that whoever is outside said for people to read. No part of what happened. */
  said?(): string;
  /** Ends what is left of the run outside. */
  end(): Promise<void>;
}

/** Until it is known what is pending. */
export async function untilReady(system: AskedSystem, row: Row): Promise<void> {
  for (let wait = system.ready(row); wait !== null; wait = system.ready(row)) await wait;
}

/** As `run`; whatever comes of it, nothing of the run is left outside. */
export async function runAsked(
  system: AskedSystem,
  scheduler: Scheduler,
  on: Bench,
  options: RunOptions = {},
): Promise<void> {
  begin(system, scheduler, on);
  try {
    do {
      await untilReady(system, on.row);
    } while (goesOn(system, scheduler, on, options));
  } finally {
    await system.end();
  }
}
