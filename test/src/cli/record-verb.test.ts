import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answer, fakeEngine, type Routes } from '../../adapters/docker/fake-engine.ts';
import { changed, payloadText, SERVICE, STACK } from '../../adapters/docker/payloads.ts';
import { emptyFolder, sim, type Surroundings } from './memory-io.ts';

interface Line {
  readonly kind: string;
  readonly [field: string]: unknown;
}

async function recorded(options: readonly string[], routes: Routes = {}, around: Surroundings = {}) {
  const engine = await fakeEngine(routes);
  const cwd = emptyFolder();
  const argv = ['record', '--stack', STACK, '-H', `unix://${engine.socket}`, '-o', 'out.jsonl', ...options];
  const ran = await sim(argv, { cwd, ...around });
  const lines = (): readonly Line[] => {
    const text = readFileSync(join(cwd, 'out.jsonl'), 'utf8');
    expect(text.endsWith('\n')).toBe(true);
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  };
  return { ...ran, engine, cwd, lines };
}

/** Two tasks of a service whose environment holds a secret, in both places. */
const withSecrets = (name: 'service' | 'tasks'): string =>
  payloadText(name).replaceAll(/"Env": \[[^\]]*\]/g, '"Env": ["SECRET=hunter2","WHICH=base","BARE"]');
const SECRET: Routes = {
  [`/services/${SERVICE}`]: answer(withSecrets('service')),
  '/tasks': answer(withSecrets('tasks')),
};

test('a service that stands still is written once', async () => {
  const { exitCode, stderr, lines, engine } = await recorded(['--for', '300ms', '--interval', '20ms']);
  expect(exitCode).toBe(0);
  expect(stderr).toBe(`sim: 1 samples of ${SERVICE} in out.jsonl\n`);
  expect(lines().map(({ kind }) => kind)).toEqual(['scenario', 'service', 'task', 'task', 'task', 'task', 'sample']);
  expect(lines()[0]).toMatchObject({
    recordedBy: expect.stringMatching(/^sim \d/) as unknown,
    scenario: { id: SERVICE, replicas: 1, update: { Order: 'start-first', Monitor: 2e9 }, grace: 1e9 },
    engine: { version: '20.10.24+dfsg1', api: '1.41' },
  });
  expect(engine.asked.length).toBeGreaterThan(10);
  expect(engine.asked.every((line) => line.startsWith('GET '))).toBe(true);
});

test('values of an environment are hashed, but for the keys to keep; equal ones stay equal', async () => {
  const { lines } = await recorded(['--for', '50ms', '--keep-env', 'WHICH'], SECRET);
  const text = JSON.stringify(lines());
  expect(text).not.toContain('hunter2');
  expect(text).toContain('"WHICH=base","BARE"');
  expect(new Set(text.match(/SECRET=sha256:[0-9a-f]{16}/g)).size).toBe(1);
  const again = JSON.stringify((await recorded(['--for', '50ms'], SECRET)).lines());
  expect(again).not.toContain('WHICH=base');
  expect(/SECRET=sha256:\w+/.exec(again)?.[0]).not.toBe(/SECRET=sha256:\w+/.exec(text)?.[0]);
});

test('tasks and their service have one template when they have one, whatever is blank in them', async () => {
  const { lines } = await recorded(['--for', '50ms']);
  const [, service, ...tasks] = lines();
  const own = tasks.filter(({ kind }) => kind === 'task').map(({ template }) => template);
  expect(own).toContain(service?.['template']);
  expect(new Set(own).size).toBe(2);
});

test('a silence is told and gone over; one that lasts is undecided', async () => {
  const engine = await fakeEngine();
  let nth = 0;
  engine.routes['/tasks'] = (request, response) => {
    const isOff = nth++ % 4 === 1;
    (isOff ? answer('{"message":"no leader"}', 503) : answer(payloadText('tasks')))(request, response);
  };
  const argv = ['record', '--stack', STACK, '-H', `unix://${engine.socket}`, '--for', '300ms', '--interval', '20ms'];
  const ran = await sim(argv);
  expect(ran.stderr).toMatch(/dies1_app cannot be read at the moment: the engine answered 503: no leader/);
  engine.routes['/tasks'] = answer('{"message":"no leader"}', 503);
  expect((await sim(argv)).exitCode).toBe(3);
});

test('an interrupt ends it with a whole last line, and never with 0', async () => {
  const stopping = new AbortController();
  setTimeout(() => stopping.abort('SIGINT'), 400);
  const { exitCode, stderr, lines } = await recorded(['--for', '60s'], {}, { signal: stopping.signal });
  expect(exitCode).toBe(130);
  expect(stderr).toMatch(/interrupted\n$/);
  expect(lines().at(-1)?.kind).toBe('sample');
});

const GLOBAL = changed('service', /"Mode": \{[^}]*\}\s*\}/, '"Mode": { "Global": {} }');
const NONE = changed('service', '"Replicas": 1', '"Replicas": 0');

test.each<[string, Routes, readonly string[], number, RegExp]>([
  ['a global service', { [`/services/${SERVICE}`]: answer(GLOBAL) }, [], 2, /it is a global service/],
  ['no task at all', { [`/services/${SERVICE}`]: answer(NONE) }, [], 2, /it wants 0 tasks/],
  ['no such service', {}, ['--service', 'web'], 5, /no such service/],
  ['an interval that is too short', {}, ['--interval', '1ms'], 2, /at least 5ms/],
  ['an answer that it cannot read', { '/tasks': answer('[{}]') }, [], 5, /\[0\]\.ID is missing/],
])('%s is refused', async (_name, routes, options, code, message) => {
  const { exitCode, stderr } = await recorded(['--for', '100ms', ...options], routes);
  expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: expect.stringMatching(message) as unknown });
});

test('a recording is never written over', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'out.jsonl'), 'mine\n');
  const { exitCode, stderr } = await recorded(['--for', '50ms'], {}, { cwd });
  expect(exitCode).toBe(5);
  expect(stderr).toContain('-o out.jsonl: the recording cannot be written there (a file of that name is in the way)');
  expect(readFileSync(join(cwd, 'out.jsonl'), 'utf8')).toBe('mine\n');
});
