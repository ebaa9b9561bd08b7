// Replicas that can be interchanged: a state space in which their slots are in order does what the one does in which they are not.
import { boundsOf } from '#properties/proof/bounds.js';
import { ALL_REDUCTIONS, proofSystem, reducedSystem } from '#properties/proof/proof-system.js';
import { proofWorld, TICK_MS, type WorldParameters } from '#properties/proof/proof-world.js';
import { slotsInOrder } from '#properties/proof/sort-slots.js';
import { createWatchedRollout } from '#properties/watched-rollout.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { breadthFirst } from '#src/explore/breadth-first.js';
import { judgedSpace } from '#src/explore/judged-space.js';
import type { JudgedSystem } from '#src/explore/transition-system.js';
import type { Scenario, ServiceSpec } from '#model/scenario.js';
import { describe, expect, test } from 'vitest';
import { tinyWorld } from '../tiny-world.ts';
import { areBisimilar, graphOf } from './bisimulation.ts';

const RULE = ruleNamed('head-serves');
const pairs = boundsOf('standard').worlds.filter(
  ({ parameters: { replicas, leaderChanges, moves } }) =>
    replicas === 2 && leaderChanges === 0 && !moves.includes('scale'),
);

const withReplicas = (scenario: Scenario, replicas: number): Scenario => {
  const of = (spec: ServiceSpec): ServiceSpec => ({ ...spec, replicas });
  return { ...scenario, base: of(scenario.base), head: of(scenario.head), other: of(scenario.other) };
};

function statesOf(system: JudgedSystem, tickMs: number): number {
  const space = judgedSpace(system, { tickMs, endOf: (row) => (system.finished(row) ? 1 : 0), refutes: () => false });
  const limits = { states: 1_000_000, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true };
  const { seen, limit } = breadthFirst(space, { limits, untilMarked: false });
  expect(limit).toBeNull();
  return seen.count();
}

describe('slots in order are bisimilar to slots as they come', () => {
  // Those that take a second or two.
  const small = pairs.filter(
    ({ parameters: { memory, fate } }) => fate === 'unschedulable' || (memory === 'ample' && fate !== 'eats-memory'),
  );

  test.each(small)('$name', { timeout: 60_000 }, ({ name, parameters }) => {
    const graph = (slots: boolean) => {
      const system = proofSystem(proofWorld(name, parameters), RULE, { ...ALL_REDUCTIONS, slots, live: true });
      return graphOf(system, TICK_MS);
    };
    const [whole, ordered] = [graph(false), graph(true)];
    expect(ordered.states).toBeLessThan(0.75 * whole.states);
    expect(areBisimilar(whole, ordered)).toBe(true);
  });

  const dies = pairs.find(({ name }) => name === 'stop-first pause/pause dies, 2 replicas');
  test.each(['cc-ci/v0', 'cc-ci/v2', 'cc-ci/v3', 'cc-ci/v4'])('%s, which looks at no task', (rule) => {
    const scenario = proofWorld('dies', dies?.parameters as WorldParameters);
    const graph = (slots: boolean) =>
      graphOf(proofSystem(scenario, ruleNamed(rule), { ...ALL_REDUCTIONS, slots }), TICK_MS);
    const [whole, ordered] = [graph(false), graph(true)];
    expect(ordered.states).toBeLessThan(0.75 * whole.states);
    expect(areBisimilar(whole, ordered)).toBe(true);
  });
});

test('three replicas have six orders', () => {
  const three = withReplicas(tinyWorld('start-first'), 3);
  const states = (slots: boolean) => statesOf(reducedSystem(three, RULE, { ...ALL_REDUCTIONS, slots }), 1);
  expect(states(false) / states(true)).toBeGreaterThan(4);
});

describe('slots stay where they are', () => {
  const two = withReplicas(tinyWorld('stop-first'), 2);
  const orderOf = (scenario: Scenario, rule = 'head-serves') =>
    slotsInOrder(createWatchedRollout(scenario, ruleNamed(rule)));
  const moving = (move: 'scale' | 'remove-service'): Scenario => ({
    ...two,
    operator: { ...two.operator, moves: [move], maxMoves: 1 },
  });

  test.each<[string, Scenario, string?]>([
    ['where there is one', tinyWorld('stop-first')],
    ['where a smaller number of replicas keeps the lower ones', moving('scale')],
    ['where a service is created, which fills them in order', moving('remove-service')],
    ['where deploys want different numbers of them', { ...two, other: { ...two.other, replicas: 1 } }],
    [
      'where a new leader goes through them in order',
      { ...two, faults: { ...two.faults, kinds: ['leader-change'], maxFaults: 1 } },
    ],
    ['where a rule does not say how they are renumbered', two, 'peer/tsuru'],
  ])('%s', (_why, scenario, rule) => {
    expect(orderOf(two)).not.toBeNull();
    expect(orderOf(scenario, rule)).toBeNull();
  });
});
