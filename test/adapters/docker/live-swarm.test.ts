import { expect, test } from 'vitest';
import { liveSwarm } from '#adapters/docker/live-swarm.js';
import type { Answer, Read } from '#src/port/swarm-port.js';
import { answer, clientOf, cutShort, fakeEngine, never, type Routes } from './fake-engine.ts';
import { changed, payloadText, SERVICE, STACK } from './payloads.ts';

async function swarmOver(routes: Routes, timeoutMs?: number) {
  const engine = await fakeEngine();
  const client = await clientOf(engine, timeoutMs);
  const swarm = await liveSwarm({ client, stack: STACK });
  Object.assign(engine.routes, routes);
  return { engine, swarm };
}

async function asked(read: Read, routes: Routes = {}, timeoutMs?: number): Promise<Answer> {
  const { swarm } = await swarmOver(routes, timeoutMs);
  return swarm.ask(read, 0);
}

const NO_LEADER = '{"message":"rpc error: code = Unknown desc = The swarm does not have a leader."}';

test('a service that was rolled back is read as it is', async () => {
  const { swarm } = await swarmOver({});
  const seen = await swarm.look('inspect', 0);
  expect(seen).toMatchObject({
    read: 'inspect',
    service: {
      stamp: 'eb96de94+U',
      previousStamp: null,
      mode: 'replicated',
      replicas: 1,
      updateState: 'rollback_completed',
      startedAtMs: Date.parse('2026-11-24T12:28:56.972Z'),
      update: { parallelism: 1, delayMs: 0, monitorMs: 2_000 },
      rollback: { parallelism: 1, delayMs: 0, monitorMs: 1_000 },
    },
  });
  expect(swarm.services).toEqual(['app']);
});

test('tasks without a container or a node have no token of one', async () => {
  const bare = answer(changed('tasks', /"NodeID": "[^"]*",\s*/, ''));
  const listed = await asked('list', { '/tasks': bare });
  const [task, other, , last] = listed.read === 'list' ? listed.tasks : [];
  expect(task).toMatchObject({ node: 0, state: 'failed', desired: 'shutdown', exitCode: 1, slot: 1 });
  expect(other?.node).toBeGreaterThan(0);
  expect(last).toMatchObject({ container: 0, state: 'shutdown' });
});

test('questions are filtered, and nothing but GET is ever sent', async () => {
  const { engine, swarm } = await swarmOver({});
  for (const read of ['inspect', 'replicas', 'list', 'up-to-date', 'nodes'] as const) await swarm.ask(read, 0);
  expect(engine.connections()).toBe(1);
  await swarm.lastFailure(0, -1e9);
  expect(engine.asked.filter((line) => !line.startsWith('GET '))).toEqual([]);
  const decoded = engine.asked.map((line) => decodeURIComponent(line));
  expect(decoded).toContain(`GET /v1.41/tasks?filters={"service":["${SERVICE}"]}`);
  expect(decoded).toContain(`GET /v1.41/tasks?filters={"service":["${SERVICE}"],"_up-to-date":["true"]}`);
  expect(decoded).toContain(`GET /v1.41/services?filters={"name":["${SERVICE}"]}&status=true`);
  expect(decoded).toContain(`GET /v1.41/services?filters={"label":["com.docker.stack.namespace=${STACK}"]}`);
});

const BAD: readonly [string, Read, Routes, RegExp][] = [
  [
    'an update state that it does not know',
    'inspect',
    { [`/services/${SERVICE}`]: answer(changed('service', '"rollback_completed"', '"rollback_undone"')) },
    /UpdateStatus\.State is "rollback_undone", which sim does not know/,
  ],
  [
    'an update status without a state',
    'inspect',
    { [`/services/${SERVICE}`]: answer(changed('service', '"State": "rollback_completed",', '')) },
    /UpdateStatus\.State is missing/,
  ],
  [
    'a job',
    'inspect',
    { [`/services/${SERVICE}`]: answer(changed('service', /"Mode": \{\s*"Replicated"/, '"Mode": { "ReplicatedJob"')) },
    /Spec\.Mode is of a kind, which sim does not know/,
  ],
  [
    'a task state that it does not know',
    'list',
    { '/tasks': answer(changed('tasks', '"State": "failed"', '"State": "vanished"')) },
    /\[0\]\.Status\.State is "vanished"/,
  ],
  [
    'a task without a desired state',
    'up-to-date',
    { '/tasks': answer(changed('tasks', /,\s*"DesiredState": "shutdown"/, '')) },
    /\[0\]\.DesiredState is missing/,
  ],
  [
    'an instant that is none',
    'list',
    { '/tasks': answer(changed('tasks', /"CreatedAt": "[^"]*"/, '"CreatedAt": "yesterday"')) },
    /\[0\]\.CreatedAt is a string of another form/,
  ],
  ['null', 'list', { '/tasks': answer('null') }, /the answer is null/],
  ['a truncated body', 'list', { '/tasks': answer(payloadText('tasks').slice(0, -200)) }, /its end is missing/],
  ['an empty body', 'nodes', { '/nodes': answer('') }, /the answer of 0 bytes is no JSON/],
  [
    'counts of an engine that has none',
    'replicas',
    { '/services': answer(changed('services', '"ServiceStatus"', '"Other"')) },
    /\[0\]\.ServiceStatus is missing/,
  ],
];

test.each(BAD)('%s is refused by the name of its field', async (_name, read, routes, message) => {
  await expect(asked(read, routes)).rejects.toMatchObject({
    name: 'SimError',
    code: 'docker.unexpected-payload',
    message: expect.stringMatching(message) as unknown,
  });
});

test('no value of an environment is ever part of an error', async () => {
  const body = payloadText('service').replace(/"Env": \[[^\]]*\]/, '"Env": ["SECRET=hunter2"]');
  const route = answer(body.replace('"rollback_completed"', '"SECRET"'));
  const error = await asked('inspect', { [`/services/${SERVICE}`]: route }).catch((reason: unknown) => reason);
  expect(String(error)).not.toContain('hunter2');
});

const SILENT: readonly [string, Routes, RegExp][] = [
  ['500', { '/tasks': answer('{"message":"raft: stopped"}', 500) }, /^the engine answered 500: raft: stopped$/],
  ['503 without a leader', { '/tasks': answer(NO_LEADER, 503) }, /503: rpc error: .* does not have a leader/],
  ['404', { '/tasks': answer('{"message":"no such service: x"}', 404) }, /404: no such service: x/],
  ['a body that stops half way', { '/tasks': cutShort(payloadText('tasks')) }, /closed|aborted/],
  ['a closed socket', { '/tasks': (request) => void request.socket.destroy() }, /closed/],
  ['no answer in time', { '/tasks': never }, /no answer in time/],
  [
    'a proxy that says its own',
    { '/tasks': answer('<h1>Bad   Gateway</h1>', 502) },
    /^the engine answered 502: <h1>Bad Gateway<\/h1>$/,
  ],
];

test.each(SILENT)('%s is the answer `error`', async (_name, routes, message) => {
  const answered = await asked('list', routes, 300);
  expect(answered).toMatchObject({ read: 'error', message: expect.stringMatching(message) as unknown });
  expect(answered.answeredMs).toBeGreaterThanOrEqual(answered.askedMs);
});

test('a connection that the engine closed while it was idle costs no answer', async () => {
  const { engine, swarm } = await swarmOver({});
  for (let i = 0; i < 5; i++) {
    engine.server.closeAllConnections();
    expect(await swarm.ask('nodes', 0)).toMatchObject({ read: 'nodes' });
  }
});

test('a body that drips is cut off in time as well', async () => {
  const drip = (_request: unknown, response: { write(text: string): unknown; writableEnded: boolean }): void => {
    const timer = setInterval(() => response.write(' '), 50);
    timer.unref();
  };
  expect(await asked('nodes', { '/nodes': drip }, 400)).toMatchObject({ read: 'error', message: 'no answer in time' });
});
