// A search for a breach is worth nothing where what an invariant speaks of never happens.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOutOfSequence } from '#model/actors/operator.js';
import { createModel } from '#model/index.js';
import { argumentOf, KIND, KINDS, kindOf } from '#model/steps.js';
import { TaskState } from '#model/vocabulary.js';
import { T } from '#model/world.js';
import { scenarios } from '#properties/arbitraries.js';
import { breachOf, watchedSwarm } from '#properties/breach.js';
import { WORLDS } from '#properties/invariants-hold.property.js';
import { get } from '#src/layout/layout.js';

const SCENARIOS = 30;
const RUNS = 3;
const SEED = 20_261_122;

test('in the worlds that are searched every step is taken, updates are refused, and tasks are removed', () => {
  const seen = new Set<number>();
  let [refused, removed] = [0, 0];
  const sampled = Object.values(WORLDS).flatMap((world) =>
    fc.sample(scenarios(world), { numRuns: SCENARIOS, seed: SEED }),
  );
  for (const [i, scenario] of sampled.entries()) {
    const m = createModel(scenario);
    const watched = watchedSwarm(m, {
      steps(before, code, after) {
        seen.add(kindOf(code));
        if (kindOf(code) === KIND['operator.updates'] && isOutOfSequence(m, before, argumentOf(code))) refused++;
        for (let t = 0; t < m.tasks; t++) {
          const desired = m.places.task(t) + T.desired;
          if (get(before, desired) < TaskState.remove && get(after, desired) === TaskState.remove) removed++;
        }
        return null;
      },
    });
    breachOf(watched, { strategy: 'discrete-event', seed: SEED + i }, RUNS);
  }
  expect(KINDS.filter((_, kind) => !seen.has(kind))).toEqual([]);
  expect(Math.min(refused, removed)).toBeGreaterThan(5);
});
