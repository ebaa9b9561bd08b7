import type { Invariant } from './breach.ts';
import type { Wanted } from './wanted.ts';

/** A way in which the real engine breaks an expectation. */
export interface BreachCase {
  /** The kept trace of it: test/traces/NAME.json. */
  readonly trace: string;
  /** Executed cases (section 12) that show it, or the sections that derive it. */
  readonly cases: readonly string[];
  /** Scenarios in which a breach is that one, and not some other. */
  readonly within: Wanted;
  /** Words that its breach has, where the scenarios alone do not tell it from others. */
  readonly says?: string;
}

/** What one would expect of an engine, and the real one does not keep: the model must be able to break it too. */
export interface Expectation extends Invariant {
  readonly brokenBy: readonly BreachCase[];
}
