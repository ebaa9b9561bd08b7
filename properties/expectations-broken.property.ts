import fc from 'fast-check';
import { createModel } from '#model/index.js';
import { scenarios } from './arbitraries.ts';
import type { Expectation } from './swarm-expectations.ts';
import { breachOf } from './breach.ts';

/** What a search found: the breach in words, and how many scenarios it looked into. */
export interface Found {
  readonly breach: string | null;
  readonly scenarios: number;
}

const RUNS = 20;

/** Looks for a schedule that breaks the expectation, in so many scenarios of its kind. */
export function searchBreach(expectation: Expectation, numRuns: number, seed: number): Found {
  const sampled = fc.sample(scenarios(expectation.within), { numRuns, seed });
  for (const [i, scenario] of sampled.entries()) {
    const breach = breachOf(createModel(scenario), expectation, { strategy: 'discrete-event', seed: seed + i }, RUNS);
    if (breach !== null) return { breach, scenarios: i + 1 };
  }
  return { breach: null, scenarios: numRuns };
}
