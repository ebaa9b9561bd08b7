import type * as http from 'node:http';
import { prefixOf, type Endpoint } from './resolve-endpoint.ts';
import { RequestError, requestErrorOf } from './request-error.ts';
import { targetOf, type Target } from './target.ts';
import type { Environment } from './tls-material.ts';

interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Limits {
  /** When it is aborted, its reason says why. */
  readonly signal: AbortSignal;
  /** A longer body is an error, or cut there. */
  readonly mostBytes: number;
  readonly tooLong: 'refuse' | 'cut';
}

/** How requests reach an engine. There is one kind: GET. */
export interface Transport {
  readonly get: (path: string, limits: Limits) => Promise<Reply>;
  /** Of an engine that is simulated, the time in its world when it answered last, in ms; null: it is not. */
  readonly clockMs: () => number | null;
  readonly close: () => void;
}

export function transport(endpoint: Endpoint, env: Environment): Transport {
  const target = targetOf(endpoint, env);
  const prefix = prefixOf(endpoint);
  let clockMs: number | null = null;
  const send = async (path: string, limits: Limits): Promise<Reply> => {
    const reply = await once(target, path, limits);
    const told = Number(reply.headers['sim-clock'] ?? Number.NaN);
    if (Number.isInteger(told)) clockMs = told;
    return reply;
  };
  const get = async (path: string, limits: Limits): Promise<Reply> => {
    try {
      return await send(prefix + path, limits);
    } catch (error) {
      // The engine closed a kept connection while the request was on its way: it never read it, and a GET may be sent again.
      if (error instanceof StaleConnectionError) return send(prefix + path, limits);
      throw error;
    }
  };
  return { get, clockMs: () => clockMs, close: () => target.agent.destroy() };
}

class StaleConnectionError extends RequestError {}

function once({ send, ...target }: Target, path: string, { signal, mostBytes, tooLong }: Limits): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(requestErrorOf(error, signal));
    const request = send({ ...target, path, method: 'GET', signal }, (response) => {
      const { statusCode: status = 0, headers } = response;
      const chunks: Buffer[] = [];
      let bytes = 0;
      const done = (): void => resolve({ status, headers, body: Buffer.concat(chunks) });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes <= mostBytes) return;
        if (tooLong === 'cut') done();
        else fail(new RequestError(`the answer is longer than ${mostBytes} bytes`, null));
        request.destroy();
      });
      response.on('end', done);
      // docker-modem listens for errors of the request alone: there a connection that closes in a body is never told.
      response.on('error', fail);
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const isClosed = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      if (request.reusedSocket && isClosed && !signal.aborted)
        reject(new StaleConnectionError('the connection was closed', null, error));
      else fail(error);
    });
    request.end();
  });
}
