import { expect, test } from 'vitest';
import { isIn, served, the, update, type Answered, type Served, type SpecSeen } from './served.ts';

async function textOf(body: AsyncIterable<string | Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of body) text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1');
  return text;
}

const eventsOf = async (engine: Served, query: string): Promise<readonly Answered[]> => {
  const text = await textOf(engine.stream(`/events?${query}`));
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answered);
};

/** The instant that it is, as `docker events --until` writes one. */
const nowOf = (engine: Served): string => String(Date.parse(engine.get('/info').SystemTime) / 1_000);

test('what is written to a service is an event, with the status before and after', async () => {
  const engine = served({ heads: ['good'] });
  update(engine, 'new');
  engine.runTo(60_000);
  engine.ask('DELETE', '/services/demo_app');
  const events = await eventsOf(engine, `since=1&until=${nowOf(engine)}`);
  expect(events.map(({ Type, Action, scope }) => `${scope} ${Type} ${Action}`)).toEqual([
    'swarm service update',
    'swarm service update',
    'swarm service update',
    'swarm service remove',
  ]);
  // moby daemon/events.go: a transition to no status has no attribute.
  expect(events.map(({ Actor }) => Actor.Attributes)).toEqual([
    { name: 'demo_app' },
    { name: 'demo_app', 'updatestate.new': 'updating' },
    { name: 'demo_app', 'updatestate.old': 'updating', 'updatestate.new': 'completed' },
    { name: 'demo_app' },
  ]);
  expect(events[0]?.time).toBe(Date.UTC(2026, 0, 1) / 1_000);
});

test('a scale and a new image say so; events are filtered', async () => {
  const engine = served({ heads: ['good'] });
  const change = (to: (spec: SpecSeen) => object): void => {
    const { Version, Spec } = engine.get('/services/demo_app');
    engine.ask('POST', `/services/demo_app/update?version=${Version.Index}`, to(Spec));
  };
  change((spec) => ({ ...spec, Mode: { Replicated: { Replicas: 3 } } }));
  change((spec) => ({
    ...spec,
    TaskTemplate: { ...spec.TaskTemplate, ContainerSpec: { ...spec.TaskTemplate.ContainerSpec, Image: 'app:2' } },
  }));
  engine.ask('POST', '/networks/create', { Name: 'mine' });
  const until = `until=${nowOf(engine)}`;
  const all = await eventsOf(engine, `since=1&${until}`);
  expect(all.map(({ Actor }) => Actor.Attributes)).toEqual([
    { name: 'demo_app', 'replicas.old': '2', 'replicas.new': '3' },
    { name: 'demo_app', 'image.old': 'app:base', 'image.new': 'app:2' },
    { name: 'mine' },
  ]);
  const filtered = (by: object) =>
    eventsOf(engine, `since=1&${until}&filters=${encodeURIComponent(JSON.stringify(by))}`);
  expect(await filtered({ type: ['network'] })).toHaveLength(1);
  expect(await filtered({ service: ['demo_app'] })).toHaveLength(2);
  expect(await filtered({ event: ['remove'] })).toHaveLength(0);
  expect(await eventsOf(engine, until)).toEqual([]);
});

test('events that are followed come as they happen', async () => {
  const engine = served({ heads: ['good'] });
  const stream = engine.stream('/events')[Symbol.asyncIterator]();
  const first = stream.next();
  update(engine, 'new');
  expect(JSON.parse((await first).value as string)).toMatchObject({
    Action: 'update',
    Actor: { Attributes: { name: 'demo_app' } },
  });
  const second = stream.next();
  engine.runTo(1_000);
  expect(JSON.parse((await second).value as string)).toMatchObject({
    Actor: { Attributes: { 'updatestate.new': 'updating' } },
  });
});

test('logs come in frames: stream, length, line', async () => {
  const engine = served({ heads: ['dies:1s..1s:7'], overrides: ['replicas=1'] });
  update(engine, 'new');
  engine.runTo(15_000);
  const failed = the(engine.all('/tasks'), isIn('failed'));
  const log = (query: string): Promise<string> => textOf(engine.stream(`/tasks/${failed.ID}/logs?${query}`));
  const frame = (stream: number, line: string): string =>
    `${String.fromCharCode(stream, 0, 0, 0, 0, 0, 0, line.length)}${line}`;
  const both = 'stdout=1&stderr=1';
  const [starting, ready, last] = [frame(1, 'starting\n'), frame(1, 'ready\n'), frame(2, 'fatal: cannot go on\n')];
  expect(await log(both)).toBe(starting + ready + last);
  expect(await log('stdout=1')).toBe(starting + ready);
  expect(await log(`${both}&tail=1`)).toBe(last);
  expect(await log(`${both}&tail=1&timestamps=1`)).toMatch(/2026-01-01T00:00:\d\d\.\d{9}Z fatal: cannot go on\n$/);
  const details = await log(`${both}&tail=1&details=1`);
  const ids = [`com.docker.swarm.node.id=${failed.NodeID}`, `com.docker.swarm.service.id=${failed.ServiceID}`];
  expect(details.slice(8)).toBe(`${[...ids, `com.docker.swarm.task.id=${failed.ID}`].join(',')} fatal: cannot go on\n`);
  expect(await textOf(engine.stream(`/containers/${failed.Status.ContainerStatus?.ContainerID}/logs?stderr=1`))).toBe(
    last,
  );
  expect(await textOf(engine.stream(`/services/demo_app/logs?stderr=1`))).toContain(last);
  expect(engine.ask('GET', '/services/demo_app/logs')).toEqual({
    status: 400,
    body: { message: 'Bad parameters: you must choose at least one stream' },
  });
});
