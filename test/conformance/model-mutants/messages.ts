// Between the judge in its thread and whoever started it.
import type { Recorded } from '#properties/conformance/recorded.js';

export interface Brief {
  readonly recordings: readonly Recorded[];
  /** The question that is asked first: what found this model out before. */
  readonly first: string | null;
}

/** What the judge found out about a model. */
export interface Verdict {
  /** The question that it was found out by; null: it does all that Swarm did. */
  readonly killer: string | null;
  /** What differed. */
  readonly how: string;
}

/** Sent before each question, and then the verdict. */
export type Message = { readonly asks: string } | Verdict;
