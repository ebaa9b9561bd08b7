// The private engine as tests use it: its socket, and the raw API to change what runs on it. sim itself only asks.
import { request } from 'node:http';
import { inject, onTestFinished } from 'vitest';
import { openDocker, type DockerClient } from '#adapters/docker/docker-client.js';
import { liveSwarm, type LiveSwarm } from '#adapters/docker/live-swarm.js';
import { resolveEndpoint } from '#adapters/docker/resolve-endpoint.js';

export const socket = inject('engineSocket') ?? '';
export const isMissing = inject('engineSocket') === null;

export type Api = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

/** The raw API of an engine. Answers decoded as JSON, or the text that they are. */
export function apiAt(socketPath: string): Api {
  return (method, path, body) => {
    const sent = body === undefined ? '' : JSON.stringify(body);
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(sent) };
    return new Promise((resolve, reject) => {
      const call = request({ socketPath, method, path: `/v1.41${path}`, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => {
          if ((response.statusCode ?? 500) >= 300) reject(new Error(`${method} ${path}: ${text}`));
          else resolve(text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text);
        });
      });
      call.on('error', reject);
      call.end(sent);
    });
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
