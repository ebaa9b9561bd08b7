// What a proof leaves out of the state space changes no verdict, and not how far away the nearest of each kind is.
import { clockLimits } from '#properties/proof/clock-limits.js';
import { ALL_REDUCTIONS, proofSystem, type Reductions } from '#properties/proof/proof-system.js';
import { createWatchedRollout } from '#properties/watched-rollout.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { breadthFirst } from '#src/explore/breadth-first.js';
import { rowSpace } from '#src/explore/row-space.js';
import type { Scenario } from '#model/scenario.js';
import { describe, expect, test } from 'vitest';
import { tinyWorld } from '../tiny-world.ts';

/** The kinds of final states, and the steps and ticks to the nearest of each. */
function endsOf(scenario: Scenario, rule: string, reductions: Reductions) {
  const system = proofSystem(scenario, ruleNamed(rule), reductions);
  const nearest: Record<string, number> = {};
  const space = rowSpace(system, { tickMs: 1, isFinal: (row) => system.finished(row), isMarked: () => false });
  const depths = [0];
  const ends: string[] = [];
  const searched = breadthFirst(space, {
    limits: { states: 1_000_000, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true },
    untilMarked: false,
    noted(state) {
      if (system.finished(space.state)) ends[state] = system.outcome(space.state).kind;
      return 0;
    },
    expanded(state, numbers, from, count) {
      const depth = depths[state] ?? NaN;
      for (const next of numbers.subarray(from, from + count)) depths[next] ??= depth + 1;
      const end = ends[state];
      if (end !== undefined) nearest[end] ??= depth;
      return true;
    },
  });
  return { nearest, states: searched.seen.count(), limit: searched.limit };
}

const WORLDS = [tinyWorld('start-first'), tinyWorld('stop-first')].map((world): Scenario => ({
  ...world,
  watcher: { ...world.watcher, deadlineMs: 6 },
}));
const MOVED: Scenario = {
  ...tinyWorld('start-first'),
  name: 'tiny, moved',
  operator: {
    ...tinyWorld('start-first').operator,
    moves: ['rollback'],
    maxMoves: 1,
    moveWindow: { earliestMs: 0, latestMs: 2 },
  },
};

/** Rules and worlds small enough to be searched without any reduction. */
const CASES = [
  ...['cc-ci/v0', 'cc-ci/v3', 'cc-ci/v4', 'head-serves'].flatMap((rule) => WORLDS.map((world) => ({ rule, world }))),
  { rule: 'cc-ci/v4', world: MOVED },
];

describe('forgetting keeps each kind of end as near as it was, collapsing loses none', () => {
  test.each(CASES)('$rule over $world.name', ({ rule, world }) => {
    const full = endsOf(world, rule, { forget: false, collapse: false, slots: false });
    const forgotten = endsOf(world, rule, { forget: true, collapse: false, slots: false });
    const both = endsOf(world, rule, ALL_REDUCTIONS);
    expect(full.limit).toBeNull();
    expect(forgotten.nearest).toEqual(full.nearest);
    expect(Object.keys(both.nearest).sort()).toEqual(Object.keys(full.nearest).sort());
    expect(forgotten.states).toBeLessThan(full.states);
    expect(both.states).toBeLessThan(forgotten.states);
  });
});

test('a clock saturates no sooner than the longest duration that it is compared with', () => {
  const v = createWatchedRollout(tinyWorld('start-first'), ruleNamed('head-serves'));
  const limits = clockLimits(v);
  v.layout.kinds.forEach((kind, at) => {
    if (kind !== 'instant') expect(limits[at]).toBe(0);
    else expect(limits[at]).toBeGreaterThanOrEqual(0);
  });
});
