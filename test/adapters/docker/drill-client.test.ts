import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { drillClient } from '#adapters/docker/drill-client.js';
import { onSocket } from './on-socket.ts';

interface Asked {
  readonly asked: string;
  readonly body: string;
}
type Answers = (asked: string, nth: number) => readonly [status: number, body: unknown];

/** A client of an engine that answers by script, and all that the engine was asked. */
async function clientOf(answers: Answers) {
  const seen: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = `${request.method ?? ''} ${request.url ?? ''}`;
      seen.push({ asked, body: Buffer.concat(chunks).toString() });
      const [status, body] = answers(asked, seen.length);
      response.writeHead(status).end(body === null ? '' : JSON.stringify(body));
    });
  });
  const path = await onSocket(server);
  const endpoint = { host: { kind: 'socket', path }, tls: null, from: 'a test' } as const;
  const client = drillClient({ endpoint, env: {}, apiVersion: '1.41', prefix: 'sim-drill-' });
  onTestFinished(() => client.close());
  return { client, seen };
}

const SPEC = { Name: 'sim-drill-t1_app', Labels: { secret: 'kept out of paths' } };
const OUT_OF_SEQUENCE = { message: 'rpc error: code = Unknown desc = update out of sequence' };

test('a spec is the body of a write, and no part of its path', async () => {
  const { client, seen } = await clientOf((asked) =>
    asked.startsWith('GET') ? [200, { Version: { Index: 7 } }] : [asked.includes('create') ? 201 : 200, {}],
  );
  await client.create(SPEC);
  await client.update(SPEC);
  expect(seen).toEqual([
    { asked: 'POST /v1.41/services/create', body: JSON.stringify(SPEC) },
    { asked: 'GET /v1.41/services/sim-drill-t1_app', body: '' },
    { asked: 'POST /v1.41/services/sim-drill-t1_app/update?version=7', body: JSON.stringify(SPEC) },
  ]);
});

test('the engine wrote the service in between: its new version is read, and the update sent again', async () => {
  const { client, seen } = await clientOf((asked, nth) => {
    if (asked.startsWith('GET')) return [200, { Version: { Index: nth } }];
    return nth === 2 ? [500, OUT_OF_SEQUENCE] : [200, { Warnings: null }];
  });
  await client.update(SPEC);
  expect(seen.map(({ asked }) => asked.replace(/.*app/, ''))).toEqual([
    '',
    '/update?version=1',
    '',
    '/update?version=3',
  ]);
});

test('a service by any other name is not written', async () => {
  const { client, seen } = await clientOf(() => [200, {}]);
  for (const name of ['web_app', 'my-sim-drill-x', '']) {
    await expect(client.create({ Name: name })).rejects.toThrow('only services of its own');
    await expect(client.update({ Name: name })).rejects.toThrow('only services of its own');
    await expect((async () => client.remove(name))()).rejects.toThrow('only services of its own');
  }
  expect(seen).toEqual([]);
});

test('what is not there is removed already; what is refused is said in words', async () => {
  const { client } = await clientOf((asked) =>
    asked.startsWith('DELETE') || asked.includes('/images/') ? [404, { message: 'not found' }] : [503, OUT_OF_SEQUENCE],
  );
  await expect(client.remove(SPEC.Name)).resolves.toBeUndefined();
  await expect(client.hasImage('registry.test/busybox:1')).resolves.toBe(false);
  await expect(client.create(SPEC)).rejects.toMatchObject({ code: 'docker.refused' });
});
