// A proxy in front of the engine's socket, which notes the request line of everything that goes through it.
import { createServer, request } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { socket } from './engine.ts';

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
  const folder = mkdtempSync(join(tmpdir(), 'sim-proxy-'));
  const path = join(folder, 'docker.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });
  return { socket: path, asked, silence: () => void (silent = true) };
}
