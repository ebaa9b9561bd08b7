import type { Flaw, Limit } from './prove.ts';
import type { Outcome } from './transition-system.ts';
import type { Trace } from './trace.ts';

export const STRATEGIES = ['discrete-event', 'urw', 'coverage', 'pct', 'uniform'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** How a finding came about: a strategy of sampling search, or the search of every state. */
export const FOUND_BY = [...STRATEGIES, 'exhaustive'] as const;
type FoundBy = (typeof FOUND_BY)[number];

/** One group of bad runs, with its shortest known schedule. */
export interface Finding extends Outcome {
  /** Steps of the shrunk trace up to the harm, clock advances not counted. */
  readonly steps: number;
  /** Steps of the shrunk trace up to the verdict. */
  readonly stepsToVerdict: number;
  /** The strategy that found it first. */
  readonly strategy: FoundBy;
  /** How many schedules the whole search had run when it was first found; of an exhaustive search, how many states it had found. */
  readonly schedules: number;
  readonly trace: Trace;
}

/** The finding that a trace is: who found it, and after how many schedules (or states). */
export function findingOf(trace: Trace, strategy: FoundBy, schedules: number): Finding {
  const { outcome, steps, stepsToVerdict } = trace;
  return { ...outcome, steps, stepsToVerdict, strategy, schedules, trace };
}

/**
 * What a search covered. Of a sampling search never a claim about what it did not sample; of one of every state `runs` are the states
 * in which runs end, `steps` the transitions, and `distinctStates` is no estimate.
 */
export interface Coverage {
  readonly runs: number;
  readonly steps: number;
  /** Distinct states seen, clocks aside: an estimate (HyperLogLog, standard error below 1 %). */
  readonly distinctStates: number;
  readonly seconds: number;
  /** How many runs ended in each outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Of a search of every state. */
  readonly exhaustive?: Exhaustion;
}

/** What a search of every state was about, and how far it went. */
export interface Exhaustion {
  /** In words. */
  readonly bounds: readonly string[];
  readonly tickMs: number;
  readonly states: number;
  readonly transitions: number;
  /** Steps and ticks to the state that is furthest away. */
  readonly depth: number;
  readonly peakBytes: number;
  /** Which limit ended it; null: none. */
  readonly limit: Limit | null;
  /** The first bug of the model that was met; then nothing else is claimed. */
  readonly flaw: Flaw | null;
}

/**
 * `refuted`: a refuting outcome was found. `survived`: none in this budget. `unwitnessed`: none, and no witness either. Of a search of
 * every state `proved`: there is none; `undecided`: a limit or a bound was met.
 */
export const EXPLORE_VERDICTS = ['refuted', 'survived', 'unwitnessed', 'proved', 'undecided'] as const;
export type ExploreVerdict = (typeof EXPLORE_VERDICTS)[number];

export interface ExploreResult {
  readonly outcome: ExploreVerdict;
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
}
