import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { GOOD } from '#properties/proof/bounds.js';
import { ALL_REDUCTIONS } from '#properties/proof/proof-system.js';
import { proofWorld, TICK_MS, type WorldParameters } from '#properties/proof/proof-world.js';
import { run, type ProofJob } from '#properties/proof/prove-world.js';
import { reachableIn } from '#src/explore/reachable.js';
import { crewOf } from '#src/explore/workers/crew.js';
import { packedRu, sharing } from '../../test/toys/ru-packed.ts';
import { RU_CONFIGURATIONS } from '../../test/toys/ru.ts';
import type { BenchOptions } from '../options.ts';
import type { Counts } from '../peers/ru.ts';
import { bestOf, type Time } from '../stopwatch.ts';

const THREADS = 2;
const NO_LIMITS = { states: Infinity, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true };

/** One space, searched by one thread and by several. */
export interface TogetherRow {
  readonly space: string;
  readonly counts: Counts;
  /** Both found as much, and what is known of RU. */
  readonly agrees: boolean;
  readonly alone: Time;
  readonly together: Time;
  readonly threads: number;
}

const KNOWN = {
  small: { states: 19_529, transitions: 69_507 },
  six: { states: 20_339_272, transitions: 91_166_185 },
} as const satisfies Partial<Record<keyof typeof RU_CONFIGURATIONS, Counts>>;

/** The largest world of the standard bounds, and a lag beside: 5.8 million states. */
const LARGE: WorldParameters = {
  ...GOOD,
  order: 'stop-first',
  failureAction: 'continue',
  rollbackAction: 'continue',
  fate: 'turns-unhealthy',
  memory: 'tight',
  lag: 1,
  leaderChanges: 1,
  moves: ['scale'],
  maxMoves: 1,
};

export async function measureTogether({ exhaustive: size }: BenchOptions): Promise<readonly TogetherRow[]> {
  const isBrief = size === 'small';
  const configuration = isBrief ? 'small' : 'six';
  const c = RU_CONFIGURATIONS[configuration];
  const folder = mkdtempSync(join(tmpdir(), 'sim-bench-'));
  try {
    const module = await packedRuModule(join(folder, 'ru-packed.mjs'));
    const crew = crewOf(THREADS, module, c);
    const ru = measure(`RU ${configuration}`, isBrief ? 1 : 3, {
      alone: () => reachableIn(packedRu(c), Infinity),
      together: () => crew.search(sharing(c), { limits: NO_LIMITS, untilMarked: false }),
    });
    const job = jobOver(isBrief ? GOOD : LARGE);
    const proving = import.meta.resolve('#properties/proof/prove-world.js');
    const world = measure('a world of Swarm, head-serves', 1, {
      alone: () => run(job, () => true),
      together: () => run(job, () => true, crewOf(THREADS, proving, job, isBrief ? 1 : undefined)),
    });
    const { states, transitions } = KNOWN[configuration];
    const isKnown = ru.counts.states === states && ru.counts.transitions === transitions;
    return [{ ...ru, agrees: ru.agrees && isKnown }, world];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Searches {
  readonly alone: () => Counts;
  readonly together: () => Counts;
}

function measure(space: string, attempts: number, searches: Searches): TogetherRow {
  const timed = (search: () => Counts): { readonly counts: Counts; readonly time: Time } => {
    let counts: Counts = { states: NaN, transitions: NaN };
    const time = bestOf(attempts, () => {
      const { states, transitions } = search();
      counts = { states, transitions };
    });
    return { counts, time };
  };
  const [alone, together] = [timed(searches.alone), timed(searches.together)];
  const agrees = JSON.stringify(alone.counts) === JSON.stringify(together.counts);
  return { space, counts: alone.counts, agrees, alone: alone.time, together: together.time, threads: THREADS };
}

function jobOver(parameters: WorldParameters): ProofJob {
  return {
    rule: 'head-serves',
    scenario: proofWorld('bench', parameters),
    tickMs: TICK_MS,
    refuting: ['masking-race', 'misattribution', 'false-alarm', 'late'],
    reductions: ALL_REDUCTIONS,
    limits: { states: Infinity, bytes: Infinity, depth: Infinity },
  };
}

/** Threads load JavaScript only. */
async function packedRuModule(outfile: string): Promise<string> {
  const entry = fileURLToPath(new URL('../../test/toys/ru-packed.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node' });
  return pathToFileURL(outfile).href;
}
