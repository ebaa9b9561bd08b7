import { describe, expect, test } from 'vitest';
import { describeScenario, describeServices } from '#src/scenario/describe-scenario.js';
import { scenarioSchema } from '#src/scenario/scenario-schema.js';
import { read, refusal } from './reading.ts';

/** `app` stands on lines 2 to 5, `db` on 6, `worker` from 7 on; these lines come under `worker`, the first of them on line 9. */
const stack = (...lines: readonly string[]) =>
  [
    'services:',
    '  app:',
    '    image: notes',
    '    deploy: {update_config: {monitor: 7s}, labels: ["coop-cloud.${STACK_NAME}.chaos-version=deadbeef"]}',
    '    x-sim: {boot: 1s}',
    '  db: {image: postgres, deploy: {update_config: {order: start-first}}}',
    '  worker:',
    '    image: notes',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n');
const besideOf = (text: string, rest: Parameters<typeof read>[1] = {}) => read(text, rest).scenario.beside;
const workerOf = (text: string, rest: Parameters<typeof read>[1] = {}) => {
  const worker = besideOf(text, rest).find(({ service }) => service === 'worker');
  if (worker === undefined) throw new Error('no worker');
  return worker;
};

describe('the services beside the app', () => {
  test('are all others of the file, in its order', () => {
    const { scenario } = read(stack());
    expect(scenario.service).toBe('app');
    expect(scenario.beside.map(({ service }) => service)).toEqual(['db', 'worker']);
    expect(besideOf(stack(), { service: 'db' }).map(({ service }) => service)).toEqual(['app', 'worker']);
  });

  test('have what their own part of the file says, and no other', () => {
    const text = stack(
      'stop_grace_period: 1m',
      'healthcheck: {test: x, interval: 3s}',
      'deploy: {replicas: 2, update_config: {monitor: 9s}, restart_policy: {delay: 250ms}}',
    );
    const { scenario } = read(text);
    const [db, worker] = scenario.beside;
    expect(scenario.head).toMatchObject({ replicas: 1, healthcheck: null, update: { monitorMs: 7_000 } });
    expect(db?.head).toMatchObject({ replicas: 1, update: { monitorMs: 5_000, order: 'start-first' } });
    expect(worker?.head).toMatchObject({
      replicas: 2,
      stopGraceMs: 60_000,
      healthcheck: { intervalMs: 3_000 },
      update: { monitorMs: 9_000, order: 'stop-first' },
      restart: { delayMs: 250 },
    });
  });

  test('may be named, or left out; those left out are not even read', () => {
    const broken = stack('deploy: {replicas: lots}');
    expect(besideOf(broken, { overrides: ['beside=db'] }).map(({ service }) => service)).toEqual(['db']);
    expect(besideOf(`x-sim: {beside: none}\n${broken}`)).toEqual([]);
    expect(besideOf(stack(), { overrides: ['beside=worker,db'] }).map(({ service }) => service)).toEqual([
      'db',
      'worker',
    ]);
  });

  test('that the file does not have, and the app itself, cannot be named', () => {
    expect(refusal(() => read(stack(), { overrides: ['beside=wrker'] }))).toEqual({
      code: 'usage.unknown-service',
      message: '--set beside: compose.yml has no service "wrker". Give none, or some of db, worker.',
    });
    expect(refusal(() => read(stack(), { overrides: ['beside=app'] })).message).toContain('app is the app itself');
  });

  test('meet good and dies by default: a neighbour that fails is found, and does not drown the app', () => {
    const { scenario } = read(stack());
    expect(scenario.beside.map(({ headFates }) => headFates.map(({ kind }) => kind))).toEqual([
      ['good', 'dies'],
      ['good', 'dies'],
    ]);
    expect(scenario.headFates.length).toBeGreaterThan(2);
  });

  test('a warning and a wrong value name the service', () => {
    expect(read(stack('colour: red')).warnings).toEqual([
      expect.stringMatching(/^compose\.yml:9 services\.worker\.colour: /),
    ]);
    const { code, message } = refusal(() => read(stack('deploy: {replicas: lots}')));
    expect(code).toBe('scenario.malformed');
    expect(message).toContain('compose.yml:9 services.worker.deploy.replicas: "lots"');
  });

  test('a slow neighbour puts off what is late, for all', () => {
    const [late] = read(stack('deploy: {update_config: {monitor: 60s}}'), { heads: ['dies-late'] }).scenario.headFates;
    expect(late?.window.earliestMs).toBe(130_000);
  });
});

describe('their stamps', () => {
  const stampsOf = (text: string, ...overrides: readonly string[]) => {
    const { base, head, other } = workerOf(text, { overrides });
    return [base.stamp, head.stamp, other.stamp];
  };

  test("are the app's: one deploy stamps the whole stack", () => {
    expect(stampsOf(stack())).toEqual(['deadbeef', '7ae7b0f7+U', 'c0ffee00+U']);
    expect(stampsOf(stack(), 'base_stamp=one', 'head_stamp=two')).toEqual(['one', 'two', 'c0ffee00+U']);
  });

  test("a label of the service's own comes first", () => {
    const text = stack('deploy: {labels: {coop-cloud.stack.chaos-version: "0123"}}');
    expect(stampsOf(text)).toEqual(['0123', '7ae7b0f7+U', 'c0ffee00+U']);
  });

  test('none is a service without the label, in every version', () => {
    expect(stampsOf(stack(), 'worker:base_stamp=none')).toEqual([null, null, null]);
    expect(stampsOf(stack('x-sim: {base_stamp: none}'))).toEqual([null, null, null]);
    expect(stampsOf(stack(), 'worker:head_stamp=none')).toEqual(['deadbeef', null, null]);
    expect(stampsOf(stack(), 'worker:base_stamp=none', 'worker:head_stamp=two')).toEqual([null, 'two', 'c0ffee00+U']);
  });
});

describe('x-sim', () => {
  test('of a service is about that service', () => {
    const { scenario } = read(stack('x-sim: {boot: 5s, head: [good]}'));
    expect(scenario.head.behaviour.boot.earliestMs).toBe(1_000);
    expect(scenario.beside.map(({ head }) => head.behaviour.boot.earliestMs)).toEqual([2_000, 5_000]);
    expect(scenario.beside.map(({ headFates }) => headFates.length)).toEqual([2, 1]);
  });

  test("of the file is about the stack, and about every service where the service's own says nothing", () => {
    const text = `x-sim: {host.memory: 2g, boot: 9s, prepare: 8s}\n${stack('x-sim: {boot: 5s}')}`;
    const { scenario } = read(text);
    expect(scenario.host.memoryMb).toBe(2_048);
    expect(scenario.beside.map(({ head }) => head.behaviour.boot.earliestMs)).toEqual([9_000, 5_000]);
    for (const { head } of [scenario, ...scenario.beside]) expect(head.behaviour.prepare.earliestMs).toBe(8_000);
  });

  test.each(['host.memory: 2g', 'host: {nodes: 2}', 'poll_interval: 1s', 'faults: none', 'stack: x', 'moves: none'])(
    'of a service beside the app may not say what is of the whole stack: %s',
    (line) => {
      const { code, message } = refusal(() => read(stack('x-sim:', `  ${line}`)));
      expect(code).toBe('scenario.malformed');
      expect(message).toContain('compose.yml:10 services.worker.x-sim.');
      expect(message).toContain('is of the whole stack, not of one service');
      expect(message).toContain('Write it into the x-sim block of app or of the file, or give it with --set.');
    },
  );
});

describe('the description of a stack', () => {
  test('has the rows of each service under its name, and given back it makes the same scenario', () => {
    const text = stack('deploy: {mode: global}');
    const first = read(text, { heads: ['worker=dies:1s..2s:3,good'], overrides: ['db:replicas=2', 'db:head=all'] });
    const rows = describeScenario(first);
    const again = read('services: {app: , db: , worker: }', {
      overrides: rows.map(({ key, value }) => `${key}=${value}`),
    });
    expect(again.scenario).toEqual({ ...first.scenario });
    expect(describeServices(first).map(({ service }) => service)).toEqual(['app', 'db', 'worker']);
    expect(rows).toEqual(
      expect.arrayContaining([
        { key: 'beside', value: 'db,worker', source: 'default: sim' },
        { key: 'db:replicas', value: '2', source: '--set' },
        { key: 'db:update_config.order', value: 'start-first', source: 'compose.yml:6' },
        { key: 'worker:mode', value: 'global', source: 'compose.yml:9' },
        { key: 'worker:head', value: 'dies:1s..2s:3,good', source: '--head' },
        { key: 'worker:base_stamp', value: 'deadbeef', source: 'default: sim' },
      ]),
    );
    expect(rows.filter(({ key }) => /^\w+:(host|moves|faults|name|stack|beside)/.test(key))).toEqual([]);
  });

  test('a scenario of a stack fits a trace, its keys in the order of the schema', () => {
    const { scenario } = read(stack());
    expect(JSON.stringify(scenarioSchema.parse(scenario))).toBe(JSON.stringify(scenario));
  });
});
