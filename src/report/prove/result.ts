import type { Flaw, Limit, ProofFigures } from '../../explore/prove.ts';
import type { Trace } from '../../explore/trace.ts';
import type { WrittenFinding } from '../result.ts';

/** What came of one world: its search, and the way to what refutes the rule. */
export interface WorldResult extends ProofFigures {
  readonly world: string;
  readonly counterexample: Counterexample | null;
  readonly passes: Passes | null;
}

/** When good heads were passed, in ms after the last write to the store; where that is claimed, and any was. */
interface Passes {
  /** By when they have to be, in this world. */
  readonly promisedMs: number;
  readonly earliestMs: number;
  readonly latestMs: number;
}

interface Counterexample {
  /** Steps and ticks of the search to it. */
  readonly depth: number;
  readonly kind: string;
  readonly trace: Trace;
  readonly robustness: 'robust' | 'boundary' | null;
}

/** One rule over the whole family of worlds. Of a rule that is refuted the figures are those of the world that refutes it; memory is that of the search that took the most. */
export interface RuleProof extends Omit<ProofFigures, 'limit' | 'flaw'> {
  readonly rule: string;
  /** Kinds of outcome that refute it. */
  readonly refuting: readonly string[];
  readonly worlds: readonly WorldResult[];
  /** The world with the shortest counterexample, and its trace; null: there is none. */
  readonly refuted: {
    readonly world: string;
    readonly robustness: 'robust' | 'boundary' | null;
    readonly written: WrittenFinding;
  } | null;
  /** Over all worlds, with the least time that was left of what was promised; null: no promise is made, or nothing was passed. */
  readonly passes: (Omit<Passes, 'promisedMs'> & { readonly leastLeftMs: number }) | null;
  /** A bug of the model that a search has met: nothing is claimed then. */
  readonly flaw: { readonly world: string; readonly flaw: Flaw } | null;
  /** The first limit that a search met, and in how many worlds one did. */
  readonly limited: { readonly limit: Limit; readonly worlds: number } | null;
}

/** What `sim prove` has to say; the certificate. */
export interface ProofReport {
  readonly bounds: { readonly name: string; readonly says: readonly string[]; readonly worlds: readonly string[] };
  readonly tickMs: number;
  readonly reductions: readonly string[];
  /** SHA-256 of what was run: the rules, the model, truth and search. */
  readonly digests: Readonly<Record<string, string>>;
  readonly kinds: readonly string[];
  readonly results: readonly RuleProof[];
}
