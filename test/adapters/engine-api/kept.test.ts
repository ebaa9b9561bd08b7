import { expect, test } from 'vitest';
import { filters, served, the } from './served.ts';

const SPEC = { Name: 'cfg', Labels: { 'com.docker.stack.namespace': 'demo' }, Data: 'aGVsbG8=' };

test.each(['config', 'secret'] as const)('a %s is kept as it came, found, relabelled and removed', (kind) => {
  const { ask, get, all } = served();
  const { status, body } = ask('POST', `/${kind}s/create`, SPEC);
  expect(status).toBe(201);
  const shown = get(`/${kind}s/cfg`);
  expect(shown.ID).toBe(body.ID);
  expect(shown.Spec).toMatchObject({ Name: 'cfg', Labels: SPEC.Labels });
  // A secret's data is never shown.
  expect(shown.Spec.Data).toBe(kind === 'config' ? SPEC.Data : undefined);
  expect(ask('POST', `/${kind}s/create`, SPEC)).toEqual({
    status: 409,
    body: { message: `rpc error: code = AlreadyExists desc = ${kind} cfg already exists` },
  });
  expect(all(`/${kind}s?${filters({ label: ['com.docker.stack.namespace=demo'] })}`)).toHaveLength(1);
  expect(all(`/${kind}s?${filters({ label: ['other'] })}`)).toHaveLength(0);
  const relabel = `/${kind}s/cfg/update?version=${shown.Version.Index}`;
  expect(ask('POST', relabel, { ...SPEC, Data: 'b3RoZXI=' }).status).toBe(400);
  expect(ask('POST', relabel, { ...SPEC, Labels: { other: '' } }).status).toBe(200);
  expect(all(`/${kind}s?${filters({ label: ['other'] })}`)).toHaveLength(1);
  expect(ask('DELETE', `/${kind}s/cfg`).status).toBe(204);
  expect(ask('GET', `/${kind}s/cfg`)).toEqual({ status: 404, body: { message: `${kind} cfg not found` } });
  expect(ask('POST', `/${kind}s/create`, { ...SPEC, Name: 'no spaces' }).status).toBe(400);
});

test('networks: those of every engine, and those that were created', () => {
  const { ask, get, all } = served();
  expect(all('/networks').map(({ Name }) => Name)).toEqual(['bridge', 'host', 'none', 'docker_gwbridge', 'ingress']);
  const network = { Name: 'demo_default', Driver: 'overlay', Labels: { 'com.docker.stack.namespace': 'demo' } };
  const { status, body } = ask('POST', '/networks/create', network);
  expect(status).toBe(201);
  expect(get('/networks/demo_default')).toMatchObject({
    Id: body.Id,
    Scope: 'swarm',
    Driver: 'overlay',
    Labels: network.Labels,
  });
  expect(all(`/networks?${filters({ label: ['com.docker.stack.namespace=demo'] })}`)).toHaveLength(1);
  expect(ask('POST', '/networks/create', network)).toEqual({
    status: 409,
    body: { message: 'network with name demo_default already exists' },
  });
  expect(ask('DELETE', '/networks/demo_default').status).toBe(204);
  expect(ask('GET', '/networks/demo_default').status).toBe(404);
});

test('a service keeps its networks by their ids, whatever they were called', () => {
  const { ask, get } = served({ deployed: false });
  const { body } = ask('POST', '/networks/create', { Name: 'mine', Driver: 'overlay' });
  const spec = (target: string) => ({
    Name: 'app',
    TaskTemplate: { ContainerSpec: { Image: 'any' }, Networks: [{ Target: target, Aliases: ['app'] }] },
  });
  expect(ask('POST', '/services/create', spec('none-such'))).toEqual({
    status: 404,
    body: { message: 'network none-such not found' },
  });
  expect(ask('POST', '/services/create', spec('mine')).status).toBe(201);
  expect(get('/services/app').Spec.TaskTemplate.Networks).toEqual([{ Target: body.Id, Aliases: ['app'] }]);
});

test('a node that is drained stands so in the world, and its tasks go', () => {
  const engine = served({ overrides: ['host.nodes=2', 'replicas=2'] });
  const worker = the(engine.all('/nodes'), ({ Spec }) => Spec.Role === 'worker');
  expect(worker).toMatchObject({ Spec: { Role: 'worker', Availability: 'active' }, Status: { State: 'ready' } });
  const spec = { ...worker.Spec, Availability: 'drain' };
  expect(engine.ask('POST', `/nodes/${worker.ID}/update?version=1`, spec)).toEqual({ status: 200, body: '' });
  expect(engine.get(`/nodes/${worker.ID}`).Spec.Availability).toBe('drain');
  engine.runTo(60_000);
  const running = engine.all(`/tasks?${filters({ 'desired-state': ['running'] })}`);
  expect(running.map(({ NodeID }) => NodeID)).not.toContain(worker.ID);
  expect(running).toHaveLength(2);
  expect(engine.ask('POST', `/nodes/${worker.ID}/update?version=1`, { Availability: 'gone' }).status).toBe(400);
});
