// An engine of node:http on a socket of its own, which answers with recorded payloads, or as badly as a test wants.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { openDocker, type DockerClient } from '#adapters/docker/docker-client.js';
import { resolveEndpoint } from '#adapters/docker/resolve-endpoint.js';
import { payloadText } from './payloads.ts';
import { onSocket } from './on-socket.ts';

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** What is asked, without version and query: `/services/dies1_app`, `/tasks`. */
export type Routes = Readonly<Record<string, Answering>>;

export interface FakeEngine {
  readonly socket: string;
  readonly server: Server;
  /** `METHOD path?query` of everything that was asked. */
  readonly asked: readonly string[];
  /** How many connections were made. */
  readonly connections: () => number;
  /** May be changed while it runs. */
  readonly routes: Record<string, Answering>;
}

export const answer =
  (body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answering =>
  (_request, response) =>
    void response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);

/** Says how long the body is, sends half of it and closes. */
export const cutShort =
  (body: string): Answering =>
  (_request, response) => {
    response.writeHead(200, { 'Content-Length': Buffer.byteLength(body) });
    response.write(body.slice(0, body.length / 2), () => response.destroy());
  };

export const never: Answering = () => undefined;

const PING = answer('OK', 200, { 'Api-Version': '1.41' });

const GOOD: Routes = {
  '/_ping': PING,
  '/info': answer(payloadText('info')),
  '/services': answer(payloadText('services')),
  '/services/dies1_app': answer(payloadText('service')),
  '/tasks': answer(payloadText('tasks')),
  '/nodes': answer(payloadText('nodes')),
};

/** Path without `/v1.41` and query. */
const routeOf = (url: string): string => url.replace(/^\/v[\d.]+/, '').replace(/\?.*$/, '');

export async function fakeEngine(routes: Routes = {}, serverOf: (on: RequestListener) => Server = createServer) {
  const asked: string[] = [];
  const table: Record<string, Answering> = { ...GOOD, ...routes };
  let connections = 0;
  const server = serverOf((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const found = table[routeOf(request.url ?? '')];
    (found ?? answer('{"message":"page not found"}', 404))(request, response);
  });
  server.on('connection', () => connections++);
  const socket = await onSocket(server);
  const engine: FakeEngine = { socket, server, asked, connections: () => connections, routes: table };
  return engine;
}

/** A client of the fake, closed after the test. */
export async function clientOf(engine: Pick<FakeEngine, 'socket'>, timeoutMs = 1_000): Promise<DockerClient> {
  const endpoint = resolveEndpoint({ host: `unix://${engine.socket}` }, {});
  const client = await openDocker({ endpoint, env: {}, timeoutMs });
  onTestFinished(() => client.close());
  return client;
}
