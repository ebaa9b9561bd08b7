// A proxy in front of an engine's socket: it notes the request line of everything that goes through it, and does to chosen requests
// what networks and engines do.
import { createServer, request, type IncomingMessage } from 'node:http';
import { socket } from './engine.ts';
import { onSocket } from '../adapters/docker/on-socket.ts';
import { closes, send, type Fault, type Reply } from './proxy-faults.ts';

export interface When {
  /** Of request lines; default: any. */
  readonly matching?: RegExp;
  /** It strikes the n-th such request from now on, counted from 1. */
  readonly nth?: number;
  /** That one alone; otherwise all that come after it too. */
  readonly once?: boolean;
}

export interface FaultProxy {
  readonly socket: string;
  readonly asked: readonly string[];
  /** In place of the fault before it. */
  readonly fail: (fault: Fault, when?: When) => void;
  /** From now on every connection is closed. */
  readonly silence: () => void;
}

export async function faultProxy(engineSocket = socket): Promise<FaultProxy> {
  const asked: string[] = [];
  let strikes: (line: string) => Fault | null = () => null;
  const server = createServer((from, to) => {
    const line = `${from.method ?? ''} ${from.url ?? ''}`;
    asked.push(line);
    const handle = strikes(line) ?? passes;
    // An engine that is gone closes the connection.
    Promise.resolve(handle(() => askEngine(engineSocket, from), to)).catch(() => to.destroy());
  });
  const fail = (fault: Fault, when: When = {}): void => void (strikes = striking(fault, when));
  return { socket: await onSocket(server), asked, fail, silence: () => fail(closes) };
}

const passes: Fault = async (engine, to) => send(to, await engine());

function striking(fault: Fault, { matching = /^/, nth = 1, once = false }: When): (line: string) => Fault | null {
  let matched = 0;
  return (line) => {
    const isMatch = matching.test(line);
    if (isMatch) matched++;
    const strikes = once ? isMatch && matched === nth : matched >= nth;
    return strikes ? fault : null;
  };
}

function askEngine(socketPath: string, from: IncomingMessage): Promise<Reply> {
  const { method, url, headers } = from;
  return new Promise((resolve, reject) => {
    const on = request({ socketPath, method, path: url, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) });
      });
    });
    on.on('error', reject);
    from.pipe(on);
  });
}
