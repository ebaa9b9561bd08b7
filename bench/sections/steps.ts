import { systemOf } from '#properties/system-of.js';
import { FINDING_KINDS } from '#properties/outcomes.js';
import { runBatch } from '#src/explore/batch.js';
import { planBatches } from '#src/explore/explore.js';
import { STRATEGIES, type Strategy } from '#src/explore/outcome.js';
import type { JudgedSystem } from '#src/explore/transition-system.js';
import { defaultScenarios } from '#src/scenario/presets.js';
import type { BenchOptions } from '../options.ts';
import { bestOfThree, perSecond, repeatsFor, type Time } from '../stopwatch.ts';

const RULES = ['cc-ci/v3', 'head-serves'] as const;
const SEED = 1;
const WARM_UP_MS = 500;

export interface StepsRow extends Time {
  readonly scenario: string;
  readonly rule: string;
  readonly strategy: Strategy;
  readonly bytesAState: number;
  readonly schedules: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly stepsPerCpuSecond: number;
}

/** Model steps a second in the inner loop that `sim explore` runs: scheduler, model, judge, truth, coverage. */
export function measureSteps(options: BenchOptions): readonly StepsRow[] {
  warmUp(options);
  return defaultScenarios().flatMap(({ scenario }) =>
    RULES.flatMap((rule) => {
      const system = systemOf({ scenario, rule });
      const about = { scenario: scenario.name, rule, bytesAState: system.stride * 4 };
      return STRATEGIES.map((strategy) => ({ ...about, ...measured(system, strategy, options) }));
    }),
  );
}

/** The first row would pay for the compiler otherwise. */
function warmUp({ batchRuns }: BenchOptions): void {
  const systems = defaultScenarios().flatMap(({ scenario }) => RULES.map((rule) => systemOf({ scenario, rule })));
  repeatsFor(WARM_UP_MS, () => systems.map((system) => stepsOf(system, 'discrete-event', batchRuns)));
}

function measured(system: JudgedSystem, strategy: Strategy, { attemptMs, batchRuns }: BenchOptions) {
  const schedules = batchRuns * repeatsFor(attemptMs, () => stepsOf(system, strategy, batchRuns));
  let steps = 0;
  const time = bestOfThree(() => {
    steps = stepsOf(system, strategy, schedules);
  });
  return {
    strategy,
    schedules,
    steps,
    ...time,
    stepsPerSecond: perSecond(steps, time.wallMs),
    stepsPerCpuSecond: perSecond(steps, time.cpuMs),
  };
}

function stepsOf(system: JudgedSystem, strategy: Strategy, schedules: number): number {
  const batches = planBatches(strategy, schedules, SEED);
  return batches.reduce((steps, batch) => steps + runBatch(system, batch, FINDING_KINDS).steps, 0);
}
