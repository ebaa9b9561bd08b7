import { describe, expect, test } from 'vitest';
import { describeScenario } from '#src/scenario/describe-scenario.js';
import { SETTINGS } from '#src/scenario/settings.js';
import { app, read, refusal } from './reading.ts';

const set = (...overrides: readonly string[]) => read(app('healthcheck: {test: x}'), { overrides }).scenario;
const window = (earliestMs: number, latestMs: number) => ({ earliestMs, latestMs });

describe('who wins', () => {
  const compose = app('deploy: {update_config: {monitor: 1s}}');
  const fileSim = `x-sim: {update_config.monitor: 2s}\n${compose}`;
  const serviceSim = `x-sim: {update_config.monitor: 2s}\n${app('deploy: {update_config: {monitor: 1s}}', 'x-sim:', '  update_config:', '    monitor: 3s')}`;
  const amendment = { pairs: ['update_config.monitor=4s'], source: 'the fix' };

  test.each([
    ['a default', app(), {}, 5_000, 'default: SwarmKit'],
    ['Compose over a default', compose, {}, 1_000, 'compose.yml:4'],
    ['x-sim over Compose', fileSim, {}, 2_000, 'x-sim (compose.yml:1)'],
    ["the service's x-sim over the file's", serviceSim, {}, 3_000, 'x-sim (compose.yml:8)'],
    ['an amendment over the file', serviceSim, { amendment }, 4_000, 'the fix'],
    ['a flag over all', serviceSim, { amendment, overrides: ['update_config.monitor=6s'] }, 6_000, '--set'],
    [
      'the last flag',
      compose,
      { overrides: ['update_config.monitor=6s', 'deploy.update_config.monitor=7s'] },
      7_000,
      '--set',
    ],
  ])('%s', (_, text, rest, monitorMs, source) => {
    const { scenario, sources } = read(text, rest);
    expect(scenario.base.update.monitorMs).toBe(monitorMs);
    expect(sources.get('update_config.monitor')?.source).toBe(source);
  });
});

describe('every key of --set', () => {
  test.each([
    ['name=mine/too', { name: 'mine/too' }],
    ['stack=shop', { stack: 'shop' }],
    ['mode=global', { mode: 'global', head: { replicas: 1 } }],
    ['constrained=true', { base: { constrained: true }, head: { constrained: true }, other: { constrained: true } }],
    ['replicas=3', { base: { replicas: 3 }, head: { replicas: 3 }, other: { replicas: 3 } }],
    ['update_config.order=start-first', { head: { update: { order: 'start-first' } } }],
    ['deploy.update_config.monitor=10s', { head: { update: { monitorMs: 10_000 } } }],
    ['update_config.parallelism=0', { head: { update: { parallelism: 0 } } }],
    ['update_config.delay=1m', { head: { update: { delayMs: 60_000 } } }],
    ['update_config.failure_action=rollback', { head: { update: { failureAction: 'rollback' } } }],
    ['update_config.max_failure_ratio=.25', { head: { update: { maxFailureRatio: 0.25 } } }],
    ['rollback_config.failure_action=rollback', { head: { rollback: { failureAction: 'rollback' } } }],
    ['rollback_config.order=start-first', { head: { rollback: { order: 'start-first' } } }],
    ['restart_policy.condition=none', { head: { restart: { condition: 'none' } } }],
    ['restart_policy.delay=0s', { head: { restart: { delayMs: 0 } } }],
    ['restart_policy.max_attempts=2', { head: { restart: { maxAttempts: 2 } } }],
    ['restart_policy.window=2m', { head: { restart: { windowMs: 120_000 } } }],
    ['resources.reservations.memory=1g', { head: { reservationMb: 1_024 } }],
    ['stop_grace_period=30s', { head: { stopGraceMs: 30_000 } }],
    ['healthcheck.interval=3s', { head: { healthcheck: { intervalMs: 3_000 } } }],
    ['healthcheck.disable=true', { head: { healthcheck: null } }],
    ['healthcheck.test=NONE', { head: { healthcheck: null } }],
    ['base_stamp=none', { base: { stamp: null } }],
    ['head_stamp=deadbeef', { head: { stamp: 'deadbeef' }, base: { stamp: 'eb96de94+U' } }],
    ['beside=none', { beside: [] }],
    ['host.nodes=3', { host: { nodes: 3 } }],
    ['host.memory=2g', { host: { memoryMb: 2_048 } }],
    ['host.load=0M..300M', { host: { loadMb: [0, 300] } }],
    ['host.load=200M,0M,200M', { host: { loadMb: [0, 200] } }],
    ['host.load=1g', { host: { loadMb: [1_024] } }],
    ['host.load_changes=2', { host: { loadChanges: 2 } }],
    ['host.oom_kill=0s..1s', { host: { oomKill: window(0, 1_000) } }],
    ['memory.boot=1g', { head: { behaviour: { bootMemoryMb: 1_024 } } }],
    ['memory.rest=1g', { head: { behaviour: { restMemoryMb: 1_024 } } }],
    ['boot=20s..60s', { head: { behaviour: { boot: window(20_000, 60_000) } } }],
    ['prepare=1s', { head: { behaviour: { prepare: window(1_000, 1_000) } } }],
    ['start=1s..2s', { head: { behaviour: { start: window(1_000, 2_000) } } }],
    ['stop=1s..2s', { head: { behaviour: { stop: window(1_000, 2_000) } } }],
    ['poll_interval=200ms', { watcher: { intervalMs: 200 } }],
    ['read_delay=5ms', { watcher: { read: window(5, 5) } }],
    ['deadline=10m', { watcher: { deadlineMs: 600_000 } }],
    ['health_deadline=10m', { watcher: { healthDeadlineMs: 600_000 } }],
    ['health_answers=3', { watcher: { healthAnswers: 3 } }],
    ['healthy_needs_converged=true', { watcher: { healthyNeedsConverged: true } }],
    ['noop_grace=1m', { watcher: { graceMs: 60_000 } }],
    ['report_lag=0s..5s', { timing: { report: window(0, 5_000) } }],
    ['manager_delay=0s', { timing: { manager: window(0, 0) } }],
    ['allocate_delay=1ms', { timing: { allocate: window(1, 1) } }],
    ['schedule_delay=1ms', { timing: { schedule: window(1, 1) } }],
    ['assign_delay=1ms', { timing: { assign: window(1, 1) } }],
    ['stop_signal_delay=1ms', { timing: { stopSignal: window(1, 1) } }],
    ['moves=none', { operator: { moves: [], maxMoves: 0 } }],
    ['moves=force,identical', { operator: { moves: ['identical', 'force'], maxMoves: 1 } }],
    ['max_moves=2', { operator: { maxMoves: 2 } }],
    ['move_window=1m', { operator: { moveWindow: window(60_000, 60_000) } }],
    ['node_down_after=10s', { timing: { nodeDown: window(10_000, 10_000) } }],
    ['moves=relabel-node,scale', { operator: { moves: ['scale', 'relabel-node'], scaleTo: 2 } }],
    ['scale_to=5', { operator: { scaleTo: 5 } }],
    ['replicas=3', { operator: { scaleTo: 4 } }],
    ['request_delay=0s..1s', { operator: { request: window(0, 1_000) } }],
    ['faults=none', { faults: { kinds: [], maxFaults: 0, downFor: window(20_000, 60_000) } }],
    ['faults=leader-change', { faults: { kinds: ['leader-change'], maxFaults: 1 } }],
    ['faults=late-answer', { faults: { kinds: ['late-answer'], maxFaults: 1, lateBy: window(5_000, 5_000) } }],
    ['max_faults=3', { faults: { kinds: [], maxFaults: 3 } }],
    ['down_for=1m', { faults: { downFor: window(60_000, 60_000) } }],
    ['horizon=1h', { bounds: { horizonMs: 3_600_000 } }],
    ['max_steps=99', { bounds: { maxSteps: 99 } }],
    ['tasks_per_slot=6', { bounds: { tasksPerSlot: 6 } }],
    ['head=good', { headFates: [{ kind: 'good' }] }],
  ])('%s', (pair, expected) => {
    expect(set(pair)).toMatchObject(expected);
  });

  test('a healthcheck can be given to a service that has none', () => {
    expect(read(app(), { overrides: ['healthcheck.interval=5s'] }).scenario.head.healthcheck?.intervalMs).toBe(5_000);
  });

  test('the values that the head dies by', () => {
    const { headFates } = set(
      'head=dies,dies-late,turns-unhealthy,starts-slowly,eats-memory',
      'dies_after=1s',
      'dies_late_after=2s',
      'unhealthy_after=3s',
      'slow_start=4s',
      'eats_memory=5s',
      'exit_code=42',
      'host.memory=3g',
    );
    expect(headFates.map(({ window: { earliestMs }, exitCode, memoryMb }) => [earliestMs, exitCode, memoryMb])).toEqual(
      [
        [1_000, 42, 0],
        [2_000, 42, 0],
        [3_000, 0, 0],
        [4_000, 0, 0],
        [5_000, 0, 3_072],
      ],
    );
  });

  test('an x-sim block takes the same keys, nested or dotted, lists as lists', () => {
    const text = app(
      'x-sim:',
      '  host: {memory: 2g, load: [0M, 300M]}',
      '  memory.boot: 200M',
      '  deploy: {update_config: {order: start-first}}',
      '  moves: [rollback, identical]',
      '  head: ["dies:1s..2s:3", good]',
      '  poll_interval: ${POLL:-9s}',
      '  deadline:',
    );
    expect(read(text).scenario).toMatchObject({
      host: { memoryMb: 2_048, loadMb: [0, 300] },
      head: { update: { order: 'start-first' }, behaviour: { bootMemoryMb: 200 } },
      operator: { moves: ['identical', 'rollback'] },
      headFates: [{ kind: 'dies', window: window(1_000, 2_000), exitCode: 3 }, { kind: 'good' }],
      watcher: { intervalMs: 9_000, deadlineMs: 300_000 },
    });
  });
});

describe('what --set refuses', () => {
  test.each([
    [
      'update_config.ordr=stop-first',
      'usage.unknown-option',
      '--set: there is no key "update_config.ordr". Did you mean update_config.order?',
    ],
    ['host.mem=1g', 'usage.unknown-option', 'Did you mean host.memory?'],
    ['interval=1s', 'usage.unknown-option', 'Did you mean healthcheck.interval?'],
    ['poll-interval=1s', 'usage.unknown-option', 'Did you mean poll_interval?'],
    ['nonsense.of.some.kind=1', 'usage.unknown-option', '`sim scenario` prints every key.'],
    ['rollback.order=x', 'usage.unknown-option', 'Did you mean rollback_config.order?'],
    ['constructor=1', 'usage.unknown-option', 'there is no key "constructor"'],
    ['replicas', 'usage.bad-value', '--set: "replicas" sets nothing. Give it as KEY=VALUE'],
    ['=3', 'usage.bad-value', 'sets nothing'],
    ['replicas=-1', 'usage.bad-value', '--set replicas: "-1" is not a whole number'],
    ['replicas=', 'usage.bad-value', '"" is not a whole number'],
    [
      'update_config.monitor=5 parsecs',
      'usage.bad-value',
      '--set update_config.monitor: "5 parsecs" is not a duration. Give',
    ],
    ['poll_interval=0s', 'usage.bad-value', 'from 1ms to'],
    ['exit_code=256', 'usage.bad-value', 'from 0 to 255'],
    ['moves=retry', 'usage.bad-value', 'Give a list of'],
    ['faults=flood', 'usage.bad-value', 'Give a list of leader-change, node-down, no-answer, late-answer, or none'],
    ['moves=leader-change', 'usage.bad-value', 'what may happen to the cluster is the key faults'],
    ['moves=none,identical', 'usage.bad-value', '"none,identical" is not a list of moves'],
    ['mode=global-job', 'usage.bad-value', 'Give one of replicated, global'],
    ['host.nodes=9', 'usage.bad-value', 'from 1 to 8'],
    ['beside=db', 'usage.unknown-service', '--set beside: compose.yml has no service "db". Give none.'],
    ['head=lives', 'usage.bad-value', '--set head: "lives" is not a fate'],
    ['name=two words', 'usage.bad-value', 'is not a name'],
  ])('%s', (pair, code, said) => {
    const refused = refusal(() => set(pair));
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(said);
  });

  test('every key suggests itself when one letter is missing', () => {
    for (const key of Object.keys(SETTINGS).filter((known) => known.length > 4)) {
      expect(refusal(() => set(`${key.slice(0, -1)}=1`)).message).toContain('Did you mean ');
    }
  });
});

describe('the description', () => {
  test('has a row for every setting, and given back it makes the same scenario', () => {
    const lines = [
      'deploy: {replicas: 2, update_config: {order: start-first}}',
      'healthcheck: {test: x, start_period: 9s}',
    ];
    const first = read(app(...lines), { overrides: ['head=dies:1s..2s:3,all!once'] });
    const rows = describeScenario(first);
    const again = read(app(), { overrides: rows.map(({ key, value }) => `${key}=${value}`) });
    expect(again.scenario).toEqual(first.scenario);
    expect(describeScenario(again).map(({ value }) => value)).toEqual(rows.map(({ value }) => value));
    expect(rows.map(({ key }) => key)).toEqual(
      Object.keys(SETTINGS).filter((key) => rows.some((row) => row.key === key)),
    );
  });

  test('the same without a healthcheck', () => {
    const first = read(app());
    const rows = describeScenario(first);
    expect(rows).toContainEqual({ key: 'healthcheck.disable', value: 'true', source: 'default: Docker' });
    expect(read(app(), { overrides: rows.map(({ key, value }) => `${key}=${value}`) }).scenario).toEqual(
      first.scenario,
    );
  });

  test('names the source of each value', () => {
    const rows = describeScenario(
      read(app('deploy: {replicas: 2}', 'x-sim: {boot: 1s..90s}'), {
        overrides: ['stop_grace_period=1m'],
        heads: ['good'],
      }),
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { key: 'replicas', value: '2', source: 'compose.yml:4' },
        { key: 'boot', value: '1s..1m30s', source: 'x-sim (compose.yml:5)' },
        { key: 'stop_grace_period', value: '1m', source: '--set' },
        { key: 'head', value: 'good', source: '--head' },
        { key: 'update_config.monitor', value: '5s', source: 'default: SwarmKit' },
        { key: 'poll_interval', value: '2s', source: 'default: sim' },
      ]),
    );
  });
});
