import { FINDING_KINDS } from '#properties/outcomes.js';
import { systemOf } from '#properties/system-of.js';
import { search } from '#src/cli/search.js';
import { runBatch } from '#src/explore/batch.js';
import { planBatches } from '#src/explore/explore.js';
import { defaultScenarios } from '#src/scenario/presets.js';
import type { BenchOptions } from '../options.ts';
import { watchMemory, type MemoryFigures } from '../watch-memory.ts';

const RULE = 'cc-ci/v3';
const SEED = 1;
const BATCH_RUNS = 250;

export interface MemoryRow extends MemoryFigures {
  readonly loop: string;
  readonly steps: number;
}

function scenarioToSearch() {
  const scenario = defaultScenarios()[0]?.scenario;
  if (scenario === undefined) throw new Error('invariant broken: there is no default scenario');
  return scenario;
}

/** Batches of the default portfolio, one after the other, nothing kept of any. */
export function measureBatchMemory({ memorySeconds }: BenchOptions): MemoryRow {
  const system = systemOf({ scenario: scenarioToSearch(), rule: RULE });
  const memory = watchMemory(memorySeconds);
  let steps = 0;
  for (let first = 0; memory.hasTimeLeft(); first++) {
    for (const batch of planBatches('auto', BATCH_RUNS, SEED, first))
      steps += runBatch(system, batch, FINDING_KINDS).steps;
    memory.sample();
  }
  return { loop: 'batches alone', steps, ...memory.figures() };
}

/** The same through the whole of `sim explore --for`, what it keeps included. */
export async function measureSearchMemory({ memorySeconds }: BenchOptions): Promise<MemoryRow> {
  const memory = watchMemory(memorySeconds);
  let steps = 0;
  await search({
    rule: RULE,
    scenario: scenarioToSearch(),
    strategy: 'auto',
    budget: { ms: memorySeconds * 1_000 },
    seed: SEED,
    workers: 1,
    refuting: new Set(['masking-race']),
    onProgress: (progress) => {
      steps = progress.steps;
      memory.sample();
    },
  });
  return { loop: 'the whole search', steps, ...memory.figures() };
}
