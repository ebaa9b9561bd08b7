import { expect, test } from 'vitest';
import { simulatedEngine } from '#adapters/engine-api/simulated-engine.js';
import { filters, served } from './served.ts';

test('versions of the API that it does not speak are refused as the engine does', () => {
  const { ask } = served();
  expect(ask('GET', '/v1.52/services')).toEqual({
    status: 400,
    body: { message: 'client version 1.52 is too new. Maximum supported API version is 1.51' },
  });
  expect(ask('GET', '/v1.23/info').body.message).toBe(
    'client version 1.23 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version',
  );
  for (const version of ['1.24', '1.41', '1.51']) expect(ask('GET', `/v${version}/services`).status).toBe(200);
});

test('unknown paths and methods are no page', () => {
  const { ask } = served();
  const nothing = { status: 404, body: { message: 'page not found' } };
  for (const path of ['/', '/nope', '/v1.41', '/services/a/b/c', '/services/', '/%zz'])
    expect(ask('GET', path)).toEqual(nothing);
  expect(ask('PUT', '/services/demo_app')).toEqual(nothing);
  expect(ask('POST', '/services')).toEqual(nothing);
});

test('malformed bodies and filters are refused, with what Go says of them', () => {
  const { ask } = served();
  const complaint = (method: string, path: string, body?: string) => {
    const { status, body: answer } = ask(method, path, body);
    return [status, answer.message];
  };
  expect(complaint('POST', '/services/create', '')).toEqual([400, 'EOF']);
  expect(complaint('POST', '/services/create', '{')).toEqual([400, 'unexpected EOF']);
  expect(complaint('GET', '/services?filters=xx')).toEqual([
    400,
    "invalid character 'x' looking for beginning of value",
  ]);
  expect(complaint('POST', '/services/create', '[]')[0]).toBe(400);
  expect(complaint('GET', `/services?${filters({ bogus: ['x'] })}`)).toEqual([400, "invalid filter 'bogus'"]);
  expect(complaint('GET', `/tasks?${filters({ 'desired-state': ['bogus'] })}`)[0]).toBe(400);
  expect(complaint('GET', `/tasks?${filters({ service: ['nope'] })}`)).toEqual([404, 'service nope not found']);
  for (const odd of ['{"name":1}', '{"name":[1]}', '[]', '1'])
    expect(ask('GET', `/services?filters=${odd}`).status).toBe(400);
});

test('what is no look at the world: a ping, the version, what is kept beside it, no page', () => {
  const looks = (method: string, path: string): boolean => simulatedEngine.looks({ method, path, body: '' });
  for (const path of ['/_ping', '/v1.41/version', '/info', '/networks', '/configs/x', '/nope', '/%zz']) {
    expect([path, looks('GET', path)]).toEqual([path, false]);
  }
  for (const path of ['/services', '/v1.41/services/x', '/tasks', '/nodes/self', '/events', '/containers/json']) {
    expect([path, looks('GET', path)]).toEqual([path, true]);
  }
  expect(looks('POST', '/services/x/update?version=1')).toBe(true);
  expect(looks('HEAD', '/_ping')).toBe(false);
});

test('no request lets time pass, and none that asks changes the world', () => {
  const engine = served();
  const row = engine.world.row.slice();
  const paths = [
    '/_ping',
    '/version',
    '/info',
    '/swarm',
    '/nodes',
    '/nodes/self',
    '/services',
    '/tasks',
    '/networks',
    '/configs',
  ];
  for (const path of [...paths, '/secrets', '/containers/json?all=1', '/services/demo_app']) {
    expect([path, engine.ask('GET', path).status]).toEqual([path, 200]);
  }
  expect(engine.ask('GET', '/distribution/app:1/json').status).toBe(404);
  expect(engine.ask('GET', '/distribution/registry.example/team/app:1/json').status).toBe(404);
  expect(engine.world.row).toEqual(row);
});
