import { describe, expect, test } from 'vitest';
import { app, read, refusal } from './reading.ts';

/** [lines of the service from line 4 on, the line and key that are named, what is said] */
type Wrong = readonly [lines: readonly string[], place: string, said: string];

const wrong: readonly Wrong[] = [
  [
    ['deploy:', '  update_config:', '    monitor: 5 parsecs'],
    '6 services.app.deploy.update_config.monitor',
    '"5 parsecs" is not a duration. Give a duration from 0s to 168h, such as 500ms',
  ],
  [
    ['deploy:', '  update_config:', '    monitor: 5'],
    '6 services.app.deploy.update_config.monitor',
    '"5" is not a duration',
  ],
  [
    ['deploy:', '  update_config:', '    delay: -5s'],
    '6 services.app.deploy.update_config.delay',
    '"-5s" is not a duration',
  ],
  [['deploy:', '  update_config:', '    delay: 9000h'], '6 services.app.deploy.update_config.delay', 'from 0s to 168h'],
  [
    ['deploy:', '  replicas: -1'],
    '5 services.app.deploy.replicas',
    '"-1" is not a whole number in its range. Give a whole number from 1 to 1000.',
  ],
  [['deploy:', '  replicas: 0'], '5 services.app.deploy.replicas', 'from 1 to'],
  [['deploy:', '  replicas: three'], '5 services.app.deploy.replicas', '"three" is not a whole number'],
  [['deploy:', '  replicas: ${NONE}'], '5 services.app.deploy.replicas', '"" is not a whole number'],
  [
    ['deploy: {update_config: {parallelism: -1}}'],
    '4 services.app.deploy.update_config.parallelism',
    '"-1" is not a whole number',
  ],
  [
    ['deploy: {update_config: {parallelism: 1.5}}'],
    '4 services.app.deploy.update_config.parallelism',
    '"1.5" is not a whole number',
  ],
  [
    ['deploy: {update_config: {failure_action: restart}}'],
    '4 services.app.deploy.update_config.failure_action',
    'Give one of pause, continue, rollback.',
  ],
  [
    ['deploy: {rollback_config: {failure_action: retry}}'],
    '4 services.app.deploy.rollback_config.failure_action',
    'Give one of pause, continue, rollback.',
  ],
  [
    ['deploy: {update_config: {order: start_first}}'],
    '4 services.app.deploy.update_config.order',
    'Give one of stop-first, start-first.',
  ],
  [
    ['deploy: {update_config: {max_failure_ratio: 1.01}}'],
    '4 services.app.deploy.update_config.max_failure_ratio',
    'Give a number from 0 to 1',
  ],
  [
    ['deploy: {update_config: {max_failure_ratio: -0.1}}'],
    '4 services.app.deploy.update_config.max_failure_ratio',
    'Give a number from 0 to 1',
  ],
  [
    ['deploy: {update_config: {max_failure_ratio: 30%}}'],
    '4 services.app.deploy.update_config.max_failure_ratio',
    '"30%" is not a ratio',
  ],
  [
    ['deploy: {restart_policy: {condition: always}}'],
    '4 services.app.deploy.restart_policy.condition',
    'Give one of any, on-failure, none.',
  ],
  [
    ['deploy: {restart_policy: {max_attempts: -1}}'],
    '4 services.app.deploy.restart_policy.max_attempts',
    'whole number',
  ],
  [
    ['deploy: {resources: {reservations: {memory: lots}}}'],
    '4 services.app.deploy.resources.reservations.memory',
    '"lots" is not a size. Give a size from 0M to 65536G, such as 512M',
  ],
  [
    ['deploy: {resources: {limits: {memory: -1m}}}'],
    '4 services.app.deploy.resources.limits.memory',
    '"-1m" is not a size',
  ],
  [['healthcheck:', '  interval: soon'], '5 services.app.healthcheck.interval', '"soon" is not a duration'],
  [['healthcheck:', '  retries: few'], '5 services.app.healthcheck.retries', '"few" is not a whole number'],
  [['healthcheck:', '  disable: maybe'], '5 services.app.healthcheck.disable', 'Give true or false.'],
  [['stop_grace_period: 10'], '4 services.app.stop_grace_period', '"10" is not a duration'],
  [['restart: sometimes'], '4 services.app.restart', 'Give no, always, unless-stopped, on-failure or on-failure:3.'],
  [['restart: always:3'], '4 services.app.restart', '"always:3" is not a restart policy'],
  [
    ['deploy:', '  mode: global', '  replicas: 1'],
    '6 services.app.deploy.replicas',
    'replicas can only be used with replicated mode',
  ],
  [['deploy: {mode: global-job}'], '4 services.app.deploy.mode', 'Give one of replicated, global, or leave'],
  [['deploy: {mode: replicated-job}'], '4 services.app.deploy.mode', 'mode replicated-job is not yet supported'],
  [['deploy: {mode: shared}'], '4 services.app.deploy.mode', '"shared" is not a mode'],
  [['deploy: [a]'], '4 services.app.deploy', 'this is a list. Write a mapping'],
  [['deploy: {update_config: fast}'], '4 services.app.deploy.update_config', '"fast" stands here. Write a mapping'],
  [['deploy: {replicas: [1, 2]}'], '4 services.app.deploy.replicas', '"[1, 2]" is not a whole number'],
  [['deploy: {replicas: {a: 1}}'], '4 services.app.deploy.replicas', 'a mapping stands here. Write one value.'],
  [['deploy: {labels: nothing}'], '4 services.app.deploy.labels', '"nothing" stands here'],
  [
    ['deploy: {replicas: "${N:?say how many}"}'],
    '4 services.app.deploy.replicas',
    'the variable N has no value (say how many)',
  ],
  [['stop_grace_period: 5$'], '4 services.app.stop_grace_period', 'a "$" that starts no variable'],
  [['x-sim:', '  boot: 60s..20s'], '5 services.app.x-sim.boot', '"60s..20s" is not a duration or a window'],
  [
    ['x-sim:', '  host:', '    memroy: 4G'],
    '6 services.app.x-sim.host.memroy',
    'there is no key "host.memroy". Did you mean host.memory?',
  ],
  [
    ['x-sim:', '  moves: [retry]'],
    '5 services.app.x-sim.moves',
    'identical, label-only, other-spec, rollback, force, scale, drain, pause-node, activate, relabel-node, remove-service, remove-node, or none; what may',
  ],
  [
    ['x-sim:', '  host.load: 1M..lots'],
    '5 services.app.x-sim.host.load',
    'Give sizes such as 300M, 0M..300M or 0M,200M,1.5gb.',
  ],
  [
    ['x-sim: {faults: [earthquake]}'],
    '4 services.app.x-sim.faults',
    'Give a list of leader-change, node-down, no-answer, late-answer, or none.',
  ],
  [
    ['deploy:', '  placement:', '    constraints: node.role==manager'],
    '6 services.app.deploy.placement.constraints',
    'this is no list',
  ],
  [
    ['deploy:', '  placement:', '    constraints:', '      - node.labels.disk = ssd'],
    '7 services.app.deploy.placement.constraints[0]',
    '"node.labels.disk = ssd" is not a constraint. Give node.labels.NAME',
  ],
  [
    ['deploy: {placement: {constraints: ["node.colour == red"]}}'],
    '4 services.app.deploy.placement.constraints[0]',
    'no node ever meets "node.colour == red"',
  ],
  [['x-sim: 5'], '4 services.app.x-sim', 'Write a mapping'],
];

describe('a wrong value is refused with file, line and key, and what is allowed', () => {
  test.each(wrong)('%j at %s', (lines, place, said) => {
    const { code, message } = refusal(() => read(app(...lines)));
    expect(code).toBe('scenario.malformed');
    expect(message).toContain(`compose.yml:${place}: `);
    expect(message).toContain(said);
    expect(message).not.toContain('\n');
  });

  test('also where the command line says something better', () => {
    const act = () =>
      read(app('deploy: {update_config: {monitor: 5 parsecs}}'), { overrides: ['update_config.monitor=5s'] });
    expect(refusal(act).message).toContain('compose.yml:4 ');
  });

  test('a long value is cut', () => {
    const { message } = refusal(() => read(app(`stop_grace_period: ${'x'.repeat(500)}`)));
    expect(message.length).toBeLessThan(300);
  });
});

describe('a file that is no compose file', () => {
  test.each([
    ['', 'compose.yml: this file is empty'],
    ['# nothing\n', 'compose.yml: this file is empty'],
    ['- a\n- b\n', 'compose.yml:1 the file: this is a list'],
    ['hello\n', 'compose.yml:1 the file: "hello" stands here'],
    ['version: "3.8"\n', 'compose.yml: there are no services in this file'],
    ['services:\n', 'compose.yml: there are no services in this file'],
    ['services: [app]\n', 'compose.yml:1 services: this is a list'],
    ['services:\n  app: nginx\n', 'compose.yml:2 services.app: "nginx" stands here'],
    ['services:\n  app: {image: [\n', 'this is not YAML'],
  ])('%j', (text, said) => {
    const { code, message } = refusal(() => read(text));
    expect(code).toBe('scenario.malformed');
    expect(message).toContain(said);
  });
});

describe('a service that is not there', () => {
  const two = 'services:\n  web: {image: nginx}\n  db: {image: postgres}\n';

  test('an unknown name, with the names that there are', () => {
    expect(refusal(() => read(two, { service: 'ap' }))).toEqual({
      code: 'usage.unknown-service',
      message: 'compose.yml: it has no service "ap". Give --service with one of: web, db.',
    });
  });

  test('no name, and no way to choose', () => {
    expect(refusal(() => read(two))).toEqual({
      code: 'usage.unknown-service',
      message: 'compose.yml: it has several services and none is named "app". Give --service with one of: web, db.',
    });
  });
});

test('a base that could never have been deployed', () => {
  const text = app('deploy: {replicas: 3, resources: {reservations: {memory: 2g}}}');
  const { code, message } = refusal(() => read(text));
  expect(code).toBe('scenario.malformed');
  expect(message).toContain('3 x 2048 MB of reservations do not fit into host.memory (4096 MB)');
  expect(read(text, { overrides: ['host.memory=8g'] }).scenario.host.memoryMb).toBe(8_192);
});
