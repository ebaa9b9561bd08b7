import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDocker } from '#adapters/docker/docker-client.js';
import { liveSwarm } from '#adapters/docker/live-swarm.js';
import { resolveEndpoint, type EndpointOptions, type Environment } from '#adapters/docker/resolve-endpoint.js';
import { emptyFolder } from '../../src/cli/memory-io.ts';
import { fakeEngine } from './fake-engine.ts';
import { STACK } from './payloads.ts';

async function reads(options: EndpointOptions, env: Environment): Promise<readonly string[]> {
  const client = await openDocker({ endpoint: resolveEndpoint(options, env), env });
  onTestFinished(() => client.close());
  const swarm = await liveSwarm({ client, stack: STACK });
  const answers = [];
  for (const read of ['inspect', 'list', 'nodes'] as const) answers.push((await swarm.ask(read, 0)).read);
  return answers;
}

const ALL = ['inspect', 'list', 'nodes'];

/** `ssh` as a test needs it: whatever host is named, a pipe to the socket; it notes how it was called. */
function sshOnPath(socket: string) {
  const folder = emptyFolder();
  const calls = join(folder, 'calls');
  const script = `#!${process.execPath}
require('node:fs').appendFileSync(${JSON.stringify(calls)}, JSON.stringify(process.argv.slice(2)) + '\\n');
const socket = require('node:net').connect(${JSON.stringify(socket)});
socket.on('error', (error) => { console.error('ssh: ' + error.code); process.exit(255); });
process.stdin.pipe(socket).pipe(process.stdout);
`;
  writeFileSync(join(folder, 'ssh'), script);
  chmodSync(join(folder, 'ssh'), 0o755);
  const PATH = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
  return { PATH, calls: () => readFileSync(calls, 'utf8').trimEnd().split('\n') };
}

test("ssh:// goes through the system's ssh, over one connection that is kept", async () => {
  const engine = await fakeEngine();
  const { PATH, calls } = sshOnPath(engine.socket);
  expect(await reads({ host: 'ssh://me@far.example' }, { PATH })).toEqual(ALL);
  expect(calls()).toEqual([
    JSON.stringify(['-l', 'me', '-o', 'ConnectTimeout=30', '-T', '--', 'far.example', 'docker system dial-stdio']),
  ]);
  expect(engine.connections()).toBe(1);
  expect(engine.asked.every((line) => line.startsWith('GET '))).toBe(true);
});

test('what ssh has to say is told when it cannot connect', async () => {
  const { PATH } = sshOnPath('/nowhere.sock');
  const opened = reads({ host: 'ssh://far.example' }, { PATH });
  await expect(opened).rejects.toMatchObject({ code: 'docker.unreachable' });
  await expect(opened).rejects.toThrow(/ssh:\/\/far\.example: .*ssh ended \(255\): ssh: ENOENT/);
  await expect(reads({ host: 'ssh://far.example' }, { PATH: '' })).rejects.toThrow(/ssh cannot be started/);
});

test.each([
  ['unix:///nowhere/docker.sock', /there is no such socket; named by -H/],
  ['tcp://127.0.0.1:1', /nothing listens there/],
  ['tcp://no-such-host.invalid:1', /host/],
])('%s is unreachable, and it is said why', async (host, message) => {
  const opened = reads({ host }, {});
  await expect(opened).rejects.toMatchObject({ code: 'docker.unreachable' });
  await expect(opened).rejects.toThrow(message);
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) console.warn('SKIPPED: TLS is not tried, since there is no openssl to make certificates with');

/** A CA, and a certificate of it for localhost that serves and shows itself as a client. */
function certificates(): string {
  const folder = emptyFolder();
  const openssl = (...words: readonly string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca-key.pem', '-out', 'ca.pem', '-subj', '/CN=ca', '-days', '2');
  openssl('req', ...key, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', '/CN=localhost');
  writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-extfile', 'names', '-days', '2'];
  openssl('x509', '-req', '-in', 'request.pem', ...signing, '-out', 'cert.pem');
  return folder;
}

test.skipIf(!hasOpenssl)('tcp:// with TLS shows a certificate and verifies the other one', async () => {
  const DOCKER_CERT_PATH = certificates();
  const file = (name: string): Buffer => readFileSync(join(DOCKER_CERT_PATH, name));
  const material = { ca: file('ca.pem'), cert: file('cert.pem'), key: file('key.pem') };
  const engine = await fakeEngine({}, (on) => https.createServer({ ...material, requestCert: true }, on));
  // The fake listens on its socket; TLS is wanted on a port.
  await new Promise<void>((resolve) => engine.server.close(() => resolve()));
  await new Promise<void>((resolve) => engine.server.listen(0, '127.0.0.1', resolve));
  const { port } = engine.server.address() as AddressInfo;
  const env = { DOCKER_HOST: `tcp://localhost:${port}`, DOCKER_CERT_PATH, DOCKER_TLS_VERIFY: '1' };
  expect(await reads({}, env)).toEqual(ALL);

  const stranger = certificates();
  await expect(reads({}, { ...env, DOCKER_CERT_PATH: stranger })).rejects.toMatchObject({ code: 'docker.unreachable' });
  const trusting = { ...env, DOCKER_TLS_VERIFY: '', DOCKER_TLS: '1' };
  expect(await reads({}, trusting)).toEqual(ALL);
  await expect(reads({}, { DOCKER_HOST: env.DOCKER_HOST })).rejects.toMatchObject({ code: 'docker.unreachable' });
});
