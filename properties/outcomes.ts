/** Outcomes of a run, by name: `truth-and-harness.md` section 5. */
export const OUTCOME_KINDS = [
  'true-pass',
  'lucky-pass',
  'late-crash',
  'masking-race',
  'honest-failure',
  'honest-timeout',
  'misattribution',
  'false-alarm',
  'late',
  'flagged',
  'unjudged',
  'error',
] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** What refutes a rule, whatever else does. */
export const REFUTING = 'masking-race' satisfies OutcomeKind;

/** The rule has passed, rightly or not. */
export const PASS_KINDS = [
  'true-pass',
  'lucky-pass',
  'late-crash',
  'masking-race',
] as const satisfies readonly OutcomeKind[];

/** Kinds that are worth a trace. */
export const FINDING_KINDS: ReadonlySet<OutcomeKind> = new Set(['masking-race', 'misattribution', 'false-alarm']);
