import fc from 'fast-check';
import { createModel, type Model } from '#model/index.js';
import { scenarios, schedules } from './arbitraries.ts';
import { breachOf, watchedSwarm, type Invariant, type Watch } from './breach.ts';
import { narrowWorld, ONE_SERVICE, type Wanted } from './wanted.ts';

const RUNS = 2;

/** Kinds of worlds that are searched: one search in everything at once would see too little of each. */
export const WORLDS: Readonly<Record<string, Wanted>> = {
  'one service on one node': ONE_SERVICE,
  'a global service on several nodes that come and go': { modes: ['global'], beside: [0], nodes: [2, 3] },
  'a replicated service on several nodes that come and go': { modes: ['replicated'], beside: [0], nodes: [2, 3] },
  'a stack of two services': {
    beside: [1],
    nodes: [1, 2],
    operator: { maxMoves: 2, moveWindow: { earliestMs: 0, latestMs: 600 }, request: { earliestMs: 0, latestMs: 100 } },
  },
  'replicas that are scaled': narrowWorld({ operator: { moves: ['scale', 'label-only', 'rollback'], maxMoves: 2 } }),
  'leaders that change': { beside: [0], faults: { kinds: ['leader-change'], maxFaults: 2 } },
  'anything at all': {},
};

/** Watches for the breach of any of them; whichever is first is named. */
function together(m: Model, invariants: readonly Invariant[]): Watch {
  const watches = invariants.map(({ claim, watch }) => ({ claim, ...watch(m) }));
  const first = (look: (watch: (typeof watches)[number]) => string | null | undefined): string | null => {
    for (const watch of watches) {
      const words = look(watch) ?? null;
      if (words !== null) return `${watch.claim}: ${words}`;
    }
    return null;
  };
  return {
    begins: (world) => {
      for (const { begins } of watches) begins?.(world);
    },
    offers: (world, pending) => {
      for (const { offers } of watches) offers?.(world, pending);
    },
    steps: (before, code, after) => first(({ steps }) => steps?.(before, code, after)),
    rests: (world) => first(({ rests }) => rests?.(world)),
  };
}

/** On any schedule of any scenario of such a world every invariant is kept. */
export const areKept = (invariants: readonly Invariant[], world: Wanted) =>
  fc.property(scenarios(world), schedules, (scenario, schedule) => {
    const m = createModel(scenario);
    const breach = breachOf(watchedSwarm(m, together(m, invariants)), schedule, RUNS);
    if (breach !== null) throw new Error(breach.words);
  });
