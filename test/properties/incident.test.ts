// The incident's own recipe (engine.md, "Measured there"): what the model must show of it before any rule is judged by it.
import { describe, expect, test } from 'vitest';
import { createModel, type Scenario } from '#model/index.js';
import { UPDATE_STATES, type UpdateStateName } from '#model/vocabulary.js';
import { S } from '#model/world.js';
import { swarmAlone } from '#properties/swarm-alone.js';
import { watchedRollout } from '#properties/watched-rollout.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { runBatch, schedulerFor } from '#src/explore/batch.js';
import { bench, run } from '#src/explore/run.js';
import { get } from '#src/layout/layout.js';
import { defaultScenarios } from '#src/scenario/presets.js';

const SEED = 20_261_122;
const SCHEDULES = 2_000;

function incident(name: string): Scenario {
  const found = defaultScenarios().find(({ scenario }) => scenario.name === name);
  if (found === undefined) throw new Error(`no scenario ${name}`);
  return found.scenario;
}

/** The head is good and nobody interferes: only the host's memory can go wrong. */
const undisturbed = (scenario: Scenario): Scenario => ({
  ...scenario,
  headFates: scenario.headFates.filter(({ kind }) => kind === 'good'),
  operator: { ...scenario.operator, maxMoves: 0 },
});

/** In how many schedules each state of UpdateStatus was seen. */
function statesSeen(scenario: Scenario): Readonly<Record<UpdateStateName, number>> {
  const model = createModel(undisturbed(scenario));
  const state = model.places.service(0) + S.updateState;
  const seen = new Set<number>();
  const system = swarmAlone(model, { steps: (_before, _code, after) => void seen.add(get(after, state)) });
  const scheduler = schedulerFor('discrete-event', system, SEED);
  const on = bench(system);
  const counts = Object.fromEntries(UPDATE_STATES.map((name) => [name, 0])) as Record<UpdateStateName, number>;
  for (let i = 0; i < SCHEDULES; i++) {
    seen.clear();
    run(system, scheduler, on);
    for (const code of seen) counts[UPDATE_STATES[code] ?? 'unset']++;
  }
  return counts;
}

describe('a good head, no further moves', () => {
  test('stop-first never rolls back: one booting task fits beside any load', () => {
    const counts = statesSeen(incident('incident/stop-first'));
    expect(counts).toMatchObject({
      updating: SCHEDULES,
      completed: SCHEDULES,
      paused: 0,
      rollback_started: 0,
      rollback_paused: 0,
      rollback_completed: 0,
    });
  });

  test('start-first runs out of memory: some roll back, and of those some pause, since the rollback co-resides too', () => {
    const counts = statesSeen(incident('incident/start-first'));
    expect(counts.rollback_started).toBeGreaterThan(0);
    expect(counts.rollback_completed).toBeGreaterThan(0);
    expect(counts.rollback_paused).toBeGreaterThan(0);
    expect(counts.completed).toBeGreaterThan(0);
  });
});

describe('cc-ci/v3 takes unset for "nothing to do"', () => {
  test.each(['incident/start-first', 'incident/stop-first'])(
    '%s: it passes before the updater has started, and the head is not what stays',
    (name) => {
      const system = watchedRollout(incident(name), ruleNamed('cc-ci/v3'));
      const batch = { index: 0, strategy: 'discrete-event' as const, runs: SCHEDULES, seed: SEED };
      const { sightings } = runBatch(system, batch, new Set(['masking-race']));
      const fooled = sightings.filter(
        ({ outcome: { facts } }) =>
          facts['status'] === 'unset' &&
          facts['moves'] === 'none' &&
          ['queued', 'created'].includes(facts['phase'] ?? ''),
      );
      expect(fooled.map(({ outcome }) => outcome.verdict)).toContain('pass');
    },
  );
});
