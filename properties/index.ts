export { FINDING_KINDS, OUTCOME_KINDS, type OutcomeKind } from './outcomes.ts';
export { CAUSES, type Cause } from './truth.ts';
export { watchedRollout } from './watched-rollout.ts';
