// A proxy in front of the engine's socket, which notes the request line of everything that goes through it.
import { createServer, request } from 'node:http';
import { socket } from './engine.ts';
import { onSocket } from '../adapters/docker/on-socket.ts';

export interface RecordingProxy {
  readonly socket: string;
  readonly asked: readonly string[];
  /** From now on every connection is closed. */
  readonly silence: () => void;
}

export async function recordingProxy(): Promise<RecordingProxy> {
  const asked: string[] = [];
  let silent = false;
  const server = createServer((from, to) => {
    asked.push(`${from.method ?? ''} ${from.url ?? ''}`);
    if (silent) {
      from.socket.destroy();
      return;
    }
    const { method, url, headers } = from;
    const on = request({ socketPath: socket, method, path: url, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    on.on('error', () => to.destroy());
    from.pipe(on);
  });
  const path = await onSocket(server);
  return { socket: path, asked, silence: () => void (silent = true) };
}
