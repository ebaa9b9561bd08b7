import fc from 'fast-check';
import { createModel } from '#model/index.js';
import { scenarios, schedules } from './arbitraries.ts';
import { breachOf, type Invariant } from './breach.ts';

const RUNS = 4;

/** On any schedule of any scenario the invariant is kept. */
export const isKept = (invariant: Invariant) =>
  fc.property(scenarios(), schedules, (scenario, schedule) => {
    const breach = breachOf(createModel(scenario), invariant, schedule, RUNS);
    if (breach !== null) throw new Error(`${invariant.claim}: ${breach}`);
  });
