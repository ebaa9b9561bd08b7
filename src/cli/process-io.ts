import { createInterface } from 'node:readline';
import type { Io, Output } from './io.ts';

/** The process as a session sees it. */
export interface ProcessIo {
  readonly io: Io;
  /** Ends the process with this code once all is written; at once when it was asked to stop. */
  readonly end: (exitCode: number) => void;
}

const ENVIRONMENT = 5;
const BUG = 70;

export function processIo(): ProcessIo {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Asked a second time: whatever holds the session up, leave.
      if (stopping.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
      stopping.abort(signal);
    });
  }
  process.on('uncaughtException', (error) => {
    process.stderr.write(`sim: this is a bug in sim: ${error.message}\n`);
    if (process.env['SIM_DEBUG'] === '1') process.stderr.write(`${error.stack ?? ''}\n`);
    process.exit(BUG);
  });
  const failed = { exitCode: 0 };
  ignoreClosedPipe(process.stderr, failed);
  ignoreClosedPipe(process.stdout, failed);
  const { env } = process;
  const io = { stdout: output(process.stdout), stderr: output(process.stderr), cwd: process.cwd(), env };
  return {
    io: { ...io, signal: stopping.signal, ...(process.stdin.isTTY ? { confirm: confirm(stopping.signal) } : {}) },
    end(exitCode) {
      // Workers may still be at it after an interrupt: nothing waits for them.
      if (stopping.signal.aborted) process.exit(exitCode);
      process.exitCode = failed.exitCode === 0 ? exitCode : failed.exitCode;
    },
  };
}

function output(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    isTTY: stream.isTTY,
    get columns() {
      return stream.columns;
    },
  };
}

/** Without readline's own terminal mode, so that an interrupt at the question is told as any other is. */
const confirm =
  (signal: AbortSignal) =>
  async (question: string): Promise<boolean> => {
    const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
    signal.addEventListener('abort', () => lines.close(), { once: true });
    const answer = await new Promise<string>((resolve) => {
      lines.once('close', () => resolve(''));
      lines.question(question, resolve);
    });
    lines.close();
    return /^y(es)?$/i.test(answer.trim());
  };

/** `sim explore | head`: the reader has seen enough, which is no failure. Any other is: a full disk, for instance. */
function ignoreClosedPipe(stream: NodeJS.WriteStream, failed: { exitCode: number }): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    failed.exitCode = ENVIRONMENT;
    process.exitCode = ENVIRONMENT;
  });
}
