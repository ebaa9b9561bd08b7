import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { SimError } from '#src/errors.js';
import { EngineError } from './engine-error.ts';
import type { ListenAt } from './listen-at.ts';
import { refusal, type EngineReply } from './replies.ts';
import type { EngineRequest } from './request.ts';
import { freePath, removeSocket, withinOwnerOnly } from './socket-file.ts';

/** An engine that clients can reach. */
export interface Listener {
  /** What clients want in DOCKER_HOST. */
  readonly dockerHost: string;
  /** Ends every connection, and takes the socket away. */
  readonly close: () => Promise<void>;
}

export interface ListenOptions {
  readonly at: ListenAt;
  /**
   * Answers one request, when its owner's schedule says so. Requests come as they arrive, several at a time; each is whole. `gone` is
   * aborted when nobody waits for the answer any more. A rejection closes the connection without an answer.
   */
  readonly answer: (request: EngineRequest, gone: AbortSignal) => Promise<EngineReply>;
  /** Told of what `answer` was rejected with, unless the client had left. */
  readonly onBug?: (error: unknown) => void;
}

const MOST_BYTES = 1_048_576;

export async function listen({ at, answer, onBug = () => undefined }: ListenOptions): Promise<Listener> {
  const server = createServer((request, response) => {
    void serve(request, response, answer).catch((error: unknown) => {
      if (!response.destroyed) onBug(error);
      response.destroy();
    });
  });
  // What Go's server answers to what is no HTTP.
  server.on('clientError', (_error, socket: Duplex) => {
    const text = '400 Bad Request';
    if (socket.writable)
      socket.end(`HTTP/1.1 ${text}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${text}`);
    else socket.destroy();
  });
  if (at.kind === 'unix') await freePath(at.path);
  await opened(server, at);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const host = at.kind === 'loopback' && at.host === '::1' ? '[::1]' : '127.0.0.1';
  return {
    dockerHost: at.kind === 'unix' ? `unix://${at.path}` : `tcp://${host}:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      if (at.kind === 'unix') removeSocket(at.path);
    },
  };
}

function opened(server: Server, at: ListenAt): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(at, cause)));
    const done = (): void => {
      server.removeAllListeners('error');
      resolve();
    };
    if (at.kind === 'loopback') server.listen({ host: at.host, port: at.port, backlog: 4_096 }, done);
    else withinOwnerOnly(at.path, () => server.listen({ path: at.path, backlog: 4_096 }, done));
  });
}

function cannotListen(at: ListenAt, cause: NodeJS.ErrnoException): SimError {
  const where = at.kind === 'unix' ? `unix://${at.path}` : `tcp://${at.host}:${at.port}`;
  const what = `nothing can listen there (${cause.code ?? cause.message})`;
  return new SimError({ code: 'output.unwritable', where, what, remedy: 'Name another address with --listen.', cause });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  answer: ListenOptions['answer'],
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  // A connection that breaks is the client's business.
  response.on('error', () => undefined);
  const body = await bodyOf(request);
  if (body === GONE) return;
  if (body === TOO_LARGE) {
    send(response, refusal(new EngineError(413, 'http: request body too large')), { Connection: 'close' });
    return;
  }
  const { method = 'GET', url = '/' } = request;
  const reply = await answer({ method, path: url, body }, gone.signal);
  if (gone.signal.aborted) return;
  if (typeof reply.body === 'string' || reply.body instanceof Uint8Array) send(response, reply, {}, method === 'HEAD');
  else await flow(response, reply, reply.body);
}

const GONE = Symbol('the client has left');
const TOO_LARGE = Symbol('the body is too large');
type Incomplete = typeof GONE | typeof TOO_LARGE;

function bodyOf(request: IncomingMessage): Promise<string | Incomplete> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) resolve(TOO_LARGE);
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('close', () => resolve(GONE));
    request.on('error', () => resolve(GONE));
  });
}

function send(response: ServerResponse, { status, headers, body }: EngineReply, more = {}, isHead = false): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : (body as Uint8Array);
  response.writeHead(status, { ...headers, ...more, 'Content-Length': bytes.length });
  response.end(isHead ? undefined : bytes);
}

/** A stream: what there is goes out at once. */
async function flow(
  response: ServerResponse,
  reply: EngineReply,
  body: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  response.writeHead(reply.status, reply.headers);
  response.flushHeaders();
  const left = new Promise<'left'>((resolve) => response.once('close', () => resolve('left')));
  const chunks = body[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([chunks.next(), left]);
    if (next === 'left') break;
    if (next.done === true) {
      response.end();
      break;
    }
    response.write(next.value);
  }
  // It may wait for the world to move, which need not happen: nobody waits for it.
  void chunks.return?.();
}
