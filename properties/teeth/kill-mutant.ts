import type { Scenario } from '#model/index.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import type { Mutant } from '#src/assertions/mutants/mutant.js';
import { runBatch, type Sighting } from '#src/explore/batch.js';
import type { Strategy } from '#src/explore/outcome.js';
import { shrink } from '#src/explore/shrink.js';
import type { Trace } from '#src/explore/trace.js';
import type { JudgedSystem, Outcome } from '#src/explore/transition-system.js';
import type { OutcomeKind } from '../outcomes.ts';
import { watchedRollout } from '../watched-rollout.ts';
import { beside, UNMUTATED } from './beside.ts';
import { rightlyStamped, teethWorlds } from './teeth-worlds.ts';

/** How a mutant was told from its rule, on one schedule. */
export interface Kill {
  readonly mutant: string;
  readonly world: string;
  readonly outcome: Outcome;
  /** The outcome of the unmutated rule there. */
  readonly unmutated: OutcomeKind;
  readonly trace: Trace;
}

/** It passes, or names a wrong cause. */
const WRONG: ReadonlySet<string> = new Set<OutcomeKind>(['masking-race', 'misattribution', 'false-alarm']);
/** It gives up. */
const MUTE: ReadonlySet<string> = new Set<OutcomeKind>(['honest-timeout', 'late']);
/** The rule does neither: it is right, or says that it does not know. */
const SOUND: ReadonlySet<string> = new Set<OutcomeKind>([
  'true-pass',
  'late-crash',
  'honest-failure',
  'honest-timeout',
  'late',
  'error',
]);
/** The rule says what is so. */
const TELLING: ReadonlySet<string> = new Set<OutcomeKind>(['true-pass', 'honest-failure']);

const SEED = 1;
const RUNS = 250;
const TURNS: readonly Strategy[] = ['discrete-event', 'urw', 'pct', 'discrete-event', 'coverage', 'urw'];

/** A short schedule that tells the mutant from its rule; null: none, in the world that it needs or in any whose head is right. */
export function killMutant(mutant: Mutant): Kill | null {
  const [worth, allowed] = mutant.isMute === true ? [MUTE, TELLING] : [WRONG, SOUND];
  for (const world of worldsFor(mutant)) {
    const system = besideRule(world, mutant, worth);
    for (const sightings of turns(system, worth)) {
      const telling = sightings.filter(({ outcome }) => allowed.has(outcome.facts[UNMUTATED] ?? ''));
      if (telling.length > 0) return { mutant: mutant.name, world: world.name, ...shortest(system, telling) };
    }
  }
  return null;
}

/**
 * What a mutant that nothing tells from its rule does to both, in the first world in which it does anything: a shortest schedule for
 * each update status at the verdict.
 */
export function fooledAlike(mutant: Mutant): readonly Kill[] {
  for (const world of worldsFor(mutant)) {
    const system = besideRule(world, mutant, WRONG);
    const alike = new Map<string, Sighting[]>();
    for (const sighting of [...turns(system, WRONG)].flat()) {
      const { kind, facts } = sighting.outcome;
      const status = facts['status'] ?? '';
      if (facts[UNMUTATED] === kind) alike.set(status, [...(alike.get(status) ?? []), sighting]);
    }
    if (alike.size === 0) continue;
    return [...alike.values()].map((sightings) => {
      const nearest = sightings.sort((a, b) => a.schedule.code.length - b.schedule.code.length).slice(0, MOST_SHRUNK);
      return { mutant: mutant.name, world: world.name, ...shortest(system, nearest) };
    });
  }
  return [];
}

const MOST_SHRUNK = 3;

/** The world that it needs, or any whose head is right. */
const worldsFor = ({ needs }: Mutant): readonly Scenario[] =>
  needs === undefined ? rightlyStamped() : teethWorlds().filter(({ name }) => name === needs);

const besideRule = (world: Scenario, { rule, of }: Mutant, worth: ReadonlySet<string>): JudgedSystem =>
  beside(watchedRollout(world, rule), watchedRollout(world, ruleNamed(of)), worth);

/** What is seen turn by turn; the next turn is taken only when it is asked for. */
function* turns(system: JudgedSystem, worth: ReadonlySet<string>): Generator<readonly Sighting[]> {
  for (const [index, strategy] of TURNS.entries()) {
    yield runBatch(system, { index, strategy, runs: RUNS, seed: SEED }, worth).sightings;
  }
}

function shortest(system: JudgedSystem, sightings: readonly Sighting[]): Pick<Kill, 'outcome' | 'unmutated' | 'trace'> {
  const traces = sightings.map(({ schedule, key }) => shrink(system, schedule, key));
  const [trace] = traces.sort((a, b) => a.schedule.length - b.schedule.length);
  if (trace === undefined) throw new Error('invariant broken: no sighting');
  const { outcome } = trace;
  return { outcome, unmutated: outcome.facts[UNMUTATED] as OutcomeKind, trace };
}
