import { setMaxListeners } from 'node:events';
import type { Io, Output } from '#src/cli/io.js';

/**
 * The process, as the verbs of sim see it. A second signal changes nothing: npm and tsx pass each on that a terminal sends to all of
 * them, and an engine that is left behind half taken away is worse than a few seconds of patience.
 */
export function processAsIo(): Io {
  const stopping = new AbortController();
  // Each sleep of each rollout listens.
  setMaxListeners(0, stopping.signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) return;
      process.stderr.write(`predictions: ${signal}: taking everything away\n`);
      stopping.abort(signal);
    });
  }
  const { env } = process;
  return {
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    cwd: process.cwd(),
    env,
    signal: stopping.signal,
  };
}

function output(stream: NodeJS.WriteStream): Output {
  return { write: (text) => void stream.write(text), isTTY: stream.isTTY, columns: stream.columns };
}
