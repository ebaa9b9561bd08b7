import { chain } from '../chain.ts';
import { convergedV0 } from '../converged-v0.ts';
import type { Judge, JudgeContext } from '../judge.ts';

/**
 * Portainer, as `rules-under-test` section 5 has it: running tasks of any spec are as many as wanted. That is v0, and nothing
 * after it.
 */
export const portainer = (context: JudgeContext): Judge => chain(convergedV0(context));
