import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from '#adapters/engine-api/listen.js';
import { listenForHealth } from '#adapters/engine-api/listen-for-health.js';
import { interruptedExit } from '../interrupt.ts';
import type { Io, Session } from '../io.ts';
import { playedEngine } from '../serve/played-engine.ts';
import type { ServeOptions } from '../serve/options.ts';
import type { OwnedEngine } from '../serve/owned-engine.ts';
import { tracedEngine } from '../serve/traced-engine.ts';

/** `sim serve`: until it is interrupted, which is its only end. */
export async function serveVerb(file: string | undefined, options: ServeOptions, { io }: Session): Promise<number> {
  const engine = options.trace === undefined ? playedEngine(file, options, io) : tracedEngine(options.trace, file, io);
  const folder = options.listen === undefined ? mkdtempSync(join(tmpdir(), 'sim-serve-')) : null;
  try {
    await serve(engine, options.listen ?? { kind: 'unix', path: join(folder ?? '', 'docker.sock') }, io);
  } finally {
    engine.stop();
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
  return interruptedExit(String(io.signal.reason));
}

async function serve(engine: OwnedEngine, at: NonNullable<ServeOptions['listen']>, io: Io): Promise<void> {
  const onBug = (error: unknown): void =>
    io.stderr.write(`sim: a request was not answered: ${error instanceof Error ? error.message : String(error)}\n`);
  const listener = await listen({ at, answer: engine.answer, onBug });
  try {
    const health = await listenForHealth(engine.isHealthy);
    try {
      io.stdout.write(`export DOCKER_HOST=${listener.dockerHost}\n`);
      io.stderr.write(`sim: ${engine.about}; the app answers at ${health.url}; an interrupt ends it\n`);
      await stopped(io.signal);
    } finally {
      await health.close();
    }
  } finally {
    await listener.close();
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
