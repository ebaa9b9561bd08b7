import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GOOD } from '#properties/proof/bounds.js';
import { ALL_REDUCTIONS } from '#properties/proof/proof-system.js';
import { proofWorld, TICK_MS, type WorldParameters } from '#properties/proof/proof-world.js';
import { run, type ProofJob } from '#properties/proof/prove-world.js';
import { reachableIn } from '#src/explore/reachable.js';
import { aidesFrom } from '#src/explore/workers/aides.js';
import { writeModule } from '../../test/bundling.ts';
import { packedRu, packedRuAhead } from '../../test/toys/ru-packed.ts';
import { RU_CONFIGURATIONS, type RuParameters } from '../../test/toys/ru.ts';
import type { BenchOptions } from '../options.ts';
import type { Counts } from '../peers/ru.ts';
import { inOwnProcess } from '../own-process.ts';
import { areSame, KNOWN, leastOf, searched, type Searched } from '../searched.ts';
import { ATTEMPTS, type Time } from '../stopwatch.ts';
import { LARGE } from '../worlds.ts';

const THREADS = 2;

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

/** A search that is made in a process of its own. */
export interface OneSearch {
  /** A configuration of RU, or a world of Swarm. */
  readonly space: keyof typeof RU_CONFIGURATIONS | 'swarm' | 'small swarm';
  readonly threads: number;
}

export async function measureOne({ space, threads }: OneSearch): Promise<Searched> {
  const isSwarm = space === 'swarm' || space === 'small swarm';
  const search = isSwarm ? searchSwarm(space === 'swarm', threads) : await searchRu(RU_CONFIGURATIONS[space], threads);
  return searched(1, search);
}

export function measureTogether({ exhaustive: size }: BenchOptions): readonly TogetherRow[] {
  const configuration = size === 'small' ? 'small' : 'six';
  const attempts = size === 'small' ? 1 : ATTEMPTS;
  const ru = compare(configuration, attempts);
  const isKnown = areSame(ru.counts, KNOWN[configuration]);
  const swarm = compare(size === 'small' ? 'small swarm' : 'swarm', attempts);
  return [
    { space: `RU ${configuration}`, ...ru, agrees: ru.agrees && isKnown },
    { space: 'a world of Swarm, head-serves', ...swarm },
  ];
}

function compare(space: OneSearch['space'], attempts: number): Omit<TogetherRow, 'space'> {
  const alone = bestInOwnProcesses({ space, threads: 1 }, attempts);
  const together = bestInOwnProcesses({ space, threads: THREADS }, attempts);
  return { counts: alone, agrees: areSame(alone, together), alone, together, threads: THREADS };
}

/** The least of so many attempts. */
export function bestInOwnProcesses(search: OneSearch, attempts: number): Searched {
  return leastOf(Array.from({ length: attempts }, () => inOwnProcess('one-search', search) as Searched));
}

async function searchRu(c: RuParameters, threads: number): Promise<() => Counts> {
  if (threads === 1) return () => reachableIn(packedRu(c), Infinity);
  const folder = mkdtempSync(join(tmpdir(), 'sim-bench-'));
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const aides = aidesFrom(threads - 1, await writeModule('test/toys/ru-packed.ts', join(folder, 'ru-packed.mjs')), c);
  return () => reachableIn(packedRuAhead(c, aides), Infinity);
}

function searchSwarm(isLarge: boolean, threads: number): () => Counts {
  const job = jobOver(isLarge ? LARGE : GOOD);
  const always = (): boolean => true;
  if (threads === 1) return () => run(job, always);
  const proving = import.meta.resolve('#properties/proof/prove-world.js');
  return () => run(job, always, aidesFrom(threads - 1, proving, job, isLarge ? undefined : 1));
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
