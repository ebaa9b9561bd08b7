// npm run predictions: what the explorer finds, seen on a real engine.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { interruptedExit } from '#src/cli/interrupt.js';
import type { Io } from '#src/cli/io.js';
import { Refusal } from './private-engine/refusal.ts';
import { namedEngine, ownEngine } from './predictions/engine.ts';
import { foretell, foretellHeadServes } from './predictions/foretell.ts';
import { healthProbe } from './predictions/health-probe.ts';
import { processAsIo } from './predictions/io.ts';
import type { Play } from './predictions/play.ts';
import { playOut, type Extent, type PlayedOut } from './predictions/play-out.ts';
import { GOOD_ROLLOUTS, PLAYS, SUREST } from './predictions/plays.ts';
import { shortfalls } from './predictions/shortfalls.ts';
import { table } from './predictions/table.ts';

const HELP = `Usage: npm run predictions -- [options]

Searches scenarios for races, plays the same scenarios on a real engine, and prints how often the races are seen there. Each has
to be seen, and head-serves must not be fooled once: else it exits 1.

  --runs N       play none more often than N times (default 60)
  --all          play on to N even when all that a play is to show was seen
  --only NAME    only the plays whose name contains it: ${[...PLAYS, ...GOOD_ROLLOUTS].map(({ name }) => name).join(', ')}
  --quick        the surest play alone, five runs of it
  --host HOST    an engine that scripts/engine up has made; default: one of its own. Plays with a memory budget start their own.
`;

interface Wanted extends Extent {
  readonly plays: readonly Play[];
  readonly host: string | null;
  readonly io: Io;
}

function wantedOf(argv: readonly string[], io: Io): Wanted | null {
  const options = {
    runs: { type: 'string', default: '60' },
    all: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    host: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  const { values } = parseArgs({ args: [...argv], options });
  if (values.help) return null;
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Refusal(`--runs ${values.runs}: give a whole number`, 2);
  const known = values.quick ? SUREST : [...PLAYS, ...GOOD_ROLLOUTS];
  const plays = known.filter(({ name }) => name.includes(values.only));
  if (plays.length === 0) throw new Refusal(`--only ${values.only}: no play is called so\n\n${HELP}`, 2);
  const say = (text: string): void => io.stderr.write(`${text}\n`);
  return { plays, runs, all: values.all && !values.quick, host: values.host ?? null, io, say };
}

/** What is to be expected is said before anything is played. */
async function announce(play: Play, { io }: Wanted): Promise<void> {
  io.stdout.write(`\n${play.name}: ${play.parameters}\n`);
  for (const claim of play.claims) {
    const { found, said } = await foretell(play, claim);
    if (found !== claim.expected) throw new Refusal(`the explorer does not say so of ${play.name}: ${said}`, 1);
    io.stdout.write(`  ${said}\n`);
  }
  const { found, said } = await foretellHeadServes(play);
  if (found) throw new Refusal(`head-serves is refuted in ${play.name}: ${said}`, 1);
  io.stdout.write(`  ${said}\n`);
}

/** Plays that need the same engine, on one. */
async function playAll(plays: readonly Play[], memory: string | null, wanted: Wanted): Promise<readonly PlayedOut[]> {
  const { host, io } = wanted;
  const engine = host === null || memory !== null ? await ownEngine(memory) : await namedEngine(host);
  const played: PlayedOut[] = [];
  const probe = await healthProbe(engine);
  try {
    for (const play of plays) {
      io.signal.throwIfAborted();
      played.push(await playOut({ engine, probe, io }, play, wanted));
    }
  } finally {
    await probe.close();
    await engine.close();
  }
  return played;
}

async function main(io: Io): Promise<number> {
  const wanted = wantedOf(process.argv.slice(2), io);
  if (wanted === null) {
    io.stdout.write(HELP);
    return 0;
  }
  const began = performance.now();
  for (const play of wanted.plays) {
    io.signal.throwIfAborted();
    await announce(play, wanted);
  }
  const played: PlayedOut[] = [];
  for (const memory of new Set(wanted.plays.map((play) => play.memory))) {
    const here = wanted.plays.filter((play) => play.memory === memory);
    played.push(...(await playAll(here, memory, wanted)));
  }
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  const load = loadavg().map((average) => average.toFixed(1));
  io.stdout.write(`\n${table(played)}\n\n${minutes} minutes, load average ${load.join(', ')} at the end\n`);
  const wrong = shortfalls(played);
  for (const line of wrong) io.stdout.write(`not as foretold: ${line}\n`);
  return wrong.length === 0 ? 0 : 1;
}

const io = processAsIo();
try {
  process.exitCode = await main(io);
} catch (error) {
  io.stderr.write(`predictions: ${io.signal.aborted ? 'stopped' : String(error)}\n`);
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  if (io.signal.aborted) return interruptedExit(String(io.signal.reason));
  if (error instanceof Refusal) return error.exitCode;
  return error instanceof TypeError && 'code' in error ? 2 : 70;
}
