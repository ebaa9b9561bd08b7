import type { TraceStep } from '../../explore/trace.ts';

/** One named mutant, and how it was told from its rule. */
export interface MutantResult {
  /** Section that says why it is wrong. */
  readonly id: string;
  readonly name: string;
  readonly of: string;
  readonly says: string;
  /** null: nothing tells it from its rule. */
  readonly kill: {
    readonly world: string;
    readonly kind: string;
    /** What the rule itself makes of the same schedule. */
    readonly unmutated: string;
    readonly steps: number;
    readonly schedule: readonly TraceStep[];
  } | null;
  /** Where it is not told from its rule: schedules on which both are fooled, each at another update status. */
  readonly alike: readonly {
    readonly world: string;
    readonly kind: string;
    readonly schedule: readonly TraceStep[];
  }[];
}

export interface StampResult {
  readonly kind: string;
  readonly rule: string;
  readonly isRed: boolean;
  readonly states: number;
  /** The shortest schedule on which it is not red; null: it is red. */
  readonly pass: readonly TraceStep[] | null;
}

/** What `sim prove --teeth` has to say. */
export interface TeethReport {
  readonly mutants: readonly MutantResult[];
  /** Each rule under another name, judged as its mutants are: one that does not survive says that the judge is wrong. */
  readonly canaries: readonly { readonly rule: string; readonly survives: boolean }[];
  readonly stamps: readonly StampResult[];
}

/** Every mutant killed, every canary alive, every wrong stamp red. */
export const hasTeeth = ({ mutants, canaries, stamps }: TeethReport): boolean =>
  mutants.every(({ kill }) => kill !== null) &&
  canaries.every(({ survives }) => survives) &&
  stamps.every(({ isRed }) => isRed);
