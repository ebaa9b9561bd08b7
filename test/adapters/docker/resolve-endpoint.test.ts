// docker/cli: command/cli.go resolveContextName, opts/hosts.go, flags/options.go, context/docker/load.go, connhelper.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placeOf, resolveEndpoint, type EndpointOptions } from '#adapters/docker/resolve-endpoint.js';
import { sshArguments, type SshHost } from '#adapters/docker/ssh-connection.js';
import { emptyFolder } from '../../src/cli/memory-io.ts';

const shaOf = (name: string): string => createHash('sha256').update(name).digest('hex');

/** A folder of the docker CLI's: contexts by name, and which of them is the current one. */
function configFolder(contexts: Readonly<Record<string, object>>, currentContext?: string): string {
  const folder = emptyFolder();
  if (currentContext !== undefined) writeFileSync(join(folder, 'config.json'), JSON.stringify({ currentContext }));
  for (const [name, docker] of Object.entries(contexts)) {
    const meta = join(folder, 'contexts', 'meta', shaOf(name));
    mkdirSync(meta, { recursive: true });
    writeFileSync(join(meta, 'meta.json'), JSON.stringify({ Name: name, Endpoints: { docker } }));
  }
  return folder;
}

function withTls(folder: string, name: string, files: readonly string[]): void {
  const tls = join(folder, 'contexts', 'tls', shaOf(name), 'docker');
  mkdirSync(tls, { recursive: true });
  for (const file of files) writeFileSync(join(tls, file), file);
}

const place = (options: EndpointOptions, env: Readonly<Record<string, string>>): string =>
  placeOf(resolveEndpoint(options, env));

test('one wins over the next: --context, -H, DOCKER_HOST, DOCKER_CONTEXT, currentContext, the default socket', () => {
  const contexts = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, { Host: `unix:///${name}` }]));
  const DOCKER_CONFIG = configFolder(contexts, 'c');
  const env = { DOCKER_CONFIG, DOCKER_HOST: 'unix:///env', DOCKER_CONTEXT: 'b' };
  expect(place({ context: 'a' }, env)).toBe('unix:///a');
  expect(place({ host: 'unix:///host' }, env)).toBe('unix:///host');
  expect(place({}, env)).toBe('unix:///env');
  expect(place({}, { ...env, DOCKER_HOST: '' })).toBe('unix:///b');
  expect(place({}, { DOCKER_CONFIG })).toBe('unix:///c');
  expect(place({}, { DOCKER_CONFIG: emptyFolder() })).toBe('unix:///var/run/docker.sock');
  expect(place({ context: 'default' }, env)).toBe('unix:///env');
  expect(place({ host: '' }, env)).toBe('unix:///var/run/docker.sock');
});

test('contexts are looked for in .docker of the home folder when DOCKER_CONFIG names none', () => {
  const HOME = emptyFolder();
  mkdirSync(join(HOME, '.docker'));
  writeFileSync(join(HOME, '.docker', 'config.json'), JSON.stringify({ currentContext: 'gone' }));
  expect(() => place({}, { HOME })).toThrow(/context "gone": there is no such context/);
});

test.each([
  ['unix://', 'unix:///var/run/docker.sock'],
  ['unix:///run/user/1000/docker.sock', 'unix:///run/user/1000/docker.sock'],
  ['tcp://', 'tcp://localhost:2375'],
  ['tcp://:7777', 'tcp://localhost:7777'],
  ['tcp://example.org', 'tcp://example.org:2375'],
  ['example.org:2375', 'tcp://example.org:2375'],
  ['tcp://example.org:80/docker/', 'tcp://example.org:80/docker'],
  ['tcp://[::1]:2375', 'tcp://::1:2375'],
  ['  tcp://example.org:1  ', 'tcp://example.org:1'],
  ['ssh://root@example.org:22', 'ssh://root@example.org:22'],
  ['npipe://', 'unix:////./pipe/docker_engine'],
])('%s is %s', (host, expected) => {
  expect(place({ host }, {})).toBe(expected);
});

test.each([
  ['http://example.org', /no address of an engine/],
  ['fd://', /no address of an engine/],
  ['tcp://unix:///x', /two schemes/],
  ['tcp://a:b', /no host and port/],
  ['ssh://user:secret@example.org', /may not hold a password/],
  ['ssh://', /cannot be read|names no host/],
  ['ssh://example.org?x=1', /no query/],
])('%s is refused', (host, message) => {
  expect(() => resolveEndpoint({ host }, {})).toThrow(message);
});

test('a refusal is usage, and never shows a password', () => {
  const error = (() => {
    try {
      return resolveEndpoint({ host: 'ssh://user:secret@example.org' }, {});
    } catch (reason) {
      return reason;
    }
  })();
  expect(error).toMatchObject({ code: 'docker.bad-endpoint' });
  expect(String(error)).not.toContain('secret');
});

test('-H and --context together are refused, and files that cannot be read', () => {
  expect(() => resolveEndpoint({ host: 'unix://', context: 'a' }, {})).toThrow(/give one of them, not both/);
  const folder = emptyFolder();
  writeFileSync(join(folder, 'config.json'), '{"currentContext":');
  expect(() => place({}, { DOCKER_CONFIG: folder })).toThrow(/cannot be read/);
});

test('TLS is asked for by DOCKER_TLS_VERIFY, DOCKER_TLS or --tls*, for tcp:// alone', () => {
  const DOCKER_CERT_PATH = emptyFolder();
  for (const file of ['ca.pem', 'cert.pem', 'key.pem']) writeFileSync(join(DOCKER_CERT_PATH, file), file);
  const tls = (options: EndpointOptions, env: Readonly<Record<string, string>>) =>
    resolveEndpoint({ host: 'tcp://h', ...options }, { DOCKER_CERT_PATH, ...env }).tls;
  expect(tls({}, {})).toBeNull();
  expect(tls({}, { DOCKER_TLS_VERIFY: '1' })).toMatchObject({ verify: true, ca: Buffer.from('ca.pem') });
  expect(tls({}, { DOCKER_TLS_VERIFY: 'yes' })?.verify).toBe(true);
  expect(tls({}, { DOCKER_TLS: '1' })).toMatchObject({ verify: false, key: Buffer.from('key.pem') });
  expect(tls({ tls: true }, {})?.verify).toBe(false);
  expect(tls({ tlsverify: true }, {})?.verify).toBe(true);
  expect(tls({ tlsverify: false }, { DOCKER_TLS_VERIFY: '1' })?.verify).toBe(false);
  expect(tls({ host: 'unix:///x', tlsverify: true }, {})).toBeNull();
  expect(() => tls({ tlsverify: true, tlscert: '/nowhere/cert.pem' }, {})).toThrow(/TLS material cannot be read/);
  expect(place({ tlsverify: true }, { DOCKER_CERT_PATH })).toBe('tcp://localhost:2376 (TLS)');
});

test('without files of its own a client shows no certificate, but the CA must be there', () => {
  const DOCKER_CERT_PATH = emptyFolder();
  expect(() => resolveEndpoint({ host: 'tcp://h', tls: true }, { DOCKER_CERT_PATH })).toThrow(/ca\.pem/);
  writeFileSync(join(DOCKER_CERT_PATH, 'ca.pem'), '');
  expect(resolveEndpoint({ host: 'tcp://h', tls: true }, { DOCKER_CERT_PATH }).tls).toMatchObject({ cert: null });
});

test('TLS of a context comes from its own folder, or from SkipTLSVerify alone', () => {
  const contexts = {
    a: { Host: 'tcp://a:1' },
    b: { Host: 'tcp://b:1', SkipTLSVerify: true },
    c: { Host: 'tcp://c:1' },
  };
  const DOCKER_CONFIG = configFolder(contexts);
  withTls(DOCKER_CONFIG, 'a', ['ca.pem', 'cert.pem', 'key.pem']);
  const tls = (context: string) => resolveEndpoint({ context }, { DOCKER_CONFIG, DOCKER_TLS_VERIFY: '1' }).tls;
  expect(tls('a')).toMatchObject({ verify: true, cert: Buffer.from('cert.pem') });
  expect(tls('b')).toMatchObject({ verify: false, ca: null });
  expect(tls('c')).toBeNull();
});

test.each([
  ['ssh://example.org', ['-o', 'ConnectTimeout=30', '-T', '--', 'example.org', 'docker system dial-stdio']],
  [
    'ssh://me@example.org:2222/run/my docker.sock',
    [
      ...['-l', 'me', '-p', '2222', '-o', 'ConnectTimeout=30', '-T', '--', 'example.org'],
      "docker '--host=unix:///run/my docker.sock' system dial-stdio",
    ],
  ],
])('%s is dialled as docker does', (host, expected) => {
  expect(sshArguments(resolveEndpoint({ host }, {}).host as SshHost)).toEqual(expected);
});
