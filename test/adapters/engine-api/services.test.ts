// Texts and statuses are those of a Docker Engine 20.10 and 28 (swarm-semantics 2, 9; recorded from an engine).
import { expect, test } from 'vitest';
import { filters, isIn, served, the, update, withCommand } from './served.ts';

test('a settled service is shown as the engine shows one that was deployed', () => {
  const { get, all } = served();
  const service = get('/v1.41/services/demo_app');
  expect(service.ID).toMatch(/^[0-9a-z]{25}$/);
  expect(service.Version).toEqual({ Index: 1 });
  expect(service.CreatedAt).toMatch(/^2026-01-01T00:00:00\.\d{9}Z$/);
  expect(service).not.toHaveProperty('UpdateStatus');
  expect(service).not.toHaveProperty('PreviousSpec');
  expect(service).not.toHaveProperty('ServiceStatus');
  expect(service.Spec).toMatchObject({
    Name: 'demo_app',
    Labels: { 'com.docker.stack.namespace': 'demo', 'coop-cloud.demo.chaos-version': 'eb96de94+U' },
    Mode: { Replicated: { Replicas: 2 } },
    UpdateConfig: {
      Parallelism: 1,
      Delay: 100_000_000,
      Monitor: 2_000_000_000,
      FailureAction: 'rollback',
      Order: 'start-first',
    },
  });
  const listed = the(all(`/services?status=true&${filters({ name: ['demo_'] })}`));
  expect(listed.ServiceStatus).toEqual({ RunningTasks: 2, DesiredTasks: 2, CompletedTasks: 0 });
});

test('a service is found by its id, its name, and a beginning of its id; otherwise it is not found', () => {
  const { get, ask } = served();
  const { ID: id } = get('/services/demo_app');
  expect(get(`/services/${id}`).ID).toBe(id);
  expect(get(`/services/${id.slice(0, 8)}`).ID).toBe(id);
  expect(ask('GET', '/services/nope')).toEqual({ status: 404, body: { message: 'service nope not found' } });
  expect(ask('DELETE', '/services/nope').status).toBe(404);
});

test('services are filtered by name, id, label and mode', () => {
  const { get, all } = served();
  const { ID: id } = get('/services/demo_app');
  const found = (by: Readonly<Record<string, readonly string[]>>): number => all(`/services?${filters(by)}`).length;
  expect(found({ name: ['demo'] })).toBe(1);
  expect(found({ name: ['app'] })).toBe(0);
  expect(found({ id: [id.slice(0, 5)] })).toBe(1);
  expect(found({ label: ['com.docker.stack.namespace=demo'] })).toBe(1);
  expect(found({ label: ['com.docker.stack.namespace=demo', 'no-such-label'] })).toBe(0);
  expect(found({ mode: ['global'] })).toBe(0);
  expect(all('/services?filters={"name":["demo_app"]}')).toHaveLength(1);
});

test('an update with the version that was read shifts the spec, and erases the status', () => {
  const engine = served();
  const before = engine.get('/services/demo_app');
  expect(update(engine, 'again')).toEqual({ status: 200, body: { Warnings: null } });
  const after = engine.get('/services/demo_app');
  expect(after.Version.Index).toBeGreaterThan(before.Version.Index);
  expect(after.Spec.TaskTemplate.ContainerSpec.Args).toEqual(['again']);
  expect(after.PreviousSpec).toEqual(before.Spec);
  expect(after).not.toHaveProperty('UpdateStatus');
});

test('an update with an old version is out of sequence, and changes nothing', () => {
  const engine = served();
  const { Spec } = engine.get('/services/demo_app');
  update(engine, 'once');
  const row = engine.world.row.slice();
  const reply = engine.ask('POST', '/services/demo_app/update?version=1', withCommand(Spec, 'twice'));
  expect(reply).toEqual({
    status: 500,
    body: { message: 'rpc error: code = Unknown desc = update out of sequence' },
  });
  expect(engine.world.row).toEqual(row);
});

test('what an engine refuses is refused in its words, and changes nothing', () => {
  const engine = served();
  const { Spec, ID } = engine.get('/services/demo_app');
  const row = engine.world.row.slice();
  const refused = (path: string, body: unknown) => {
    const { status, body: answer } = engine.ask('POST', path, body);
    return [status, answer.message];
  };
  const toUpdate = '/services/demo_app/update?version=1';
  expect(refused(`${toUpdate}&rollback=previous`, Spec)).toEqual([
    400,
    `rpc error: code = FailedPrecondition desc = service ${ID} does not have a previous spec`,
  ]);
  expect(refused(toUpdate, { ...Spec, Name: 'other' })).toEqual([
    501,
    'rpc error: code = Unimplemented desc = renaming services is not supported',
  ]);
  expect(refused(toUpdate, { ...Spec, Mode: { Global: {} } })).toEqual([
    501,
    'rpc error: code = Unimplemented desc = service mode change is not allowed',
  ]);
  expect(refused('/services/demo_app/update', Spec)).toEqual([
    400,
    `invalid service version '': strconv.ParseUint: parsing "": invalid syntax`,
  ]);
  expect(refused(toUpdate, {})).toEqual([400, 'mismatched Runtime and *Spec fields']);
  expect(refused('/services/create', Spec)).toEqual([
    409,
    'rpc error: code = AlreadyExists desc = name conflicts with an existing object: service demo_app already exists',
  ]);
  const many = { ...Spec, Mode: { Replicated: { Replicas: 1_000 } } };
  expect(refused(toUpdate, many)[0]).toBe(503);
  const oddAction = { ...Spec, UpdateConfig: { FailureAction: 'explode' } };
  expect(refused(toUpdate, oddAction)).toEqual([400, 'unrecognized update failure action explode']);
  expect(engine.world.row).toEqual(row);
});

test('the same spec once more rolls nothing out; its labels alone neither', () => {
  const engine = served({ heads: ['good'] });
  const upToDate = (): number =>
    engine.all(`/tasks?${filters({ service: ['demo_app'], '_up-to-date': ['true'] })}`).length;
  const { Spec } = engine.get('/services/demo_app');
  const again = (spec: object) => {
    const { Version } = engine.get('/services/demo_app');
    return engine.ask('POST', `/services/demo_app/update?version=${Version.Index}`, spec).status;
  };
  expect(again(Spec)).toBe(200);
  expect(upToDate()).toBe(2);
  expect(again({ ...Spec, Labels: { ...Spec.Labels, more: 'said' } })).toBe(200);
  expect(upToDate()).toBe(2);
  expect(again(withCommand(Spec, 'other'))).toBe(200);
  expect(upToDate()).toBe(0);
  engine.runTo(60_000);
  expect(upToDate()).toBe(2);
});

test('a good update completes, a dying one is rolled back, and says on whose account', () => {
  const engine = served();
  const state = () => engine.get('/services/demo_app').UpdateStatus;
  const spec = engine.get('/services/demo_app').Spec;
  const deploy = (fate: string): void => {
    const { Version, Spec } = engine.get('/services/demo_app');
    const { ContainerSpec, ...task } = Spec.TaskTemplate;
    const container = { ...ContainerSpec, Env: [`SIM_FATE=${fate}`] };
    engine.ask('POST', `/services/demo_app/update?version=${Version.Index}`, {
      ...Spec,
      TaskTemplate: { ...task, ContainerSpec: container },
    });
  };
  deploy('good');
  engine.runTo(60_000);
  expect(state()).toMatchObject({ State: 'completed', Message: 'update completed' });
  deploy('dies');
  let message = '';
  for (let at = 60_000; at < 120_000 && state()?.State !== 'rollback_completed'; at += 50) {
    engine.runTo(at);
    if (state()?.State === 'rollback_started') message = state()?.Message ?? '';
  }
  const failed = the(engine.all('/tasks'), isIn('failed'));
  expect(failed.Status).toMatchObject({ Err: 'task: non-zero exit (1)', ContainerStatus: { ExitCode: 1 } });
  expect(message).toMatch(/^update rolled back due to failure or early termination of task [0-9a-z]{25}$/);
  expect(engine.get('/services/demo_app').Spec.TaskTemplate.ContainerSpec.Env).toEqual(['SIM_FATE=good']);
  expect(engine.get('/services/demo_app').Spec.TaskTemplate).not.toEqual(spec.TaskTemplate);
});

test('a rollback by hand brings the previous spec back, and a second one the other', () => {
  const engine = served();
  update(engine, 'new');
  const rollBack = (): number => {
    const { Version, Spec } = engine.get('/services/demo_app');
    return engine.ask('POST', `/services/demo_app/update?version=${Version.Index}&rollback=previous`, Spec).status;
  };
  const args = () => engine.get('/services/demo_app').Spec.TaskTemplate.ContainerSpec.Args;
  expect(rollBack()).toBe(200);
  expect(args()).toBeUndefined();
  expect(engine.get('/services/demo_app').UpdateStatus).toMatchObject({
    State: 'rollback_started',
    Message: 'manually requested rollback',
  });
  expect(rollBack()).toBe(200);
  expect(args()).toEqual(['new']);
});

test('a service that was removed is gone at once, its tasks later; under its name another one can be created', () => {
  const engine = served();
  const { ID, Spec } = engine.get('/services/demo_app');
  expect(engine.ask('DELETE', '/services/demo_app')).toEqual({ status: 200, body: '' });
  expect(engine.all('/services')).toEqual([]);
  expect(engine.all('/tasks')).toHaveLength(2);
  engine.runTo(60_000);
  expect(engine.all('/tasks')).toEqual([]);
  const { status, body } = engine.ask('POST', '/services/create', Spec);
  expect(status).toBe(201);
  expect(body.ID).not.toBe(ID);
  engine.runTo(120_000);
  const service = engine.get('/services/demo_app');
  expect(service).not.toHaveProperty('UpdateStatus');
  expect(the(engine.all('/services?status=true')).ServiceStatus).toMatchObject({ RunningTasks: 2, DesiredTasks: 2 });
});

test('on an empty swarm services are created as far as there is room, global ones too', () => {
  const engine = served({ deployed: false });
  expect(engine.all('/services')).toEqual([]);
  const create = (name: string, mode: object) =>
    engine.ask('POST', '/services/create', {
      Name: name,
      TaskTemplate: { ContainerSpec: { Image: 'any' } },
      Mode: mode,
    });
  expect(create('everywhere', { Global: {} }).status).toBe(201);
  const statuses = Array.from({ length: 6 }, (_, i) => create(`some-${i}`, { Replicated: { Replicas: 1 } }).status);
  expect(statuses).toEqual([201, 201, 201, 201, 503, 503]);
  expect(create('other_app', {}).status).toBe(201);
  engine.runTo(60_000);
  const tasks = engine.all(`/tasks?${filters({ service: ['everywhere'] })}`);
  expect(tasks).toHaveLength(1);
  expect(tasks[0]).not.toHaveProperty('Slot');
  expect(tasks[0]?.Status.State).toBe('running');
});

test('defaults are shown to whoever asks for them', () => {
  const engine = served({ deployed: false });
  engine.ask('POST', '/services/create', { Name: 'bare', TaskTemplate: { ContainerSpec: { Image: 'any' } } });
  const plain = engine.get('/services/bare').Spec;
  expect(plain).not.toHaveProperty('UpdateConfig');
  expect(plain.Mode).toEqual({ Replicated: { Replicas: 1 } });
  // swarmkit api/defaults/service.go
  const pace = {
    Parallelism: 1,
    FailureAction: 'pause',
    Monitor: 5_000_000_000,
    MaxFailureRatio: 0,
    Order: 'stop-first',
  };
  expect(engine.get('/services/bare?insertDefaults=true').Spec).toMatchObject({
    UpdateConfig: pace,
    RollbackConfig: pace,
    TaskTemplate: {
      ContainerSpec: { StopGracePeriod: 10_000_000_000 },
      RestartPolicy: { Condition: 'any', Delay: 5_000_000_000, MaxAttempts: 0 },
      Resources: {},
    },
  });
  // As a real engine shows it (test/live/payloads.test.ts): neither is made up.
  expect(plain.TaskTemplate).not.toHaveProperty('Resources');
  expect(engine.get('/services/bare?insertDefaults=true').Spec).not.toHaveProperty('EndpointSpec');
});
