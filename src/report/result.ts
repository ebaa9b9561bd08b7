import type { Coverage, ExploreVerdict, Finding } from '../explore/outcome.ts';
import type { TraceStep } from '../explore/trace.ts';

/** One finding and the trace file that was written for it. */
export interface WrittenFinding {
  readonly finding: Finding;
  /** Path of the trace file from the working directory, as `--out` gave it. */
  readonly file: string;
  /** What is in that file. */
  readonly traceFile: object;
}

/** One rule searched in one scenario. */
export interface RuleResult {
  readonly rule: string;
  readonly scenario: string;
  readonly outcome: ExploreVerdict;
  readonly coverage: Coverage;
  readonly findings: readonly WrittenFinding[];
}

export interface ExploreReport {
  readonly seed: number;
  /** The folder of the trace files. */
  readonly out: string;
  /** All kinds of outcome, in the order of the table. */
  readonly kinds: readonly string[];
  readonly refuting: ReadonlySet<string>;
  readonly results: readonly RuleResult[];
}

/** What is shown of one finding, whether it was just found or read back from a trace file. */
export interface ShownFinding {
  readonly rule: string;
  readonly scenario: string;
  readonly kind: string;
  readonly verdict: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly strategy: string;
  readonly schedules: number;
  readonly steps: number;
  readonly stepsToVerdict: number;
  readonly schedule: readonly TraceStep[];
  /** Where it went otherwise when it was run once more. */
  readonly unsteady?: string | undefined;
  readonly file: string;
}
