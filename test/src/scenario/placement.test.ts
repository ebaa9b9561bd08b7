import { describe, expect, test } from 'vitest';
import { describeScenario } from '#src/scenario/describe-scenario.js';
import { app, read, refusal } from './reading.ts';

describe('deploy.mode', () => {
  test('is replicated, unless it says global', () => {
    const modeOf = (...lines: readonly string[]) => read(app(...lines)).scenario.mode;
    expect(modeOf()).toBe('replicated');
    expect(modeOf('deploy: {mode: }')).toBe('replicated');
    expect(modeOf('deploy: {mode: ""}')).toBe('replicated');
    expect(modeOf('deploy: {mode: replicated, replicas: 2}')).toBe('replicated');
    expect(modeOf('deploy: {mode: "${MODE:-global}"}')).toBe('global');
  });

  test('global has one replica in its specs, no number of replicas to describe, and its source', () => {
    const { scenario, sources } = read(app('deploy: {mode: global}'), { overrides: ['host.nodes=3'] });
    expect(scenario).toMatchObject({ base: { replicas: 1 }, head: { replicas: 1 }, other: { replicas: 1 } });
    expect(sources.get('mode')).toEqual({ value: 'global', source: 'compose.yml:4' });
    expect(sources.has('replicas')).toBe(false);
  });

  test('that is set over that of the file does away with the replicas of the file', () => {
    const text = app('deploy: {replicas: 3}');
    expect(read(text, { overrides: ['mode=global'] }).scenario).toMatchObject({
      mode: 'global',
      head: { replicas: 1 },
    });
    const back = read(app('deploy: {mode: global}'), { overrides: ['mode=replicated', 'replicas=2'] });
    expect(back.scenario).toMatchObject({ mode: 'replicated', head: { replicas: 2 } });
  });

  test.each([
    ['deploy: {mode: global}', ['replicas=2'], 'usage.bad-value', '--set replicas: replicas can only'],
    ['deploy: {}', ['mode=global', 'replicas=2'], 'usage.bad-value', '--set replicas: replicas can only'],
    ['x-sim: {mode: global, replicas: 2}', [], 'scenario.malformed', 'x-sim (compose.yml:4) replicas: replicas can'],
    ['deploy: {mode: global, replicas: 1}', ['mode=replicated'], 'scenario.malformed', 'compose.yml:4 '],
  ])('%s and %j do not go together', (line, overrides, code, said) => {
    const refused = refusal(() => read(app(line), { overrides }));
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(said);
    expect(refused.message).toContain('replicas can only be used with replicated mode');
  });

  test('a global service is described so that it is read back', () => {
    const first = read(app('deploy: {mode: global, placement: {constraints: [node.labels.a==b]}}'));
    const overrides = describeScenario(first).map(({ key, value }) => `${key}=${value}`);
    expect(read(app(), { overrides }).scenario).toEqual(first.scenario);
  });

  test("on three nodes a global service's rollout takes three turns", () => {
    const overrides = ['update_config.delay=10s', 'host.nodes=3', 'head=dies-late'];
    const { headFates } = read(app('deploy: {mode: global}'), { overrides }).scenario;
    expect(headFates[0]?.window.earliestMs).toBe(92_000);
  });
});

describe('deploy.placement', () => {
  const placed = (nodes: number, ...constraints: readonly string[]) => {
    const lines = ['deploy:', '  placement:', '    constraints:', ...constraints.map((text) => `      - ${text}`)];
    const { scenario, sources, warnings } = read(app(...lines), { overrides: [`host.nodes=${nodes}`] });
    return { constrained: scenario.head.constrained, source: sources.get('constrained')?.source, warnings };
  };

  test.each(['node.labels.disk == ssd', 'node.labels.disk!=hdd', '"Node.Labels.my-zone == eu.west/1"'])(
    '%s is the label that an operator may take from a node, and the reader is told',
    (constraint) => {
      const text = constraint.replaceAll('"', '');
      expect(placed(1, constraint)).toEqual({
        constrained: true,
        source: 'compose.yml:7',
        warnings: [
          `compose.yml:7 services.app.deploy.placement.constraints[0]: "${text}" is taken for the scenario's label, which every node carries at the start`,
        ],
      });
    },
  );

  test.each([
    'node.role == manager',
    'node.role==Manager',
    'node.role != worker',
    'node.hostname == one',
    'node.id != x1',
    'node.ip == 10.0.0.0/8',
    'node.platform.os == linux',
    'engine.labels.operatingsystem == ubuntu 14.04',
  ])('%s is met for good by the one node that runs the base', (constraint) => {
    expect(placed(1, constraint)).toEqual({ constrained: false, source: 'default: SwarmKit', warnings: [] });
  });

  test.each([
    [1, 'node.role == worker'],
    [1, 'node.role != manager'],
    [2, 'node.role == manager'],
    [2, 'node.hostname == one'],
    [2, 'engine.labels.gpu == yes'],
  ])('on %d nodes %s is not simulated, and the reader is told', (nodes, constraint) => {
    expect(placed(nodes, constraint)).toMatchObject({
      constrained: false,
      warnings: [expect.stringContaining(`"${constraint}" is not simulated: any node may run this service`)],
    });
  });

  test('the platform is the same on all nodes', () => {
    expect(placed(3, 'node.platform.arch == x86_64').warnings).toEqual([]);
  });

  test('of several constraints those of labels count', () => {
    const { constrained, source, warnings } = placed(
      1,
      'node.role == manager',
      'node.labels.a == b',
      'node.labels.c==d',
    );
    expect({ constrained, source, warned: warnings.length }).toEqual({
      constrained: true,
      source: 'compose.yml:8',
      warned: 2,
    });
  });

  test('preferences and max_replicas_per_node are passed over, and the reader is told', () => {
    const { scenario, warnings } = read(
      app('deploy:', '  placement:', '    preferences: [{spread: node.labels.zone}]', '    max_replicas_per_node: 1'),
    );
    expect(scenario.head.constrained).toBe(false);
    expect(warnings).toEqual([
      'compose.yml:6 services.app.deploy.placement.preferences: it is not simulated; it is passed over',
      'compose.yml:7 services.app.deploy.placement.max_replicas_per_node: it is not simulated; it is passed over',
    ]);
  });

  test('nothing written is no constraint', () => {
    expect(read(app('deploy: {placement: {constraints: }}')).scenario.head.constrained).toBe(false);
    expect(read(app('deploy: {placement: {constraints: []}}')).scenario.head.constrained).toBe(false);
  });
});
