import fc from 'fast-check';
import { createModel, type Model, type Scenario } from '#model/index.js';
import { shrink } from '#src/explore/shrink.js';
import { retrace, type RecordedStep } from '#src/explore/retrace.js';
import type { TraceStep } from '#src/explore/trace.js';
import { keyOf } from '#src/explore/batch.js';
import { scenarios } from './arbitraries.ts';
import { breachOf, watchedSwarm, type Breach, type Invariant, type WatchedSwarm } from './breach.ts';
import { narrowScenario } from './narrow.ts';
import type { BreachCase, Expectation } from './expectation.ts';

/** A schedule on which the model does what the engine did, and what is wrong then. */
export interface Witness {
  readonly claim: string;
  readonly source: string;
  readonly cases: readonly string[];
  /** What is wrong after the last step. */
  readonly breach: string;
  readonly scenario: Scenario;
  readonly schedule: readonly TraceStep[];
}

/** How many scenarios of a case are looked into at most, and from which seed they are drawn. */
export const SCENARIOS = 300;
export const SEED = 20_261_122;

const RUNS = 20;

/** Once there is a breach, so many more scenarios are looked into for a shorter one. */
const MORE = 10;

type Looked = Pick<BreachCase, 'says'>;

const watched = (m: Model, invariant: Invariant, { says = '' }: Looked): WatchedSwarm =>
  watchedSwarm(m, invariant.watch(m), (words) => words.includes(says));

/** What a search found: after how many scenarios of its kind it first did, and the shortest breach that it saw. */
export interface Found {
  readonly scenarios: number;
  readonly scenario: Scenario;
  readonly breach: Breach;
}

/** Looks for a schedule that breaks the expectation as in a case, in so many scenarios of its kind. */
export function searchBreach(expectation: Expectation, of: BreachCase, most: number, seed: number): Found | null {
  const sampled = fc.sample(scenarios(of.within), { numRuns: most + MORE, seed });
  const breachIn = (i: number): Found | null => {
    const scenario = sampled[i];
    if (scenario === undefined) return null;
    const schedule = { strategy: 'discrete-event', seed: seed + i } as const;
    const breach = breachOf(watched(createModel(scenario), expectation, of), schedule, RUNS);
    return breach === null ? null : { scenarios: i + 1, scenario, breach };
  };
  let first = 0;
  while (first < most && breachIn(first) === null) first++;
  if (first === most) return null;
  const found = Array.from({ length: MORE }, (_, i) => breachIn(first + i)).filter((one) => one !== null);
  const [shortest] = found.toSorted((a, b) => a.breach.schedule.code.length - b.breach.schedule.code.length);
  return shortest === undefined ? null : { ...shortest, scenarios: first + 1 };
}

/** The shortest witness that shrinking makes of a breach: the same thing is wrong, in the least scenario that has its steps. */
export function witnessOf(expectation: Expectation, of: BreachCase, { scenario, breach }: Found): Witness {
  const { system } = watched(createModel(scenario), expectation, of);
  const key = keyOf({ kind: 'broken', verdict: breach.words, facts: {} });
  const { schedule } = shrink(system, breach.schedule, key);
  const least = { ...narrowScenario(scenario, schedule), name: of.trace };
  return replayed(expectation, of, least, schedule);
}

/** Takes recorded steps again; an error says where they do not fit, or that nothing is wrong after them. */
export function replayed(
  expectation: Expectation,
  of: BreachCase,
  scenario: Scenario,
  schedule: readonly RecordedStep[],
): Witness {
  const { claim, source } = expectation;
  const { system } = watched(createModel(scenario), expectation, of);
  const again = retrace(system, schedule);
  if (!again.fits) throw new Error(`${of.trace}: step ${again.index + 1}: ${again.why}`);
  if (again.trace.outcome.kind !== 'broken') throw new Error(`${of.trace}: nothing is wrong after the last step`);
  const { verdict } = again.trace.outcome;
  return { claim, source, cases: of.cases, breach: verdict, scenario, schedule: again.trace.schedule };
}
