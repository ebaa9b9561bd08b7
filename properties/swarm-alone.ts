import { GATE } from '#model/actors/operator.js';
import { actorsOf, initialWorld, pending as pendingInSwarm, take as takeInSwarm, type Model } from '#model/index.js';
import { SWARM_CODES } from '#model/steps.js';
import { UPDATE_STATES } from '#model/vocabulary.js';
import { G, S } from '#model/world.js';
import { UNFORCED, type JudgedSystem, type StepList } from '#src/explore/transition-system.js';
import { get, set, type Row } from '#src/layout/layout.js';
import { describeSwarmStep } from './describe.ts';
import { glanceAtSwarm } from './glance.ts';

/** Sees a run from outside: every step with the world before and after it. Rows and lists are reused. */
export interface Onlooker {
  readonly begins?: (world: Row) => void;
  /** What is pending, before one of it is chosen. */
  readonly offers?: (world: Row, pending: StepList) => void;
  readonly steps?: (before: Row, code: number, after: Row) => void;
}

/** The Swarm with nobody watching it: the operator may deploy at once, and a run ends when nothing forced is left or out of bounds. */
export function swarmAlone(m: Model, onlooker: Onlooker = {}): JudgedSystem {
  const { layout } = m.places;
  const before = new Int32Array(layout.stride);
  const { horizonMs, maxSteps } = m.scenario.bounds;
  const status = (row: Row): string => UPDATE_STATES[get(row, m.places.service(0) + S.updateState)] ?? 'unset';
  return {
    name: `${m.scenario.name}, alone`,
    stride: layout.stride,
    parts: layout.parts,
    actors: actorsOf(m),
    codes: SWARM_CODES,
    maxSteps,
    telling: Int32Array.from(layout.kinds.flatMap((kind, at) => (kind === 'code' ? [at] : []))),
    initial(row) {
      initialWorld(m, row);
      set(row, G.gate, GATE.open);
      onlooker.begins?.(row);
    },
    pending(row, into) {
      pendingInSwarm(m, row, into);
      onlooker.offers?.(row, into);
      if (isBeyond(horizonMs - get(row, G.now), into)) into.count = 0;
    },
    advance(row, ms) {
      set(row, G.now, get(row, G.now) + ms);
    },
    take(row, code) {
      before.set(row);
      takeInSwarm(m, row, code);
      onlooker.steps?.(before, code, row);
    },
    canonical: () => undefined,
    describe: (row, code) => describeSwarmStep(m, row, code),
    finished: (row) => get(row, G.overflow) !== 0 || get(row, G.now) > horizonMs,
    outcome: (row) => ({ kind: status(row), verdict: 'none', facts: {} }),
    situation: (row) => get(row, m.places.service(0) + S.updateState),
    glance: (row) => glanceAtSwarm(m, row),
    milestones: () => 0,
  };
}

/** Whether time forces steps, but none of them can come before the horizon: a run ends there, and not past it. */
export function isBeyond(ms: number, pending: StepList): boolean {
  let forced = 0;
  for (let i = 0; i < pending.count; i++) {
    if (pending.until[i] === UNFORCED) continue;
    if ((pending.from[i] ?? 0) <= ms) return false;
    forced++;
  }
  return forced > 0;
}
