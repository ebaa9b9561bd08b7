import { OUTCOME_KINDS } from '#properties/outcomes.js';
import { CAUSES } from '#properties/truth.js';
import { LIMITS } from '#src/explore/breadth-first.js';
import { EXPLORE_VERDICTS, FOUND_BY } from '#src/explore/outcome.js';
import { FLAWS, PROOF_OUTCOMES } from '#src/explore/prove.js';
import type { PublishedNames } from '#src/scenario/explore-result-schema.js';

/** The names in published schemas that belong to other folders. */
export const publishedNames: PublishedNames = {
  outcomes: OUTCOME_KINDS,
  strategies: FOUND_BY,
  causes: CAUSES,
  verdicts: EXPLORE_VERDICTS,
  proofOutcomes: PROOF_OUTCOMES,
  limits: LIMITS,
  flaws: FLAWS,
};
