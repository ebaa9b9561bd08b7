/** A drill as reports show it: words and numbers only. */
export interface DrillReport {
  readonly place: string;
  readonly engine: string;
  readonly namespace: string;
  readonly image: string;
  readonly head: string;
  readonly rules: readonly RuleShown[];
  readonly runs: readonly RunShown[];
  readonly notes: readonly string[];
  /** What could not be removed. */
  readonly leftBehind: readonly string[];
  readonly tookMs: number;
  readonly outcome: 'stands' | 'fooled' | 'undecided';
}

export interface RuleShown {
  readonly name: string;
  /** Whether it counts that it was fooled. */
  readonly counted: boolean;
}

export interface RunShown {
  readonly drill: string;
  readonly summary: string;
  readonly order: string;
  readonly truth: string;
  /** Null: none, or not known. */
  readonly cause: string | null;
  readonly status: string;
  readonly tookMs: number;
  readonly rulings: readonly RulingShown[];
}

export interface RulingShown {
  readonly rule: string;
  /** `pass`, `fail(rolled-back)` */
  readonly verdict: string;
  readonly outcome: string;
  /** From the deploy. */
  readonly afterMs: number;
}

/** What a rule is fooled by. */
export const FOOLS: ReadonlySet<string> = new Set(['masking-race', 'false-alarm']);
/** On what nothing can be said. */
export const UNKNOWN: ReadonlySet<string> = new Set(['unjudged', 'error']);
