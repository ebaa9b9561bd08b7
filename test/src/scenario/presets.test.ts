import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '#model/scenario.js';
import { scenarioFromCompose } from '#src/scenario/from-compose.js';
import { INCIDENT_COMPOSE } from '#src/scenario/incident-compose.js';
import { defaultScenarios } from '#src/scenario/presets.js';
import { scenarioSchema } from '#src/scenario/scenario-schema.js';

const recipe = (name: string) => readFileSync(new URL(`../../scenarios/${name}.compose.yml`, import.meta.url), 'utf8');
const readRecipe = (name: string) => scenarioFromCompose({ text: recipe(name), file: `${name}.compose.yml` });

describe('the embedded default', () => {
  test('is the recipe under test/scenarios, byte for byte', () => {
    expect(INCIDENT_COMPOSE).toBe(recipe('discourse'));
  });

  test('is the incident as it was, and as the fix deploys it; nothing else differs', () => {
    const [, was, fixed, ...more] = defaultScenarios().map(({ scenario }) => scenario);
    expect(more).toEqual([]);
    expect(was?.head.update).toMatchObject({ failureAction: 'rollback', order: 'start-first', monitorMs: 5_000 });
    expect(fixed?.head.update).toMatchObject({ failureAction: 'rollback', order: 'stop-first', monitorMs: 5_000 });
    expect([was?.name, fixed?.name]).toEqual(['incident/start-first', 'incident/stop-first']);
    const updatesStopFirst = JSON.stringify(was, (key, value: unknown) =>
      key === 'update' ? { ...(value as object), order: 'stop-first' } : value,
    );
    expect(updatesStopFirst.replace('incident/start-first', 'incident/stop-first')).toBe(JSON.stringify(fixed));
  });

  test('carries the stamps of the incident', () => {
    for (const { scenario, sources, warnings } of defaultScenarios()) {
      expect(scenario).toMatchObject({
        stack: 'disc-ae10f0',
        base: { stamp: 'eb96de94+U' },
        head: { stamp: '7ae7b0f7+U' },
      });
      expect(scenario.head.healthcheck).toBeNull();
      expect(sources.get('update_config.monitor')?.source).toMatch(/^embedded\/discourse\.compose\.yml:\d+$/);
      expect(warnings).toEqual([]);
    }
  });

  test('is one replicated service on one node, and nothing happens to the cluster', () => {
    for (const { scenario } of defaultScenarios()) {
      expect(scenario).toMatchObject({
        mode: 'replicated',
        head: { constrained: false },
        beside: [],
        host: { nodes: 1 },
        faults: { kinds: [], maxFaults: 0 },
      });
    }
  });

  test('the command line changes all', () => {
    const scenarios = defaultScenarios({ overrides: ['update_config.monitor=9s'], heads: ['good'] });
    expect(scenarios.map(({ scenario }) => [scenario.head.update.monitorMs, scenario.headFates.length])).toEqual([
      [9_000, 1],
      [9_000, 1],
      [9_000, 1],
    ]);
  });
});

describe('its memory', () => {
  const demandMb = ({ host, head }: Scenario, load: 'low' | 'high', tasks: readonly ('rest' | 'boot')[]) => {
    const loadMb = load === 'low' ? Math.min(...host.loadMb) : Math.max(...host.loadMb);
    const { restMemoryMb, bootMemoryMb } = head.behaviour;
    return tasks.reduce((sum, task) => sum + (task === 'rest' ? restMemoryMb : bootMemoryMb), loadMb);
  };
  const [was] = defaultScenarios().map(({ scenario }) => scenario);
  if (was === undefined) throw new Error('no default scenario');
  const budget = was.host.memoryMb;

  test('old at rest and new booting fit beside the light load, not beside the heavy one', () => {
    expect(demandMb(was, 'low', ['rest', 'boot'])).toBeLessThanOrEqual(budget);
    expect(demandMb(was, 'high', ['rest', 'boot'])).toBeGreaterThan(budget);
    expect(was.host.loadChanges).toBeGreaterThan(0);
  });

  test('two booting tasks do not fit beside the heavy load', () => {
    expect(demandMb(was, 'high', ['boot', 'boot'])).toBeGreaterThan(budget);
  });

  test('one task fits beside any load, so stop-first never runs out', () => {
    expect(demandMb(was, 'high', ['boot'])).toBeLessThanOrEqual(budget);
    expect(demandMb(was, 'high', ['rest'])).toBeLessThanOrEqual(budget);
  });

  test('the boot outlasts the monitor', () => {
    expect(was.head.behaviour.boot.earliestMs).toBeGreaterThan(was.head.update.monitorMs);
  });
});

describe('the other recipes', () => {
  test.each(['discourse', 'plain', 'web-3', 'two-services'])(
    '%s is read without a warning, and fits a trace',
    (name) => {
      const { scenario, warnings } = readRecipe(name);
      expect(warnings).toEqual([]);
      expect(scenarioSchema.parse(scenario)).toEqual(scenario);
      expect(scenario.service).toBe('app');
    },
  );

  test('plain leaves its rollout to the engine', () => {
    expect(readRecipe('plain').scenario.head).toMatchObject({
      replicas: 1,
      update: { parallelism: 1, failureAction: 'pause', monitorMs: 5_000, order: 'stop-first' },
      restart: { condition: 'on-failure' },
      healthcheck: null,
    });
  });

  test('two-services has a worker that is rolled back by itself', () => {
    const { beside, base } = readRecipe('two-services').scenario;
    expect(beside).toMatchObject([
      {
        service: 'worker',
        base: { stamp: base.stamp },
        head: {
          update: { order: 'start-first', failureAction: 'rollback', monitorMs: 5_000 },
          restart: { condition: 'any', delayMs: 5_000 },
        },
      },
    ]);
  });

  test('web-3 has three replicas, a healthcheck and a rollback_config', () => {
    const { head, headFates } = readRecipe('web-3').scenario;
    expect(head).toMatchObject({
      replicas: 3,
      stopGraceMs: 30_000,
      reservationMb: 256,
      update: { parallelism: 1, delayMs: 10_000, monitorMs: 20_000, maxFailureRatio: 0.34, order: 'start-first' },
      rollback: { parallelism: 1, delayMs: 10_000, monitorMs: 20_000, failureAction: 'pause', order: 'stop-first' },
      healthcheck: { intervalMs: 5_000, timeoutMs: 3_000, retries: 3, startPeriodMs: 20_000 },
    });
    expect(headFates.map(({ kind }) => kind)).toContain('never-healthy');
  });
});
