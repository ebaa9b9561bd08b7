import type { Evidence } from '../../port/evidence.ts';

/** `unverified` blocks: nothing was found wrong, and nothing was proved. `skip`: the rule does not look at this service. */
export type CheckStatus = 'pass' | 'fail' | 'skip' | 'unverified';

export interface Tasks {
  readonly running: number;
  readonly coming: number;
  readonly leaving: number;
  readonly dead: number;
}

/** How a service stood when it was last read. null: what was not read. */
export interface ServiceShown {
  readonly name: string;
  readonly updateState: string | null;
  readonly stamp: string | null;
  readonly carriesHead: boolean;
  readonly wanted: number | null;
  /** Observed running, of whatever spec, where tasks were counted and not listed. */
  readonly running: number | null;
  readonly tasks: { readonly head: Tasks; readonly other: Tasks } | null;
}

export interface ServiceResult extends ServiceShown {
  readonly status: CheckStatus;
  /** Why it is not `pass`, in words; null where there is nothing to say of this service. */
  readonly says: string | null;
}

/** What `sim check` found. Every format shows this and nothing else. */
export interface CheckResult {
  readonly stack: string;
  readonly head: string;
  readonly rule: string;
  readonly status: Exclude<CheckStatus, 'skip'>;
  /** As the rule said it. `error`: the engine never answered. */
  readonly verdict: 'pass' | 'fail' | 'undecided' | 'error';
  /** A word for programs, and a sentence for people. */
  readonly reason: { readonly code: string; readonly words: string };
  readonly claim: { readonly holds: boolean; readonly limits: readonly string[] };
  readonly services: readonly ServiceResult[];
  readonly evidence: readonly Evidence[];
  /** Why there is less evidence than there could be. */
  readonly evidenceMissing: string | null;
  readonly timings: {
    readonly elapsedMs: number;
    readonly timeoutMs: number;
    readonly intervalMs: number;
    /** How long nothing may change before the rule passes; null: it waits for no such thing, or had not got so far. */
    readonly windowMs: number | null;
    readonly reads: number;
    readonly rounds: number;
  };
}
