// The private engine as tests use it: its socket, and the raw API to change what runs on it. sim itself only asks.
import { request } from 'node:http';
import { inject, onTestFinished } from 'vitest';
import { openDocker, type DockerClient } from '#adapters/docker/docker-client.js';
import { liveSwarm, type LiveSwarm } from '#adapters/docker/live-swarm.js';
import { resolveEndpoint } from '#adapters/docker/resolve-endpoint.js';

export const socket = inject('engineSocket') ?? '';
export const isMissing = inject('engineSocket') === null;

/** The status, and the body as JSON, or the text that it is. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}
export type Call = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<Reply>;

/** The raw API of an engine. */
export function callAt(socketPath: string): Call {
  return (method, path, body) => {
    const sent = body === undefined ? '' : JSON.stringify(body);
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(sent) };
    return new Promise((resolve, reject) => {
      const call = request({ socketPath, method, path: `/v1.41${path}`, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => {
          const isJson = text.startsWith('{') || text.startsWith('[');
          resolve({ status: response.statusCode ?? 500, body: isJson ? (JSON.parse(text) as unknown) : text });
        });
      });
      call.on('error', reject);
      call.end(sent);
    });
  };
}

export type Api = (...request: Parameters<Call>) => Promise<unknown>;

/** The same of which nothing may be refused: what was answered. */
export function apiAt(socketPath: string): Api {
  const call = callAt(socketPath);
  return async (method, path, body) => {
    const reply = await call(method, path, body);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
}

export const api = apiAt(socket);

async function clientAt(path: string): Promise<DockerClient> {
  const client = await openDocker({ endpoint: resolveEndpoint({ host: `unix://${path}` }, {}), env: {} });
  onTestFinished(() => client.close());
  return client;
}

export async function swarmOf(stack: string, path = socket): Promise<LiveSwarm> {
  return liveSwarm({ client: await clientAt(path), stack });
}

/** Waits until it is so; a test that waits in vain fails by its own deadline. */
export async function until<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isSo(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
