import { systemOf } from '#properties/system-of.js';
import { runBatch, type Batch } from '#src/explore/batch.js';
import { planBatches } from '#src/explore/explore.js';
import { STRATEGIES, type Strategy } from '#src/explore/outcome.js';
import type { JudgedSystem } from '#src/explore/transition-system.js';
import { defaultScenarios } from '#src/scenario/presets.js';
import type { BenchOptions } from '../options.ts';

const RULES = ['cc-ci/v3', 'cc-ci/v4'] as const;
const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const RACE = new Set(['masking-race']);
/** A batch's first runs are the same however many follow, so most of a batch need not be run to find its first race. */
const PREFIXES = [4, 16, 64] as const;

export interface RacesRow {
  readonly scenario: string;
  readonly rule: string;
  readonly strategy: 'auto' | Strategy;
  readonly seeds: number;
  /** Seeds that found a race before they gave up. */
  readonly found: number;
  readonly limit: number;
  /** Schedules until the first masking race; null where the seed in question gave up. */
  readonly median: number | null;
  readonly least: number | null;
  readonly most: number | null;
}

export function measureRaces({ raceLimit }: BenchOptions): readonly RacesRow[] {
  return defaultScenarios().flatMap(({ scenario }) =>
    RULES.flatMap((rule) => {
      const system = systemOf({ scenario, rule });
      const strategies = ['auto', ...STRATEGIES] as const;
      return strategies.map((strategy) => ({
        scenario: scenario.name,
        rule,
        strategy,
        limit: raceLimit,
        ...spread(SEEDS.map((seed) => schedulesUntilRace(system, strategy, seed, raceLimit))),
      }));
    }),
  );
}

function schedulesUntilRace(system: JudgedSystem, strategy: 'auto' | Strategy, seed: number, limit: number): number {
  let before = 0;
  for (const batch of planBatches(strategy, limit, seed)) {
    const first = firstRace(system, batch);
    if (first < Infinity) return before + first + 1;
    before += batch.runs;
  }
  return Infinity;
}

/** The position in its batch of the first run that ends in a masking race. */
function firstRace(system: JudgedSystem, batch: Batch): number {
  for (const most of [...PREFIXES, batch.runs]) {
    const { sightings } = runBatch(system, { ...batch, runs: Math.min(most, batch.runs) }, RACE);
    const first = Math.min(...sightings.map(({ firstRun }) => firstRun));
    if (first < Infinity) return first;
  }
  return Infinity;
}

function spread(schedules: readonly number[]): Pick<RacesRow, 'seeds' | 'found' | 'median' | 'least' | 'most'> {
  const sorted = [...schedules].sort((a, b) => a - b);
  const orNull = (value: number | undefined): number | null =>
    value === undefined || value === Infinity ? null : value;
  const middle = ((sorted[(sorted.length - 1) >> 1] ?? Infinity) + (sorted[sorted.length >> 1] ?? Infinity)) / 2;
  return {
    seeds: schedules.length,
    found: schedules.filter((count) => count < Infinity).length,
    median: orNull(middle),
    least: orNull(sorted[0]),
    most: orNull(sorted.at(-1)),
  };
}
