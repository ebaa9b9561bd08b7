import { ALL_REDUCTIONS, proofSystem } from '#properties/proof/proof-system.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { breadthFirst } from '#src/explore/breadth-first.js';
import { prove, type Proof } from '#src/explore/prove.js';
import { reachable, reachableIn } from '#src/explore/reachable.js';
import { judgedSpace } from '#src/explore/judged-space.js';
import { packedRu } from '../../test/toys/ru-packed.ts';
import { ru, RU_CONFIGURATIONS } from '../../test/toys/ru.ts';
import type { BenchOptions } from '../options.ts';
import { rumur, spin, xstateGraph, type Counts, type Peer } from '../peers/ru.ts';
import { proofWorld, TICK_MS } from '#properties/proof/proof-world.js';
import { areSame, KNOWN, leastOf, NO_LIMITS, searched, type Searched } from '../searched.ts';
import { ATTEMPTS, bestOf, perSecond, type Time } from '../stopwatch.ts';
import { LARGE, TWO_MOVES } from '../worlds.ts';
import { inOwnProcess } from '../own-process.ts';
import { bestInOwnProcesses } from './together.ts';

type Size = keyof typeof KNOWN;

export interface EngineRow {
  readonly engine: string;
  readonly configuration: Size;
  /** Null: it is not installed. */
  readonly found: Searched | null;
  readonly agrees: boolean;
}

export interface WorldRow extends Time {
  readonly world: string;
  readonly outcome: string;
  readonly states: number;
  readonly transitions: number;
  /** Bytes a state: of the keys with all that they stand for, of the index and the parents. */
  readonly keyBytes: number;
  readonly indexBytes: number;
}

/** RU in our explorer beside other engines, each with a model of its own. */
export function measureEngines({ exhaustive: size }: BenchOptions): readonly EngineRow[] {
  const c = RU_CONFIGURATIONS[size];
  const lesser = size === 'big' ? 'mid' : 'small';
  const { N } = c;
  const most = N ** 12;
  return [
    // As those of others, each attempt in a process of its own.
    row('sim, keys of two words', size, bestInOwnProcesses({ space: size, threads: 1 }, ATTEMPTS)),
    row('SPIN, depth first', size, outside(spin(c, 'depth-first'))),
    row('SPIN, breadth first', size, outside(spin(c, 'breadth-first'))),
    row('Rumur, one thread', size, outside(rumur(c))),
    // These with XState's in one process, again and again: all are compiled by then.
    row(
      'sim, keys of two words',
      lesser,
      inProcess(() => reachableIn(packedRu(RU_CONFIGURATIONS[lesser]), most)),
    ),
    row(
      'sim, rows',
      lesser,
      inProcess(() => reachable(ru(RU_CONFIGURATIONS[lesser]), { tickMs: 1, mostStates: most })),
    ),
    row(
      'xstate/graph',
      lesser,
      inProcess(() => xstateGraph(RU_CONFIGURATIONS[lesser])),
    ),
  ];
}

function row(engine: string, configuration: Size, found: Searched | null): EngineRow {
  return { engine, configuration, found, agrees: found !== null && areSame(found, KNOWN[configuration]) };
}

const inProcess = (search: () => Counts): Searched => searched(ATTEMPTS, search);

function outside(peer: Peer | null): Searched | null {
  if (peer === null) return null;
  const runs = Array.from({ length: ATTEMPTS }, () => peer.run());
  peer.remove();
  return leastOf(runs);
}

const WORLDS = {
  'two moves': { parameters: TWO_MOVES, warmUps: 1, attempts: ATTEMPTS },
  'lag, leader change, `scale`': { parameters: LARGE, warmUps: 0, attempts: 1 },
} as const;

/** `head-serves` over worlds of Swarm, as `prove` searches them, each in a process of its own. */
export function measureProof({ exhaustive: size }: BenchOptions): readonly WorldRow[] {
  const names = Object.keys(WORLDS).slice(0, size === 'small' ? 1 : undefined) as (keyof typeof WORLDS)[];
  return names.map((world) => inOwnProcess('one-proof', { world }) as WorldRow);
}

export interface OneProof {
  readonly world: keyof typeof WORLDS;
}

export function measureOneProof({ world }: OneProof): WorldRow {
  const { parameters, warmUps, attempts } = WORLDS[world];
  const options = { ...ALL_REDUCTIONS, live: true };
  const system = proofSystem(proofWorld(world, parameters), ruleNamed('head-serves'), options);
  const search = () =>
    prove(system, {
      tickMs: TICK_MS,
      refuting: new Set(['masking-race', 'misattribution', 'false-alarm', 'late']),
      witness: 'true-pass',
      unjudged: 'unjudged',
      limits: NO_LIMITS,
    });
  for (let i = 0; i < warmUps; i++) search();
  const { outcome, states, transitions, wallMs, cpuMs } = timed(attempts, search);
  const space = judgedSpace(system, {
    tickMs: TICK_MS,
    endOf: (state) => (system.finished(state) ? 1 : 0),
    refutes: () => false,
  });
  const { seen, parents } = breadthFirst(space, { limits: NO_LIMITS, untilMarked: false });
  return {
    world,
    outcome,
    states,
    transitions,
    wallMs,
    cpuMs,
    keyBytes: (seen.bytes().runs + space.bytes()) / states,
    indexBytes: (seen.bytes().index + parents.bytes()) / states,
  };
}

/** What the first attempt finds, and the least time of all. */
function timed(attempts: number, search: () => Proof): Proof & Time {
  const proofs: Proof[] = [];
  const time = bestOf(attempts, () => proofs.push(search()));
  return { ...(proofs[0] as Proof), ...time };
}

export const statesPerSecond = ({ states }: Counts, ms: number): number => perSecond(states, ms);
