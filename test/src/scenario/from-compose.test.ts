import { describe, expect, test } from 'vitest';
import { DEFAULT_RESTART_POLICY, DEFAULT_UPDATE_CONFIG } from '#model/defaults.js';
import { scenarioSchema } from '#src/scenario/scenario-schema.js';
import { app, read } from './reading.ts';

const baseOf = (...lines: readonly string[]) => read(app(...lines)).scenario.base;

describe('what a compose file leaves out', () => {
  test('SwarmKit gives: one replica, its update_config, rollback_config and restart_policy', () => {
    const base = baseOf();
    expect(base.replicas).toBe(1);
    expect(base.update).toEqual(DEFAULT_UPDATE_CONFIG);
    expect(base.rollback).toEqual(DEFAULT_UPDATE_CONFIG);
    expect(base.restart).toEqual(DEFAULT_RESTART_POLICY);
    expect(base).toMatchObject({ reservationMb: 0, stopGraceMs: 10_000, healthcheck: null });
  });

  test('an update_config that is there but bare has parallelism 1 too, and not 0', () => {
    expect(baseOf('deploy:', '  update_config: {}').update).toEqual(DEFAULT_UPDATE_CONFIG);
    expect(baseOf('deploy:', '  update_config:').update).toEqual(DEFAULT_UPDATE_CONFIG);
    expect(baseOf('deploy: {update_config: {parallelism: 0}}').update.parallelism).toBe(0);
  });

  test('a restart_policy that is there but has no condition is any, not none', () => {
    expect(baseOf('deploy: {restart_policy: {max_attempts: 3}}').restart).toEqual({
      ...DEFAULT_RESTART_POLICY,
      maxAttempts: 3,
    });
  });

  test('a monitor of 0s is none given: 5 s', () => {
    const { scenario, sources } = read(app('deploy: {update_config: {monitor: 0s}}'));
    expect(scenario.base.update.monitorMs).toBe(5_000);
    expect(sources.get('update_config.monitor')).toEqual({ value: '5s', source: 'default: SwarmKit' });
  });

  test('every scenario can be written into a trace', () => {
    const { scenario } = read(app());
    expect(scenarioSchema.parse(scenario)).toEqual(scenario);
  });

  test('base, head and other differ in commit and template only', () => {
    const { base, head, other } = read(app('deploy: {replicas: 2}')).scenario;
    expect([base, head, other].map(({ stamp, template }) => [stamp, template])).toEqual([
      ['eb96de94+U', 'base'],
      ['7ae7b0f7+U', 'head'],
      ['c0ffee00+U', 'other'],
    ]);
    expect({ ...head, stamp: base.stamp, template: base.template }).toEqual(base);
    expect({ ...other, stamp: base.stamp, template: base.template }).toEqual(base);
  });
});

describe('what a compose file says', () => {
  test('update_config, rollback_config and restart_policy are read in full', () => {
    const base = baseOf(
      'deploy:',
      '  update_config:',
      '    parallelism: 2',
      '    delay: 1m30s',
      '    failure_action: continue',
      '    monitor: 1.5s',
      '    max_failure_ratio: 0.34',
      '    order: start-first',
      '  rollback_config: {parallelism: 3, delay: 10s, failure_action: rollback, monitor: 7s, max_failure_ratio: .5, order: start-first}',
      '  restart_policy: {condition: on-failure, delay: 250ms, max_attempts: 4, window: 2h}',
    );
    expect(base.update).toEqual({
      parallelism: 2,
      delayMs: 90_000,
      failureAction: 'continue',
      monitorMs: 1_500,
      maxFailureRatio: 0.34,
      order: 'start-first',
    });
    expect(base.rollback).toEqual({
      parallelism: 3,
      delayMs: 10_000,
      failureAction: 'rollback',
      monitorMs: 7_000,
      maxFailureRatio: 0.5,
      order: 'start-first',
    });
    expect(base.restart).toEqual({ condition: 'on-failure', delayMs: 250, maxAttempts: 4, windowMs: 7_200_000 });
  });

  test('replicas, reservations and stop_grace_period', () => {
    const base = baseOf(
      'stop_grace_period: 1m',
      'deploy:',
      '  replicas: 3',
      '  resources: {reservations: {memory: 1gb}}',
    );
    expect(base).toMatchObject({ replicas: 3, stopGraceMs: 60_000, reservationMb: 1_024 });
  });

  test.each([
    ['always', { condition: 'any', maxAttempts: 0 }],
    ['unless-stopped', { condition: 'any', maxAttempts: 0 }],
    ['"no"', { condition: 'any', maxAttempts: 0 }],
    ['on-failure', { condition: 'on-failure', maxAttempts: 0 }],
    ['on-failure:3', { condition: 'on-failure', maxAttempts: 3 }],
  ])('restart: %s counts where there is no restart_policy', (restart, policy) => {
    expect(baseOf(`restart: ${restart}`).restart).toMatchObject(policy);
    expect(baseOf(`restart: ${restart}`, 'deploy: {restart_policy: {condition: none}}').restart.condition).toBe('none');
  });

  test('variables come from the environment that was passed in', () => {
    const text = app('deploy: {replicas: "${WEB:-2}", update_config: {monitor: "${MONITOR-7s}"}}');
    expect(read(text).scenario.base).toMatchObject({ replicas: 2, update: { monitorMs: 7_000 } });
    expect(read(text, { environment: { WEB: '4', MONITOR: '9s' } }).scenario.base).toMatchObject({
      replicas: 4,
      update: { monitorMs: 9_000 },
    });
  });

  test("variables of parts that are not read are nobody's business", () => {
    const { warnings } = read(
      app('environment: ["PASSWORD=${PASSWORD:?}"]', 'command: echo $ {', 'deploy: {labels: ["a=$B"]}'),
    );
    expect(warnings).toEqual([]);
  });

  test('a merged anchor is read as if it stood there', () => {
    const text = `x-pace: &pace {monitor: 9s, order: start-first}\n${app('deploy:', '  update_config:', '    <<: *pace', '    order: stop-first')}`;
    const { scenario, sources } = read(text);
    expect(scenario.base.update).toMatchObject({ monitorMs: 9_000, order: 'stop-first' });
    expect(sources.get('update_config.monitor')?.source).toBe('compose.yml:1');
  });
});

describe('the healthcheck', () => {
  test("a zero, or nothing, is the engine's default", () => {
    expect(baseOf('healthcheck: {test: ["CMD", "true"], interval: 0s, retries: 0}').healthcheck).toEqual({
      intervalMs: 30_000,
      timeoutMs: 30_000,
      retries: 3,
      startPeriodMs: 0,
    });
    expect(
      baseOf('healthcheck: {test: curl localhost, interval: 5s, timeout: 2s, retries: 4, start_period: 1m}')
        .healthcheck,
    ).toEqual({
      intervalMs: 5_000,
      timeoutMs: 2_000,
      retries: 4,
      startPeriodMs: 60_000,
    });
  });

  test.each([
    '{disable: true, interval: 5s}',
    '{test: ["NONE"]}',
    '{test: NONE, interval: 5s}',
    '{}',
    '',
    '{disable: false}',
  ])('healthcheck: %s is none', (healthcheck) => {
    expect(baseOf(`healthcheck: ${healthcheck}`).healthcheck).toBeNull();
  });

  test('a task runs no sooner than its first probe', () => {
    const startOf = (...lines: readonly string[]) => baseOf(...lines).behaviour.start;
    expect(startOf()).toEqual({ earliestMs: 300, latestMs: 4_000 });
    expect(startOf('healthcheck: {test: x, interval: 10s}')).toEqual({ earliestMs: 10_300, latestMs: 14_000 });
    // Engine 25 probes every start_interval while inside the start_period.
    expect(startOf('healthcheck: {test: x, interval: 10s, start_period: 1m}')).toEqual({
      earliestMs: 5_300,
      latestMs: 14_000,
    });
    expect(startOf('healthcheck: {test: x, interval: 10s, start_period: 1m, start_interval: 1s}').earliestMs).toBe(
      1_300,
    );
  });

  test('without a test the image is taken to have one, and the reader is told', () => {
    const { scenario, warnings } = read(app('healthcheck: {interval: 5s}'));
    expect(scenario.base.healthcheck?.intervalMs).toBe(5_000);
    expect(warnings).toEqual([expect.stringMatching(/^compose\.yml:4 services\.app\.healthcheck: there is no test/)]);
  });
});

describe('the stack and the stamp', () => {
  const list = app('deploy:', '  labels:', '    - "coop-cloud.${STACK_NAME}.chaos-version=deadbeef+U"');

  test("a chaos-version label of the stack, in a list, is the base's stamp", () => {
    const { scenario, sources } = read(list, { environment: { STACK_NAME: 'shop_example_org' } });
    expect(scenario).toMatchObject({
      stack: 'shop_example_org',
      base: { stamp: 'deadbeef+U' },
      head: { stamp: '7ae7b0f7+U' },
    });
    expect(sources.get('base_stamp')).toEqual({ value: 'deadbeef+U', source: 'compose.yml:6' });
    expect(sources.get('stack')?.source).toBe('environment');
  });

  test('the stack of --set, of x-sim and of the file fill ${STACK_NAME} too', () => {
    expect(read(list, { overrides: ['stack=mine'] }).scenario.base.stamp).toBe('deadbeef+U');
    expect(read(list, { overrides: ['stack=mine'], environment: { STACK_NAME: 'x' } }).scenario.base.stamp).toBe(
      'deadbeef+U',
    );
    expect(read(`name: shop\n${list}`).scenario).toMatchObject({ stack: 'shop', base: { stamp: 'deadbeef+U' } });
    expect(read(list).scenario).toMatchObject({ stack: 'stack', base: { stamp: 'deadbeef+U' } });
  });

  test('in a mapping the key stands as it is: Compose fills in no keys', () => {
    const map = (key: string) => app('deploy:', '  labels:', `    ${key}: deadbeef+U`, '    traefik.enable: "true"');
    const environment = { STACK_NAME: 'shop' };
    expect(read(map('coop-cloud.shop.chaos-version'), { environment }).scenario.base.stamp).toBe('deadbeef+U');
    const { scenario, warnings } = read(map('coop-cloud.${STACK_NAME}.chaos-version'), { environment });
    expect(scenario.base.stamp).toBe('eb96de94+U');
    expect(warnings).toEqual([expect.stringContaining('compose.yml:6 ')]);
  });

  test('the label of another stack is not ours', () => {
    const text = app('deploy: {labels: ["coop-cloud.other.chaos-version=deadbeef"]}');
    expect(read(text).scenario.base.stamp).toBe('eb96de94+U');
  });

  test('base_stamp=none is a base without the label', () => {
    expect(read(list, { overrides: ['base_stamp=none'] }).scenario.base.stamp).toBeNull();
  });
});

describe('which service', () => {
  const two = 'services:\n  db: {image: postgres}\n  app: {image: nginx, deploy: {replicas: 2}}\n';

  test('the one asked for, else app, else the only one', () => {
    expect(read(two).scenario).toMatchObject({ service: 'app', base: { replicas: 2 } });
    expect(read(two, { service: 'db' }).scenario.service).toBe('db');
    expect(read('services: {web: {image: nginx}}').scenario.service).toBe('web');
  });

  test('the scenario is named after file and service, and no folder', () => {
    const named = (file: string) => read(two, { file }).scenario.name;
    expect(named('compose.yml')).toBe('compose/app');
    expect(named('some/where/web-3.compose.yml')).toBe('web-3/app');
    expect(named('C:\\recipes\\my shop.yaml')).toBe('my-shop/app');
  });
});
