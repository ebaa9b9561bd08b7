import { GATE } from '#model/actors/operator.js';
import { actorsOf, initialWorld, pending as pendingInSwarm, take as takeInSwarm, type Model } from '#model/index.js';
import { SWARM_CODES } from '#model/steps.js';
import { UPDATE_STATES } from '#model/vocabulary.js';
import { G, S } from '#model/world.js';
import type { JudgedSystem, StepList } from '#src/explore/transition-system.js';
import { get, set, type Row } from '#src/layout/layout.js';
import { describeSwarmStep } from './describe.ts';

/** Sees a run from outside: every step with the world before and after it, every wait. The rows are reused. */
export interface Onlooker {
  readonly begins?: (world: Row) => void;
  readonly waits?: (world: Row, ms: number) => void;
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
      dropBeyond(horizonMs - get(row, G.now), into);
    },
    advance(row, ms) {
      onlooker.waits?.(row, ms);
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
    glance: (row) => ({ status: status(row) }),
    milestones: () => 0,
  };
}

/** What cannot come before the horizon is left out, so a run ends there and not past it. */
function dropBeyond(ms: number, into: StepList): void {
  const offered = into.count;
  into.count = 0;
  for (let i = 0; i < offered; i++) {
    const from = into.from[i] ?? 0;
    if (from > ms) continue;
    const to = into.count++;
    into.code[to] = into.code[i] ?? 0;
    into.actor[to] = into.actor[i] ?? 0;
    into.from[to] = from;
    into.until[to] = into.until[i] ?? 0;
    into.yields[to] = 0;
  }
}
