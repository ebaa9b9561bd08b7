import type { EngineError } from './engine-error.ts';
import { NEWEST_API } from './request.ts';

export type Chunk = string | Uint8Array;

/** What a request is answered with. */
export interface EngineReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream (events, logs that are followed) goes on until its end, or until nobody reads it any more. */
  readonly body: Chunk | AsyncIterable<Chunk>;
}

/** The engine that the simulated one says it is: of the newest API. */
export const ENGINE_VERSION = '28.5.2';

const COMMON = {
  'Api-Version': NEWEST_API,
  'Docker-Experimental': 'false',
  Ostype: 'linux',
  Server: `Docker/${ENGINE_VERSION} (linux)`,
};

export const json = (value: unknown, status = 200): EngineReply => ({
  status,
  headers: { ...COMMON, 'Content-Type': 'application/json' },
  body: `${JSON.stringify(value)}\n`,
});

/** Done, and nothing to say. */
export const empty = (status = 200): EngineReply => ({ status, headers: COMMON, body: '' });

export const text = (body: string, headers: Readonly<Record<string, string>> = {}): EngineReply => ({
  status: 200,
  headers: { ...COMMON, 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  body,
});

export const stream = (body: AsyncIterable<Chunk> | Chunk, type: string): EngineReply => ({
  status: 200,
  headers: { ...COMMON, 'Content-Type': type },
  body,
});

export const refusal = (error: EngineError): EngineReply => json({ message: error.message }, error.status);
