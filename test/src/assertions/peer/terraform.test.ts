import { describe, expect, test } from 'vitest';
import { terraform } from '#src/assertions/peer/terraform.js';
import type { TaskView } from '#src/port/swarm-port.js';
import type { Engine } from '../drive.ts';
import { drive, since } from '../drive.ts';
import { BASE_SPEC, context, fail, node, NODE, PASS, service, task } from '../views.ts';

const serving: Engine = {
  inspect: () => service({ updateState: 'updating' }),
  list: () => [task(1, { containerSpec: BASE_SPEC })],
  nodes: () => [node(NODE)],
};

describe('peer/terraform', () => {
  test('looks first after 7 s, at the app alone, and passes on completed at once', () => {
    const engine = { ...serving, inspect: () => service({ updateState: 'completed' }) };
    const run = drive(terraform, context({ services: 2 }), engine);
    expect(run).toMatchObject({ verdict: PASS, atMs: 7_000, asked: ['deploy', 'sleep', 'inspect 0'] });
  });

  test.each(['unset', 'updating'] as const)('with %s passes when N tasks of any spec run', (updateState) => {
    const run = drive(terraform, context(), { ...serving, inspect: () => service({ updateState }) });
    expect(run).toMatchObject({ verdict: PASS, asked: ['deploy', 'sleep', 'inspect 0', 'list 0', 'nodes 0'] });
  });

  test.each([
    ['paused', 'paused'],
    ['rollback_paused', 'rolled-back'],
    ['rollback_completed', 'rolled-back'],
  ] as const)('fails on %s', (updateState, reason) => {
    const run = drive(terraform, context(), { ...serving, inspect: () => service({ updateState }) });
    expect(run).toMatchObject({ verdict: fail(reason), asked: ['deploy', 'sleep', 'inspect 0'] });
  });

  test('fails under a rollback once N tasks run, not before', () => {
    const list = since<readonly TaskView[]>([], [9_000, [task(1)]]);
    const run = drive(terraform, context(), {
      ...serving,
      inspect: () => service({ updateState: 'rollback_started' }),
      list,
    });
    expect(run).toMatchObject({ verdict: fail('rolled-back'), atMs: 9_000 });
  });

  test('a rollback that was under way and is no longer is forgotten', () => {
    const inspect = since(service({ updateState: 'rollback_started' }), [9_000, service({ updateState: 'updating' })]);
    const list = since<readonly TaskView[]>([], [9_000, [task(1)]]);
    expect(drive(terraform, context(), { ...serving, inspect, list }).verdict).toEqual(PASS);
  });

  test.each<[string, readonly TaskView[]]>([
    ['no task', []],
    ['one that is not running yet', [task(1, { state: 'starting' })]],
    ['one that is desired ready only', [task(1, { desired: 'ready' })]],
    ['one on a node that is down', [task(1, { node: 8 })]],
    ['one more than wanted', [task(1), task(2, { slot: 2 })]],
  ])('waits until the deadline with %s', (_, tasks) => {
    const engine = { ...serving, list: () => tasks, nodes: () => [node(NODE), node(8, { down: true })] };
    expect(drive(terraform, context(), engine)).toMatchObject({ verdict: fail('deadline'), atMs: 67_000 });
  });

  test('a task that is being stopped is not asked for', () => {
    const list = () => [task(1), task(2, { slot: 2, desired: 'shutdown' })];
    expect(drive(terraform, context(), { ...serving, list }).verdict).toEqual(PASS);
  });

  test('a global service never converges by its tasks', () => {
    const inspect = () => service({ mode: 'global', replicas: 0 });
    expect(drive(terraform, context(), { ...serving, inspect, list: () => [] }).verdict).toEqual(fail('deadline'));
  });
});
