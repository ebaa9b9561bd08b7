import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
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
import { RU_CONFIGURATIONS, type RuParameters } from '../../test/toys/ru.ts';
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

/** A search that is made in a process of its own, as a program would: what another one has left warm or mixed does not count. */
export interface OneSearch {
  /** A configuration of RU, or a world of Swarm. */
  readonly space: keyof typeof RU_CONFIGURATIONS | 'swarm' | 'small swarm';
  readonly threads: number;
}

export interface Searched extends Counts, Time {}

export async function measureOne({ space, threads }: OneSearch): Promise<Searched> {
  const isSwarm = space === 'swarm' || space === 'small swarm';
  const search = isSwarm ? searchSwarm(space === 'swarm', threads) : await searchRu(RU_CONFIGURATIONS[space], threads);
  let counts: Counts = { states: NaN, transitions: NaN };
  const time = bestOf(1, () => {
    const { states, transitions } = search();
    counts = { states, transitions };
  });
  return { ...counts, ...time };
}

export function measureTogether({ exhaustive: size }: BenchOptions): readonly TogetherRow[] {
  const configuration = size === 'small' ? 'small' : 'six';
  const { states, transitions } = KNOWN[configuration];
  const ru = compare(configuration, size === 'small' ? 1 : 3);
  const isKnown = ru.counts.states === states && ru.counts.transitions === transitions;
  const swarm = compare(size === 'small' ? 'small swarm' : 'swarm', 1);
  return [
    { space: `RU ${configuration}`, ...ru, agrees: ru.agrees && isKnown },
    { space: 'a world of Swarm, head-serves', ...swarm },
  ];
}

function compare(space: OneSearch['space'], attempts: number): Omit<TogetherRow, 'space'> {
  const alone = bestInOwnProcesses({ space, threads: 1 }, attempts);
  const together = bestInOwnProcesses({ space, threads: THREADS }, attempts);
  const agrees = alone.states === together.states && alone.transitions === together.transitions;
  return { counts: alone, agrees, alone, together, threads: THREADS };
}

/** The least of so many attempts. */
export function bestInOwnProcesses(search: OneSearch, attempts: number): Searched {
  const all = Array.from({ length: attempts }, () => inOwnProcess(search));
  const [first] = all as [Searched];
  const least = (of: (one: Searched) => number): number => Math.min(...all.map(of));
  return { ...first, wallMs: least(({ wallMs }) => wallMs), cpuMs: least(({ cpuMs }) => cpuMs) };
}

function inOwnProcess(search: OneSearch): Searched {
  const section = fileURLToPath(new URL('../section.ts', import.meta.url));
  const words = [...process.execArgv, section, 'one-search', JSON.stringify(search)];
  const output = execFileSync(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  return JSON.parse(output) as Searched;
}

async function searchRu(c: RuParameters, threads: number): Promise<() => Counts> {
  if (threads === 1) return () => reachableIn(packedRu(c), Infinity);
  const folder = mkdtempSync(join(tmpdir(), 'sim-bench-'));
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const crew = crewOf(threads, await packedRuModule(join(folder, 'ru-packed.mjs')), c);
  return () => crew.search(sharing(c), { limits: NO_LIMITS, untilMarked: false });
}

function searchSwarm(isLarge: boolean, threads: number): () => Counts {
  const job = jobOver(isLarge ? LARGE : GOOD);
  const always = (): boolean => true;
  if (threads === 1) return () => run(job, always);
  const proving = import.meta.resolve('#properties/proof/prove-world.js');
  return () => run(job, always, crewOf(threads, proving, job, isLarge ? undefined : 1));
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
