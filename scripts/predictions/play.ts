import type { OutcomeKind } from '#properties/outcomes.js';
import type { Scenario } from '#model/scenario.js';

/** What the explorer says of a rule in a scenario, and the engine is to show. */
export interface Claim {
  readonly name: string;
  readonly rule: string;
  readonly kind: OutcomeKind;
  /** The update status by which the rule went on to health; null: any. */
  readonly statusRead: string | null;
  /** Null: any, as long as the head is not what runs. */
  readonly cause: string | null;
  /** False: it is neither to be found nor to be seen; the scenario is the counterpart of one in which it is. */
  readonly expected: boolean;
}

/** A scenario that explorer and engine both play, and the claims that are looked for in it. */
export interface Play {
  readonly name: string;
  readonly scenario: Scenario;
  readonly claims: readonly Claim[];
  /** How many services are deployed at the same time. */
  readonly sideBySide: number;
  /** Exactly these, or fewer where fewer are asked for; Infinity: as many as are asked for, or until all is seen. */
  readonly mostRuns: number;
  /** A budget that all containers of the engine share, as scripts/engine takes it. */
  readonly memory: string | null;
  /** What differs from one play to the other, for people. */
  readonly parameters: string;
}
