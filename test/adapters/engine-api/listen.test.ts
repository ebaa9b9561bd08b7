import { lstatSync, mkdtempSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listen, type ListenOptions, type Listener } from '#adapters/engine-api/listen.js';
import { parseListenAt } from '#adapters/engine-api/listen-at.js';
import { simulatedEngine } from '#adapters/engine-api/simulated-engine.js';
import { SimError } from '#src/errors.js';
import { served, type Served } from './served.ts';

const MIB = 1_048_576;

function freshPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sim-listen-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'docker.sock');
}

async function listening(
  answer: ListenOptions['answer'],
  path = freshPath(),
): Promise<Listener & { readonly path: string }> {
  const listener = await listen({ at: { kind: 'unix', path }, answer });
  onTestFinished(() => listener.close());
  return { ...listener, path };
}

const answering =
  (engine: Served): ListenOptions['answer'] =>
  (asked) =>
    Promise.resolve(simulatedEngine.handle(asked, engine.world));

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly length: string | undefined;
}

function ask(socketPath: string, method: string, path: string, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, method, path, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text, length: response.headers['content-length'] }),
      );
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Everything that comes until the other side closes. */
function raw(path: string, text: string, after: (socket: Socket) => void = () => undefined): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.write(text);
      after(socket);
    });
    let got = '';
    socket.on('data', (chunk) => (got += chunk.toString()));
    socket.on('close', () => resolve(got));
    socket.on('error', () => undefined);
  });
}

test('the socket is its owner’s alone, and gone when the listener is closed', async () => {
  const path = freshPath();
  const listener = await listen({ at: { kind: 'unix', path }, answer: answering(served()) });
  expect(lstatSync(path).mode & 0o777).toBe(0o600);
  expect(listener.dockerHost).toBe(`unix://${path}`);
  expect(await ask(path, 'GET', '/_ping')).toMatchObject({ status: 200, text: 'OK' });
  expect(await ask(path, 'HEAD', '/_ping')).toEqual({ status: 200, text: '', length: '2' });
  await listener.close();
  expect(existsSync(path)).toBe(false);
});

test('a socket that nobody listens on any more is replaced; anything else that is there is left alone', async () => {
  const stale = freshPath();
  const first = createServer().listen(stale);
  await new Promise((resolve) => first.once('listening', resolve));
  await listensElsewhere(stale);
  await new Promise((resolve) => first.close(resolve));
  // Node takes its own socket away; one that was left behind looks like this.
  const left = freshPath();
  await leaveSocketAt(left);
  expect(existsSync(left)).toBe(true);
  const { path } = await listening(answering(served()), left);
  expect((await ask(path, 'GET', '/_ping')).status).toBe(200);

  const file = freshPath();
  writeFileSync(file, 'precious');
  await expect(listen({ at: { kind: 'unix', path: file }, answer: answering(served()) })).rejects.toThrow(SimError);
  expect(existsSync(file)).toBe(true);
});

async function listensElsewhere(path: string): Promise<void> {
  const attempt = listen({ at: { kind: 'unix', path }, answer: answering(served()) });
  await expect(attempt).rejects.toThrow('another process listens there');
}

/** Another process makes it, and is killed. */
async function leaveSocketAt(path: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  await new Promise((resolve) => spawn(process.execPath, ['-e', script]).once('exit', resolve));
}

test('nothing but a unix socket or loopback is listened on', () => {
  expect(parseListenAt('unix:///run/user/1/sim.sock', '--listen')).toEqual({
    kind: 'unix',
    path: '/run/user/1/sim.sock',
  });
  expect(parseListenAt('tcp://127.0.0.1:2375', '--listen')).toEqual({
    kind: 'loopback',
    host: '127.0.0.1',
    port: 2375,
  });
  expect(parseListenAt('tcp://localhost:0', '--listen')).toMatchObject({ host: '127.0.0.1', port: 0 });
  expect(parseListenAt('tcp://[::1]:1', '--listen')).toMatchObject({ host: '::1' });
  const others = [
    'tcp://0.0.0.0:1',
    'tcp://[::]:1',
    'tcp://10.0.0.1:1',
    'tcp://example.org:1',
    'tcp://:1',
    'tcp://127.0.0.1.example:1',
  ];
  for (const text of [...others, 'http://127.0.0.1:1', 'unix://relative', 'tcp://127.0.0.1:70000', 'npipe://x', '']) {
    expect(() => parseListenAt(text, '--listen'), text).toThrow(SimError);
  }
  expect(() => parseListenAt(`unix:///${'x'.repeat(120)}`, '--listen')).toThrow('107 bytes');
});

test('a body of more than 1 MiB is refused, one of just that much is read', async () => {
  const engine = served();
  const row = engine.world.row.slice();
  const { path } = await listening(answering(engine));
  const large = await ask(path, 'POST', '/services/create', 'x'.repeat(MIB + 1)).catch(() => null);
  expect(large === null || large.status === 413).toBe(true);
  const { status, text } = await ask(path, 'POST', '/services/create', 'x'.repeat(MIB));
  expect([status, text]).toEqual([400, '{"message":"invalid character \'x\' looking for beginning of value"}\n']);
  expect(engine.world.row).toEqual(row);
});

test('what is no HTTP is answered with 400, and the server goes on', async () => {
  const engine = served();
  const { path } = await listening(answering(engine));
  expect(await raw(path, 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(await raw(path, `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 4/);
  expect((await ask(path, 'GET', '/_ping')).status).toBe(200);
});

test('a client that hangs up in the middle of its request, or before the answer, leaves no trace', async () => {
  const engine = served();
  const row = engine.world.row.slice();
  const { Spec } = engine.get('/services/demo_app');
  let asked = 0;
  let hold: Promise<void> | null = null;
  const goneOnes: AbortSignal[] = [];
  const { path } = await listening(async (question, gone) => {
    asked++;
    if (hold !== null) {
      goneOnes.push(gone);
      await hold;
    }
    return answering(engine)(question, gone);
  });
  const body = JSON.stringify(Spec);
  const head = `POST /services/demo_app/update?version=1 HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n`;
  await raw(path, head + body.slice(0, 50), (socket) => socket.end());
  expect(asked).toBe(0);
  expect(engine.world.row).toEqual(row);

  let release = (): void => undefined;
  hold = new Promise((resolve) => (release = resolve));
  const left = raw(path, 'GET /services HTTP/1.1\r\nHost: x\r\n\r\n', (socket) => {
    const wait = (): void => {
      if (asked === 0) setImmediate(wait);
      else socket.destroy();
    };
    wait();
  });
  await left;
  const aborted = async (): Promise<void> => {
    while (goneOnes[0]?.aborted !== true) await new Promise((resolve) => setImmediate(resolve));
  };
  await aborted();
  release();
  hold = null;
  expect((await ask(path, 'GET', '/_ping')).status).toBe(200);
});

test('a thousand connections at once are answered', async () => {
  const engine = served();
  const row = engine.world.row.slice();
  const { path } = await listening(answering(engine));
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => ask(path, 'GET', '/_ping')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1_000);
  expect(engine.world.row).toEqual(row);
});

test('an answer that fails closes its connection, and is reported', async () => {
  const path = freshPath();
  const bugs: unknown[] = [];
  const answer = () => Promise.reject(new Error('a bug'));
  const listener = await listen({ at: { kind: 'unix', path }, answer, onBug: (error) => bugs.push(error) });
  onTestFinished(() => listener.close());
  await expect(ask(path, 'GET', '/services')).rejects.toThrow(/hang up|ECONNRESET/);
  expect(bugs).toEqual([new Error('a bug')]);
});
