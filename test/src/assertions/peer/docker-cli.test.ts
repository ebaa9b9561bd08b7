import { describe, expect, test } from 'vitest';
import { dockerCli } from '#src/assertions/peer/docker-cli.js';
import type { TaskView } from '#src/port/swarm-port.js';
import type { Engine } from '../drive.ts';
import { drive, since } from '../drive.ts';
import { context, fail, node, NODE, PASS, service, task } from '../views.ts';

const serving: Engine = {
  inspect: () => service({ updateState: 'updating' }),
  upToDate: () => [task(1)],
  nodes: () => [node(NODE)],
};
const ROUND = ['inspect 0', 'up-to-date 0', 'nodes 0'];

describe('peer/docker-cli', () => {
  test('passes at once on completed, the tasks not having been looked at', () => {
    const engine = { ...serving, inspect: () => service({ updateState: 'completed' }) };
    expect(drive(dockerCli, context(), engine)).toMatchObject({
      verdict: PASS,
      asked: ['deploy', 'inspect 0'],
      atMs: 0,
    });
  });

  test('passes on completed at once also when the tasks were found short', () => {
    const inspect = since(service({ updateState: 'updating' }), [200, service({ updateState: 'completed' })]);
    const run = drive(dockerCli, context(), { ...serving, inspect, upToDate: () => [] });
    expect(run).toMatchObject({ verdict: PASS, atMs: 200, asked: ['deploy', ...ROUND, 'sleep', 'inspect 0'] });
  });

  test.each(['updating', 'unset', 'completed', 'rollback_started', 'rollback_completed'] as const)(
    'once converged, %s passes when N of N have held for the monitor, polled every 200 ms whatever the interval is',
    (updateState) => {
      const inspect = since(service({ updateState: 'updating' }), [200, service({ updateState })]);
      const run = drive(dockerCli, context(), { ...serving, inspect }, { intervalMs: 7_000 });
      expect(run).toMatchObject({ verdict: PASS, atMs: 5_000 });
      expect(run.asked.filter((question) => question === 'sleep')).toHaveLength(25);
    },
  );

  test('counts the monitor from the answer that showed N of N, anew after each that did not', () => {
    const upToDate = since([task(1)], [2_000, []], [3_000, [task(1)]]);
    expect(drive(dockerCli, context(), { ...serving, upToDate }).atMs).toBe(8_000);
  });

  test('takes the monitor of update_config as it is at the end', () => {
    const update = { parallelism: 1, delayMs: 0, monitorMs: 600 };
    const run = drive(dockerCli, context(), { ...serving, inspect: () => service({ updateState: 'unset', update }) });
    expect(run.atMs).toBe(600);
  });

  test.each([
    ['paused', 'paused'],
    ['rollback_paused', 'rolled-back'],
  ] as const)('fails on %s', (updateState, reason) => {
    const engine = { ...serving, inspect: () => service({ updateState }) };
    expect(drive(dockerCli, context(), engine).verdict).toEqual(fail(reason));
  });

  test.each<[string, readonly TaskView[]]>([
    ['no up-to-date task', []],
    ['one that is not running yet', [task(1, { state: 'starting' })]],
    ['one that is being stopped', [task(1, { desired: 'shutdown' })]],
    ['one on a node that is down', [task(1, { node: 8 })]],
    ['one on a node that is not listed', [task(1, { node: 7 })]],
    [
      'one running, and one in the same slot that is wanted no more and no less',
      [task(1), task(2, { state: 'ready' })],
    ],
    ['one running, and one in the same slot that is new', [task(1), task(2, { state: 'new' })]],
    [
      'one running, and one in the same slot that is not even wanted running yet',
      [task(1), task(2, { state: 'starting', desired: 'new' })],
    ],
    ['two slots where one is wanted', [task(1), task(2, { slot: 2 })]],
  ])('waits until the deadline with %s', (_, tasks) => {
    const engine = { ...serving, upToDate: () => tasks, nodes: () => [node(NODE), node(8, { down: true })] };
    expect(drive(dockerCli, context(), engine)).toMatchObject({ verdict: fail('deadline'), atMs: 60_000 });
  });

  test.each<[string, readonly TaskView[]]>([
    ['one that is over', [task(2, { state: 'failed', desired: 'shutdown' }), task(1)]],
    ['one whose end is wanted', [task(1), task(2, { desired: 'shutdown' })]],
    ['one in a state that has no number', [task(1), task(2, { state: 'orphaned', desired: 'new' })]],
    ['one whose end is wanted before it runs', [task(1), task(2, { state: 'starting', desired: 'shutdown' })]],
    ['one whose removal is wanted', [task(1), task(2, { state: 'new', desired: 'remove' })]],
  ])('of two tasks in one slot the one that is to run counts, beside %s', (_, tasks) => {
    expect(drive(dockerCli, context(), { ...serving, upToDate: () => tasks }).verdict).toEqual(PASS);
  });

  test('of two equals in one slot one counts', () => {
    const upToDate = () => [task(1), task(2)];
    expect(drive(dockerCli, context(), { ...serving, upToDate }).verdict).toEqual(PASS);
  });

  test('a service of no tasks is converged without any', () => {
    const inspect = () => service({ updateState: 'updating', replicas: 0 });
    const run = drive(dockerCli, context(), { ...serving, inspect, upToDate: () => [] });
    expect(run).toMatchObject({ verdict: PASS, atMs: 5_000 });
  });

  test('counts as many slots as there can be, and does not write past them', () => {
    const tasks = [1, 2, 3, 4, 5].map((slot) => task(slot, { slot }));
    const of = (replicas: number) => ({
      ...serving,
      inspect: () => service({ updateState: 'updating', replicas }),
      upToDate: () => tasks.slice(0, replicas),
    });
    expect(drive(dockerCli, context({ slots: 4 }), of(4)).verdict).toEqual(PASS);
    expect(drive(dockerCli, context({ slots: 4 }), of(5)).verdict).toEqual(fail('deadline'));
  });

  test('a global service wants as many as have up-to-date tasks, and at least one', () => {
    const global = () => service({ mode: 'global', replicas: 0, updateState: 'updating' });
    const two = [task(1, { slot: 1 }), task(2, { slot: 2, node: 8 })];
    const nodes = () => [node(NODE), node(8)];
    const engine = { ...serving, inspect: global, nodes };
    expect(drive(dockerCli, context(), { ...engine, upToDate: () => two }).verdict).toEqual(PASS);
    expect(drive(dockerCli, context(), { ...engine, upToDate: () => [] }).verdict).toEqual(fail('deadline'));
    const lost = [task(1), task(2, { slot: 2, node: 8, state: 'orphaned', desired: 'shutdown' })];
    expect(drive(dockerCli, context(), { ...engine, upToDate: () => lost }).verdict).toEqual(PASS);
    const one = [task(1), task(2, { slot: 2, node: 8, state: 'starting' })];
    expect(drive(dockerCli, context(), { ...engine, upToDate: () => one }).verdict).toEqual(fail('deadline'));
  });

  test('waits for every service of the stack; one that is done is not looked at again', () => {
    const inspect = (ms: number, index: number) =>
      service({ updateState: index === 1 || ms >= 400 ? 'completed' : 'updating' });
    const run = drive(dockerCli, context({ services: 2 }), { ...serving, inspect, upToDate: () => [] });
    expect(run.asked).toEqual(['deploy', ...ROUND, 'inspect 1', 'sleep', ...ROUND, 'sleep', 'inspect 0']);
    expect(run).toMatchObject({ verdict: PASS, atMs: 400 });
  });
});
