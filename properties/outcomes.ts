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

/** Kinds that are worth a trace. */
export const FINDING_KINDS: ReadonlySet<OutcomeKind> = new Set(['masking-race', 'misattribution', 'false-alarm']);
