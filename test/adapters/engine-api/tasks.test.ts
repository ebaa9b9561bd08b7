import { expect, test } from 'vitest';
import { filters, isIn, served, the, update, type Answered } from './served.ts';

const states = (tasks: readonly Answered[]): readonly string[] =>
  tasks.map((task) => `${task.Slot} ${task.Status.State}`).sort();

test('tasks are shown as the engine shows them', () => {
  const { get, all } = served();
  const task = the(all('/tasks'));
  const { ID: node } = the(all('/nodes'));
  expect(task).toMatchObject({
    ServiceID: get('/services/demo_app').ID,
    Slot: 1,
    NodeID: node,
    DesiredState: 'running',
    Status: { State: 'running', Message: 'started', ContainerStatus: { ExitCode: 0 } },
    Spec: { ContainerSpec: { Image: 'app:base' }, RestartPolicy: { Condition: 'any', Delay: 100_000_000 } },
  });
  expect(task.ID).toMatch(/^[0-9a-z]{25}$/);
  expect(task.Status.ContainerStatus?.ContainerID).toMatch(/^[0-9a-f]{64}$/);
  expect(task.Spec).not.toHaveProperty('Runtime');
  expect(get(`/tasks/${task.ID}`)).toEqual(task);
});

test('tasks are filtered by service, name, id, node, label and desired state', () => {
  const engine = served({ heads: ['good'] });
  update(engine, 'new');
  engine.runTo(60_000);
  const found = (by: Readonly<Record<string, readonly string[]>>): number => engine.all(`/tasks?${filters(by)}`).length;
  const { ID } = engine.get('/services/demo_app');
  expect(found({})).toBe(4);
  expect(found({ service: ['demo_app'] })).toBe(4);
  expect(found({ service: [ID] })).toBe(4);
  expect(found({ name: ['demo_app.1'] })).toBe(2);
  expect(found({ node: ['self'] })).toBe(4);
  expect(found({ 'desired-state': ['running'] })).toBe(2);
  expect(found({ 'desired-state': ['running', 'shutdown'] })).toBe(4);
  expect(found({ label: ['com.docker.stack.namespace=demo'] })).toBe(4);
  expect(found({ label: ['com.docker.stack.namespace=other'] })).toBe(0);
  expect(found({ '_up-to-date': ['true'] })).toBe(2);
  expect(states(engine.all(`/tasks?${filters({ 'desired-state': ['shutdown'] })}`))).toEqual([
    '1 shutdown',
    '2 shutdown',
  ]);
});

test('a task that no node has room for stays pending, and says why', () => {
  const engine = served({
    overrides: ['resources.reservations.memory=3G', 'replicas=1', 'host.memory=4G'],
    heads: ['good'],
  });
  update(engine, 'new');
  engine.runTo(20_000);
  const pending = the(engine.all('/tasks'), isIn('pending'));
  expect(pending).not.toHaveProperty('NodeID');
  expect(pending.Status).toMatchObject({
    Message: 'pending task scheduling',
    Err: 'no suitable node (insufficient resources on 1 node)',
  });
});

test('containers of this node are listed and inspected; what has become of them is seen there', () => {
  const engine = served({ heads: ['dies:1s..1s:7'] });
  const running = engine.all('/containers/json');
  expect(running).toHaveLength(2);
  expect(running[0]).toMatchObject({ State: 'running', Status: 'Up', Image: 'app:base' });
  const { ID: task } = the(engine.all('/tasks'));
  expect(running[0]?.Names).toEqual([`/demo_app.1.${task}`]);
  update(engine, 'new');
  engine.runTo(30_000);
  const dead = the(engine.all(`/containers/json?all=1&${filters({ exited: ['7'] })}`));
  const { State } = engine.get(`/containers/${dead.Id}/json`);
  expect(State).toMatchObject({ Status: 'exited', Running: false, ExitCode: 7, OOMKilled: false });
  expect(State).not.toHaveProperty('Health');
  expect(engine.ask('GET', '/containers/none/json')).toEqual({
    status: 404,
    body: { message: 'No such container: none' },
  });
});

test('a container that the kernel killed is marked; its task only says 137', () => {
  const memory = ['memory.boot=1G', 'memory.rest=1G', 'host.memory=2500M', 'replicas=1', 'host.oom_kill=0s..0s'];
  const engine = served({ overrides: memory, heads: ['eats-memory:2G'] });
  update(engine, 'new');
  engine.runTo(30_000);
  const killed = the(engine.all('/tasks'), ({ Status }) => Status.ContainerStatus?.ExitCode === 137);
  expect(killed.Status.Err).toBe('task: non-zero exit (137)');
  const { State } = engine.get(`/containers/${killed.Status.ContainerStatus?.ContainerID}/json`);
  expect(State).toMatchObject({ OOMKilled: true, ExitCode: 137 });
});

test('health is that of the container, and only of one that has a healthcheck', () => {
  const engine = served({
    overrides: ['healthcheck.interval=2s', 'healthcheck.retries=2', 'replicas=1'],
    heads: ['never-healthy'],
  });
  const health = (): readonly string[] =>
    engine.all('/containers/json?all=1').map(({ Id }) => engine.get(`/containers/${Id}/json`).State.Health.Status);
  expect(health()).toEqual(['healthy']);
  update(engine, 'new');
  engine.runTo(3_500);
  expect(health()).toContain('starting');
  engine.runTo(60_000);
  expect(health()).toContain('unhealthy');
  const failed = the(engine.all('/tasks'), isIn('failed'));
  expect(failed.Status.Err).toBe('task: non-zero exit (143): dockerexec: unhealthy container');
});
