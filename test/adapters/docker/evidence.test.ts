import { expect, test } from 'vitest';
import { liveSwarm } from '#adapters/docker/live-swarm.js';
import { answer, clientOf, fakeEngine, never, type Routes } from './fake-engine.ts';
import { changed, payloadText, STACK } from './payloads.ts';

const CONTAINER = '5268bda5c1ab643d2b2082f0ca7c06fa6c50a183c1c1f34b8103531256bd662b';
const TASKS = JSON.parse(payloadText('tasks')) as readonly { readonly ID: string }[];
const TASK = TASKS[0]?.ID ?? '';

const frame = (stream: number, text: string): Buffer => {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
};

const log = (...frames: readonly Buffer[]): Routes[string] => {
  return (_request, response) => void response.end(Buffer.concat(frames));
};

const inspected = (killed: boolean) => answer(JSON.stringify({ State: { OOMKilled: killed } }));

async function evidenceOver(routes: Routes, sinceMs = -1e9) {
  const engine = await fakeEngine(routes);
  const swarm = await liveSwarm({ client: await clientOf(engine), stack: STACK });
  return { evidence: await swarm.lastFailure(0, sinceMs), asked: engine.asked };
}

const HERE: Routes = {
  [`/containers/${CONTAINER}/json`]: inspected(false),
  [`/containers/${CONTAINER}/logs`]: log(frame(1, 'one\ntwo\n'), frame(2, '\u001b[31mred\u001b[0m \u0007end\n')),
};

test('the newest task that ended by itself is told, with what its container wrote', async () => {
  const { evidence, asked } = await evidenceOver(HERE);
  expect(evidence).toMatchObject({
    service: 'app',
    task: TASK,
    slot: 1,
    state: 'failed',
    error: 'task: non-zero exit (1)',
    exitCode: 1,
    endedBy: 'itself',
    log: ['one', 'two', 'red end'],
    logMissing: null,
  });
  const asks = asked.find((line) => line.includes('/logs'));
  expect(asks).toMatch(/tail=20/);
  expect(asks).toMatch(/follow=false/);
  expect(asks).toMatch(/since=\d{10}/);
});

test('a task that ended before the rollout is none of its evidence', async () => {
  expect((await evidenceOver(HERE, 0)).evidence).toBeNull();
});

test.each<[string, string, Routes, string]>([
  [
    'the kernel, by its own word',
    changed('tasks', '"ExitCode": 1', '"ExitCode": 137'),
    { [`/containers/${CONTAINER}/json`]: inspected(true) },
    'oom-killer',
  ],
  ['nobody knows: 137 alone says nothing', changed('tasks', '"ExitCode": 1', '"ExitCode": 137'), {}, 'unknown'],
  [
    'the health check',
    changed('tasks', 'task: non-zero exit (1)', 'task: non-zero exit (137): dockerexec: unhealthy container'),
    {},
    'health-check',
  ],
  ['nothing: it was rejected', changed('tasks', '"State": "failed"', '"State": "rejected"'), {}, 'rejection'],
])('it was ended by %s', async (_name, tasks, routes, endedBy) => {
  const { evidence } = await evidenceOver({ ...HERE, '/tasks': answer(tasks), ...routes });
  expect(evidence?.endedBy).toBe(endedBy);
});

test('of a task on another node the log comes through the manager, and no container is inspected', async () => {
  const elsewhere = payloadText('tasks').replaceAll(/"NodeID": "[^"]*"/g, '"NodeID": "elsewhere"');
  const routes = { '/tasks': answer(elsewhere), [`/tasks/${TASK}/logs`]: log(frame(1, 'far\n')) };
  const { evidence, asked } = await evidenceOver(routes);
  expect(evidence).toMatchObject({ node: 'elsewhere', log: ['far'], endedBy: 'itself' });
  expect(asked.some((line) => line.includes('/containers/'))).toBe(false);
});

test('a log that never ends, is too long or is refused does not hold anything up', async () => {
  const late = await evidenceOver({ ...HERE, [`/containers/${CONTAINER}/logs`]: never });
  expect(late.evidence).toMatchObject({ log: null, logMissing: 'no answer in time', exitCode: 1 });
  const long = log(...Array.from({ length: 20 }, (_, i) => frame(1, `${i} ${'x'.repeat(100_000)}\n`)));
  const cut = await evidenceOver({ ...HERE, [`/containers/${CONTAINER}/logs`]: long });
  expect(cut.evidence?.log?.map(({ length }) => length)).toEqual([500, 500, 500]);
  const gone = await evidenceOver({ ...HERE, [`/containers/${CONTAINER}/logs`]: answer('{"message":"gone"}', 404) });
  expect(gone.evidence?.logMissing).toBe('the engine answered 404: gone');
});

test('an engine that says nothing has no evidence', async () => {
  const engine = await fakeEngine();
  const swarm = await liveSwarm({ client: await clientOf(engine), stack: STACK });
  engine.routes['/tasks'] = answer('{"message":"no leader"}', 503);
  expect(await swarm.lastFailure(0, -1e9)).toBeNull();
});
