import type { Mutant } from './mutant.ts';
import { MUTANTS_OF_HEAD_SERVES } from './of-head-serves.ts';
import { MUTANTS_OF_V3 } from './of-v3.ts';

/** Every named mutant, `rules-under-test` section 4. They are no rules: the catalogue does not know them. */
export const MUTANTS: readonly Mutant[] = [...MUTANTS_OF_V3, ...MUTANTS_OF_HEAD_SERVES];
