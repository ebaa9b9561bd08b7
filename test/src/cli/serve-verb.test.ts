import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { emptyFolder, filesIn, sim, type Ran } from './memory-io.ts';

interface Session {
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** An interrupt: what was printed, and the exit code. */
  readonly end: (signal?: string) => Promise<Ran>;
  readonly socket: string;
}

interface Answer {
  readonly status: number;
  readonly body: {
    readonly message: string;
    readonly UpdateStatus?: { readonly State: string };
    readonly Spec: object;
    readonly Version: { readonly Index: number };
  };
}

async function serving(argv: readonly string[]): Promise<Session> {
  const socket = join(emptyFolder(), 'docker.sock');
  const stopping = new AbortController();
  const running = sim(['serve', ...argv, '--listen', `unix://${socket}`], {
    signal: stopping.signal,
    cwd: process.cwd(),
  });
  const end = (signal = 'SIGINT'): Promise<Ran> => {
    stopping.abort(signal);
    return running;
  };
  onTestFinished(async () => {
    await end();
  });
  while (!existsSync(socket)) {
    const early = await Promise.race([running, new Promise<null>((resolve) => setTimeout(() => resolve(null), 20))]);
    if (early !== null) throw new Error(early.stderr);
  }
  return { socket, end, ask: (method, path, body) => ask(socket, method, path, body) };
}

function ask(socketPath: string, method: string, path: string, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, method, path, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const answer: unknown = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null;
        resolve({ status: response.statusCode ?? 0, body: answer as Answer['body'] });
      });
    });
    call.on('error', reject);
    call.end(body === undefined ? '' : JSON.stringify(body));
  });
}

const COMPOSE = join(import.meta.dirname, '../../scenarios/two-services.compose.yml');

test('it tells where it listens, answers, prints what happens, and leaves nothing behind after an interrupt', async () => {
  const { ask, end, socket } = await serving([COMPOSE, '--set', 'stack=demo', '--head', 'good']);
  expect((await ask('GET', '/_ping')).status).toBe(200);
  const { body } = await ask('GET', '/services/demo_app');
  const update = `/services/demo_app/update?version=${body.Version.Index}`;
  expect((await ask('POST', update, relabelled(body.Spec))).status).toBe(200);
  for (let i = 0; i < 20; i++) await ask('GET', '/services/demo_app');
  const { exitCode, stdout, stderr } = await end();
  expect(exitCode).toBe(130);
  expect(stdout).toBe(`export DOCKER_HOST=unix://${socket}\n`);
  expect(existsSync(socket)).toBe(false);
  const lines = stderr.split('\n');
  expect(lines[0]).toMatch(/^sim: a simulated swarm, .* the app answers at http:\/\/127\.0\.0\.1:\d+\//);
  const told = lines.map((line) => line.replace(/^ *[\d.]+s {2}/, '').replaceAll(/ {2,}/g, '  '));
  expect(told).toContain('client  asks GET /services/demo_app');
  expect(told.some((line) => line.startsWith('client  updates demo_app with spec 1'))).toBe(true);
  expect(told.some((line) => line.startsWith('orchestrator  handles event: service is demo_app'))).toBe(true);
  expect(told).not.toContain('client  asks GET /_ping');
});

const relabelled = (spec: object): object => ({ ...spec, Labels: { more: 'said' } });

test('the same seed and the same requests give the same world', async () => {
  const told = async (seed: string): Promise<string> => {
    const { ask, end } = await serving([COMPOSE, '--set', 'stack=demo', '--seed', seed, '--head', 'good']);
    const { body } = await ask('GET', '/services/demo_app');
    await ask('POST', `/services/demo_app/update?version=${body.Version.Index}`, relabelled(body.Spec));
    for (let i = 0; i < 5; i++) await ask('GET', '/tasks');
    const { stderr } = await end();
    return stderr.split('\n').slice(1).join('\n');
  };
  const first = await told('3');
  expect(await told('3')).toBe(first);
  expect(await told('4')).not.toBe(first);
});

test('by the clock it goes on by itself; an interrupt ends what is being followed, too', async () => {
  const { ask, end, socket } = await serving([
    COMPOSE,
    '--set',
    'stack=demo',
    '--pace',
    'real',
    '--time-scale',
    '1000',
    '--head',
    'good',
  ]);
  const followed = new Promise<void>((resolve) => {
    const call = request({ socketPath: socket, path: '/events', agent: false }, (response) => {
      response.resume().on('close', resolve);
      response.on('error', () => undefined);
    });
    call.on('error', () => undefined);
    call.end();
  });
  const { body } = await ask('GET', '/services/demo_app');
  const spec = { ...body.Spec, TaskTemplate: { ContainerSpec: { Image: 'new' } } };
  expect((await ask('POST', `/services/demo_app/update?version=${body.Version.Index}`, spec)).status).toBe(200);
  const status = async () => (await ask('GET', '/services/demo_app')).body.UpdateStatus?.State;
  for (let now = await status(); now !== 'completed'; now = await status())
    expect([undefined, 'updating']).toContain(now);
  expect((await end()).exitCode).toBe(130);
  await followed;
});

test('a trace is walked look by look, to its end; nothing can be changed in it', async () => {
  const out = emptyFolder();
  const incident = [
    '--head',
    'dies',
    '--moves',
    'none',
    '--set',
    'update_config.order=stop-first',
    '--set',
    'stack=demo',
  ];
  await sim(['explore', '--rule', 'cc-ci/v3', '--runs', '100', '--workers', '1', '--out', out, ...incident]);
  const [trace = ''] = filesIn(out);
  const { ask, end } = await serving(['--trace', join(out, trace)]);
  const { body: before } = await ask('GET', '/services/demo_app');
  // The race at the first poll: no status yet.
  expect(before.UpdateStatus).toBeUndefined();
  const refused = await ask('POST', `/services/demo_app/update?version=${before.Version.Index}`, before.Spec);
  expect([refused.status, refused.body.message]).toEqual([
    503,
    'simulated engine: it follows a trace, in which nothing can be changed',
  ]);
  // No rule asks for nodes: the rest happens.
  await ask('GET', '/nodes');
  expect((await ask('GET', '/services/demo_app')).body.UpdateStatus?.State).toMatch(/^rollback/);
  const { exitCode, stderr } = await end('SIGTERM');
  expect(exitCode).toBe(143);
  expect(stderr).toContain('here the trace ends');
});

test.each([
  [['--listen', 'tcp://0.0.0.0:1234'], 2, 'can be reached from elsewhere'],
  [['--trace', 'none.json'], 5, 'the trace file cannot be read'],
  [['--time-scale', '10'], 2, 'time passes by requests alone'],
  [['--listen', 'unix:///none/such/folder/docker.sock'], 5, 'nothing can listen there'],
  [['none.yml'], 5, 'the Compose file cannot be read'],
  [['--trace', 'none.json', COMPOSE], 2, 'a trace has its own scenario'],
  [['--trace', 'none.json', '--seed', '2'], 2, 'cannot be used with'],
])('%j is refused: exit %i', async (argv, exitCode, why) => {
  const ran = await sim(['serve', ...argv]);
  expect([ran.exitCode, ran.stdout]).toEqual([exitCode, '']);
  expect(ran.stderr).toContain(why);
});
