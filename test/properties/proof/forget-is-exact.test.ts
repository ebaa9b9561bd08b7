// What a proof forgets makes no difference to anything that can still happen.
import { boundsOf, type ProofWorld } from '#properties/proof/bounds.js';
import { ALL_REDUCTIONS, proofSystem } from '#properties/proof/proof-system.js';
import { proofWorld, TICK_MS } from '#properties/proof/proof-world.js';
import { CATALOGUE, ruleNamed } from '#src/assertions/catalogue.js';
import type { Row } from '#src/layout/layout.js';
import type { Scenario, ServiceSpec } from '#model/scenario.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areBisimilar, graphOf } from './bisimulation.ts';
import { successorsOf } from './successors.ts';

const small = boundsOf('small').worlds;
const worldOf = ({ name, parameters }: ProofWorld): Scenario => proofWorld(name, parameters);

/** With moves in the first ticks only: at any instant they make a world too large that forgets nothing. */
function soonMoved(world: ProofWorld): Scenario {
  const scenario = worldOf(world);
  const moveWindow = { earliestMs: TICK_MS, latestMs: TICK_MS };
  return { ...scenario, operator: { ...scenario.operator, moveWindow } };
}

/** Restarts are given up, or counted within a window, which makes the engine look at versions and at the times of old tasks. */
function countingRestarts(world: ProofWorld, windowMs: number): Scenario {
  const scenario = worldOf(world);
  const counting = (spec: ServiceSpec): ServiceSpec => ({
    ...spec,
    restart: { condition: 'any', delayMs: TICK_MS, maxAttempts: 1, windowMs },
  });
  const { base, head, other } = scenario;
  return { ...scenario, base: counting(base), head: counting(head), other: counting(other) };
}

/** The smaller state space does, step by step and to the end, what the larger one does, from its first state on. */
function expectExact(scenario: Scenario, rule: string): void {
  const live = rule === 'head-serves';
  const graph = (forget: boolean) =>
    graphOf(proofSystem(scenario, ruleNamed(rule), { forget, collapse: true, slots: false, live }), TICK_MS);
  const [whole, forgetful] = [graph(false), graph(true)];
  expect(forgetful.states).toBeLessThan(whole.states);
  expect(areBisimilar(whole, forgetful)).toBe(true);
}

describe('a world that forgets is bisimilar to one that does not', () => {
  // A task that stays pending keeps a world that forgets nothing going for ever.
  const ending = small.filter(({ parameters }) => parameters.fate !== 'unschedulable').map(soonMoved);
  test.each(ending)('head-serves over $name', (scenario) => {
    expectExact(scenario, 'head-serves');
  });

  /** `npm run exact`: every world of the standard bounds that can be searched without forgetting. */
  const wider = boundsOf('standard').worlds.filter(({ name, parameters: { fate, leaderChanges, replicas } }) =>
    process.env['SIM_EXACT'] === 'all'
      ? fate !== 'unschedulable' && leaderChanges + replicas < 3
      : name === 'stop-first pause/pause starts-slowly, 2 replicas, identical',
  );
  test.each(wider.map(soonMoved))('head-serves over $name', { timeout: 300_000 }, (scenario) => {
    expectExact(scenario, 'head-serves');
  });

  const dying = small.filter(({ name }) =>
    ['stop-first rollback/pause dies', 'start-first pause/pause dies'].includes(name),
  );
  test.each([0, 2 * TICK_MS])('head-serves where restarts count within %i ms', (windowMs) => {
    for (const world of dying) expectExact(countingRestarts(world, windowMs), 'head-serves');
  });

  const replaced = small.filter(({ name }) => name.endsWith('good, two of remove-service or identical'));
  test.each(replaced)('head-serves where a service is removed and created again', (world) => {
    const scenario = worldOf(world);
    // Time for its tasks to end, and for the next deploy to come.
    const moveWindow = { earliestMs: TICK_MS, latestMs: 5 * TICK_MS };
    expectExact({ ...scenario, operator: { ...scenario.operator, moveWindow } }, 'head-serves');
  });

  const rules = ['cc-ci/v0', 'cc-ci/v3', 'cc-ci/v4', 'peer/docker-cli'];
  test.each(rules)('%s over worlds that roll back', (rule) => {
    const rolling = ['stop-first rollback/pause dies', 'start-first rollback/pause good, rollback'];
    for (const world of small.filter(({ name }) => rolling.includes(name))) expectExact(soonMoved(world), rule);
  });
});

/**
 * A step from a state as it is leads, forgetting, to where it leads from the state that has forgotten: what a counterexample's way
 * through the whole world rests on (way-to.ts).
 */
test('forgetting and stepping commute', () => {
  const interchangeable = boundsOf('standard').worlds.filter(
    ({ parameters: { replicas, leaderChanges } }) => replicas === 2 && leaderChanges === 0,
  );
  expect(interchangeable.length).toBeGreaterThan(10);
  const worlds = [...small, ...interchangeable].flatMap((world) => [
    worldOf(world),
    countingRestarts(world, 0),
    countingRestarts(world, 2 * TICK_MS),
  ]);
  const asked = fc.record({
    world: fc.constantFrom(...worlds),
    rule: fc.constantFrom(...CATALOGUE.map(({ name }) => name)),
    choices: fc.array(fc.nat(), { minLength: 20, maxLength: 150 }),
  });
  fc.assert(
    fc.property(asked, ({ world, rule, choices }) => {
      const system = proofSystem(world, ruleNamed(rule), { ...ALL_REDUCTIONS, live: rule === 'head-serves' });
      const successors = successorsOf(system, TICK_MS);
      const canonical = (row: Row): Row => {
        const copy = row.slice();
        system.canonical(copy);
        return copy;
      };
      const real: Row = new Int32Array(system.stride);
      system.initial(real);
      system.collapse?.(real);
      for (const choice of choices) {
        const next = successors(real);
        if (next.length === 0) return;
        const forgetful = successors(canonical(real)).map((row) => canonical(row).join());
        for (const row of next) expect(forgetful).toContain(canonical(row).join());
        real.set(next[choice % next.length] as Row);
      }
    }),
    { seed: 5, numRuns: 200 },
  );
});
