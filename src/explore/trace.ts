import type { Outcome, Step } from './transition-system.ts';

/** One step of a schedule: when it was taken (virtual ms from the start), what it was, and what could be seen right after it. */
export interface TraceStep extends Step {
  readonly atMs: number;
  readonly shows: Readonly<Record<string, string>>;
}

/** A schedule and what came of it. Holds no wall-clock time, host name or path: same input, same bytes. */
export interface Trace {
  readonly outcome: Outcome;
  /** Steps up to the harm and up to the verdict (clock advances are no steps). */
  readonly steps: number;
  readonly stepsToVerdict: number;
  readonly schedule: readonly TraceStep[];
  /** Where the same schedule, run once more, went otherwise: somebody outside the system does not do the same each time. */
  readonly unsteady?: string;
  /** The last that whoever is outside said for people to read. Not compared, and not written into trace files. */
  readonly said?: string;
}
