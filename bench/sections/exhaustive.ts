import { ALL_REDUCTIONS, proofSystem } from '#properties/proof/proof-system.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { breadthFirst } from '#src/explore/breadth-first.js';
import { prove } from '#src/explore/prove.js';
import { reachable } from '#src/explore/reachable.js';
import { rowSpace } from '#src/explore/row-space.js';
import { ru, RU_CONFIGURATIONS } from '../../test/toys/ru.ts';
import type { BenchOptions } from '../options.ts';
import { rumur, spin, xstateGraph, type Counts, type Peer } from '../peers/ru.ts';
import { GOOD } from '#properties/proof/bounds.js';
import { proofWorld, TICK_MS } from '#properties/proof/proof-world.js';
import { areSame, KNOWN, leastOf, NO_LIMITS, searched, type Searched } from '../searched.ts';
import { ATTEMPTS, bestOfThree, perSecond, type Time } from '../stopwatch.ts';
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
  readonly rule: string;
  readonly outcome: string;
  readonly states: number;
  readonly transitions: number;
  /** Bytes a state: of the keys with all their parts, of the index and the parents, of the steps that take no time. */
  readonly keyBytes: number;
  readonly indexBytes: number;
  readonly stepBytes: number;
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

const WARM_UP = 1;

/** A good head and two moves of the operator, of two kinds, at any instant: a world of the standard bounds, and not the smallest. */
const TWO_MOVES = proofWorld('two moves', { ...GOOD, moves: ['force', 'other-spec'], maxMoves: 2 });

/** A rule over a small world of Swarm, as `prove` searches it. */
export function measureProof(): readonly WorldRow[] {
  return ['head-serves'].map((rule) => {
    const system = proofSystem(TWO_MOVES, ruleNamed(rule), { ...ALL_REDUCTIONS, live: true });
    const search = () =>
      prove(system, {
        tickMs: TICK_MS,
        refuting: new Set(['masking-race', 'misattribution', 'false-alarm', 'late']),
        witness: 'true-pass',
        unjudged: 'unjudged',
        limits: NO_LIMITS,
      });
    for (let i = 0; i < WARM_UP; i++) search();
    const { outcome, states, transitions, peakBytes } = search();
    const time = bestOfThree(search);
    const space = rowSpace(system, {
      tickMs: TICK_MS,
      isFinal: (state) => system.finished(state),
      isMarked: () => false,
    });
    const { seen, parents, bytes } = breadthFirst(space, { limits: NO_LIMITS, untilMarked: false });
    return {
      rule,
      outcome,
      states,
      transitions,
      ...time,
      keyBytes: (seen.bytes.runs + space.bytes) / states,
      indexBytes: (seen.bytes.index + parents.bytes) / states,
      stepBytes: (peakBytes - bytes) / states,
    };
  });
}

export const statesPerSecond = ({ states }: Counts, ms: number): number => perSecond(states, ms);
