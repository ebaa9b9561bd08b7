// A read whose answer was given in time and comes late, as a step of the explorer.
import type { Scenario } from '#model/index.js';
import { AT_ONCE } from '#model/scenario.js';
import { systemOf } from '#properties/system-of.js';
import { watchedRollout } from '#properties/watched-rollout.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import type { Judge, Rule } from '#src/assertions/judge.js';
import { joined, words } from '#src/assertions/memory.js';
import { runBatch } from '#src/explore/batch.js';
import { STRATEGIES } from '#src/explore/outcome.js';
import { reachable } from '#src/explore/reachable.js';
import { get, NEVER, set } from '#src/layout/layout.js';
import { scenarioFromCompose } from '#src/scenario/from-compose.js';
import { INCIDENT_COMPOSE } from '#src/scenario/incident-compose.js';
import { describe, expect, test } from 'vitest';
import { tinyWorld } from './tiny-world.ts';

/** Longer than the window of the tiny world, which is its monitor of 2 ms. */
const LATE_MS = 3;
const lateBy = { earliestMs: LATE_MS, latestMs: LATE_MS };
const tiny = {
  ...tinyWorld('start-first'),
  faults: { kinds: ['late-answer' as const], maxFaults: 1, downFor: AT_ONCE, lateBy },
};

/** head-serves, but its window counts from the request of the first read of a clean round, not from the answer of its last. */
function hasty(): Rule {
  const rule = ruleNamed('head-serves');
  const create: Rule['create'] = (context): Judge => {
    const judge = rule.create(context);
    const { memory, base } = joined({ judge: judge.memory, openedAt: words('instant', 1) });
    return {
      ...judge,
      memory,
      resume: (row, at, atMs) => {
        set(row, at + base.openedAt, NEVER);
        return judge.resume(row, at, atMs);
      },
      judge: (row, at, answer) => {
        const openedAt = get(row, at + base.openedAt);
        if (answer.read !== 'inspect') return judge.judge(row, at, answer);
        if (openedAt !== NEVER) return judge.judge(row, at, { ...answer, answeredMs: openedAt });
        set(row, at + base.openedAt, answer.askedMs);
        return judge.judge(row, at, answer);
      },
    };
  };
  return { ...rule, name: 'mutant/head-serves', create };
}

/**
 * Here the update status tells nothing: the same deploy once more erases it while the head still starts, so that all rests on the
 * window. Reads take no time but for the late one.
 */
function redeployed(maxFaults: number): Scenario {
  const { head, watcher, operator, ...rest } = tinyWorld('stop-first');
  const start = { earliestMs: LATE_MS, latestMs: LATE_MS };
  return {
    ...rest,
    head: { ...head, behaviour: { ...head.behaviour, start } },
    watcher: { ...watcher, read: AT_ONCE },
    operator: { ...operator, moves: ['identical'], maxMoves: 1 },
    faults: { ...tiny.faults, maxFaults },
  };
}

function nearestBad(scenario: Scenario, rule: Rule, bad = ['masking-race'], mostStates = 1_000_000) {
  const system = watchedRollout(scenario, rule);
  const isBad = (row: Int32Array): boolean => system.finished(row) && bad.includes(system.outcome(row).kind);
  return reachable(system, { tickMs: 1, mostStates, isBad });
}

describe('over a tiny world, every state of it', () => {
  test('head-serves: no masking race, no misattribution and no false alarm', () => {
    const found = nearestBad(tiny, ruleNamed('head-serves'), ['masking-race', 'misattribution', 'false-alarm']);
    expect(found).toMatchObject({ depthOfBad: null, truncated: false });
  });

  test('cc-ci/v3 is refuted', () => {
    expect(nearestBad(tiny, ruleNamed('cc-ci/v3')).depthOfBad).not.toBeNull();
  });

  test('a window from the first request on is refuted by one late answer, and by nothing else', () => {
    // Breadth first, so that the same number of states is about the same depth.
    const nearestRace = (maxFaults: number, rule: Rule): number | null =>
      nearestBad(redeployed(maxFaults), rule, ['masking-race'], 300_000).depthOfBad;
    expect(nearestRace(1, hasty())).not.toBeNull();
    expect(nearestRace(0, hasty())).toBeNull();
    expect(nearestRace(1, ruleNamed('head-serves'))).toBeNull();
  });

  test('the snapshot is dated by when it was asked, the answer by when it came, and no read lies in between', () => {
    const seen: { askedMs: number; answeredMs: number }[] = [];
    const rule = ruleNamed('head-serves');
    const system = watchedRollout(tiny, {
      ...rule,
      create: (context) => {
        const judge = rule.create(context);
        return { ...judge, judge: (row, at, answer) => (seen.push({ ...answer }), judge.judge(row, at, answer)) };
      },
    });
    reachable(system, { tickMs: 1, mostStates: 20_000 });
    const lateness = new Set(seen.map(({ askedMs, answeredMs }) => answeredMs - askedMs));
    expect(lateness).toEqual(new Set([0, LATE_MS]));
  });
});

describe('in sampled runs of the incident', () => {
  const overrides = ['faults=late-answer', 'late_by=2s..20s', 'max_faults=2'];
  const { scenario } = scenarioFromCompose({ text: INCIDENT_COMPOSE, file: 'incident.yml', overrides });

  test('head-serves is not fooled, and passes; steps say by how much an answer was late', () => {
    expect(scenario.faults).toMatchObject({ kinds: ['late-answer'], lateBy: { earliestMs: 2_000, latestMs: 20_000 } });
    const all: Record<string, number> = {};
    for (const strategy of STRATEGIES) {
      const system = systemOf({ scenario, rule: 'head-serves' });
      const { outcomes } = runBatch(system, { index: 0, strategy, runs: 200, seed: 1 }, new Set());
      for (const [kind, count] of Object.entries(outcomes)) all[kind] = (all[kind] ?? 0) + count;
    }
    expect(all['true-pass']).toBeGreaterThan(0);
    expect(all['masking-race'] ?? 0).toBe(0);
  });
});
