import { expect, test } from 'vitest';
import { liveSwarm, type LiveSwarmOptions } from '#adapters/docker/live-swarm.js';
import { exitCodeOf, SimError } from '#src/errors.js';
import { answer, clientOf, fakeEngine, type Routes } from './fake-engine.ts';
import { changed, payloadText, STACK } from './payloads.ts';

async function refused(routes: Routes, options: Partial<LiveSwarmOptions> = {}): Promise<SimError> {
  const engine = await fakeEngine(routes);
  const client = await clientOf(engine).catch((error: unknown) => error as SimError);
  if (client instanceof SimError) return client;
  const started = await liveSwarm({ client, stack: STACK, ...options }).catch((error: unknown) => error);
  if (started instanceof SimError) return started;
  throw new Error('it was not refused', { cause: started });
}

const names = (...services: readonly string[]): string =>
  JSON.stringify(services.map((name, i) => ({ ID: `id${i}`, Spec: { Name: name } })));

const worker = changed('info', '"ControlAvailable": true', '"ControlAvailable": false');
const inactive = changed('info', '"active"', '"inactive"');

test.each<[string, string, number, RegExp, Routes, Partial<LiveSwarmOptions>]>([
  ['a worker', 'docker.not-a-manager', 5, /worker of its swarm/, { '/info': answer(worker) }, {}],
  ['no swarm', 'docker.no-swarm', 5, /inactive/, { '/info': answer(inactive) }, {}],
  ['no such stack', 'docker.no-such-stack', 5, /--stack dies1: .* has no service/, { '/services': answer('[]') }, {}],
  ['no such service', 'docker.no-such-service', 5, /--service web: .*it has app/, {}, { app: 'web' }],
  [
    'no service that must be the app',
    'usage.unknown-service',
    2,
    /none of its services is called app: db, web\./,
    { '/services': answer(names('dies1_web', 'dies1_db')) },
    {},
  ],
  ['no leader', 'docker.unreachable', 5, /503: no leader/, { '/services': answer('{"message":"no leader"}', 503) }, {}],
  ['something else', 'docker.unexpected-payload', 5, /Api-Version is missing/, { '/_ping': answer('OK') }, {}],
  ['a ping that fails', 'docker.unreachable', 5, /500: no/, { '/_ping': answer('{"message":"no"}', 500) }, {}],
])('%s is told before anything is judged', async (_name, code, exitCode, message, routes, options) => {
  const error = await refused(routes, options);
  expect({ code: error.code, message: error.message }).toEqual({
    code,
    message: expect.stringMatching(message) as unknown,
  });
  expect(exitCodeOf(error.code)).toBe(exitCode);
});

test('the app comes first, and services are called by their short names', async () => {
  const list = answer(names('dies1_db', 'dies1_app', 'dies1_cache'));
  const client = await clientOf(await fakeEngine({ '/services': list }));
  expect((await liveSwarm({ client, stack: STACK })).services).toEqual(['app', 'cache', 'db']);
  expect((await liveSwarm({ client, stack: STACK, app: 'dies1_db' })).services).toEqual(['db', 'app', 'cache']);
  expect((await liveSwarm({ client, stack: STACK, app: 'db', services: ['cache'] })).services).toEqual(['db', 'cache']);
});

test.each([
  ['1.41', '1.41'],
  ['1.24', '1.24'],
  ['1.52', '1.51'],
  ['2.0', '1.51'],
])('an engine that offers API %s is spoken to in %s', async (offered, spoken) => {
  const engine = await fakeEngine({ '/_ping': answer('OK', 200, { 'Api-Version': offered }) });
  const client = await clientOf(engine);
  await client.info();
  expect(engine.asked).toEqual(['GET /_ping', `GET /v${spoken}/info`]);
});

test('instants of the engine count from the same origin as the watcher, however wrong a clock is', async () => {
  const ahead = changed('info', '2026-11-24T12:38:08', '2031-01-01T00:00:10');
  const tasks = payloadText('tasks').replaceAll(/"CreatedAt": "[^"]*"/g, '"CreatedAt": "2031-01-01T00:00:00Z"');
  const client = await clientOf(await fakeEngine({ '/info': answer(ahead), '/tasks': answer(tasks) }));
  const swarm = await liveSwarm({ client, stack: STACK });
  const listed = await swarm.ask('list', 0);
  const [task] = listed.read === 'list' ? listed.tasks : [];
  expect(task?.createdAtMs).toBeLessThan(-9_900);
  expect(task?.createdAtMs).toBeGreaterThan(-12_000);
});

test('a rule that asks for health without an address is refused, and an app is asked once', async () => {
  const engine = await fakeEngine();
  const client = await clientOf(engine);
  const blind = await liveSwarm({ client, stack: STACK });
  await expect(blind.ask('health', 0)).rejects.toMatchObject({ code: 'usage.bad-value' });
  const swarm = await liveSwarm({ client, stack: STACK, healthUrl: 'http://127.0.0.1:1/' });
  expect(await swarm.ask('health', 0)).toMatchObject({ read: 'health', answers: false });
});
