import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { SimError } from '../../errors.ts';

/** One client that was started. */
export interface Started {
  /** How it ended: its exit code; of a signal 128 and its number. Comes after all that it printed itself. */
  readonly ended: Promise<number>;
  /** Ends it and whatever it has started, unless that has left its process group. Can be called at any time, also afterwards. */
  readonly kill: () => void;
  /** The last that it printed, both streams as they came. */
  readonly said: () => string;
}

/** Starts a command again and again, one at a time, each in a session and process group of its own. */
export interface Launcher {
  readonly start: () => Started;
  /** Ends a client that runs, and the launcher. */
  readonly close: () => Promise<void>;
}

export interface LauncherOptions {
  readonly command: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Of what a client prints so much is kept. */
const KEPT_CHARACTERS = 16_384;

/**
 * Forking is left to a shell, whose address space is small: from Node it costs several times what a trivial client does. Each line on
 * its input is a run; it tells which process that is, and how it ended, on descriptor 3.
 */
const LOOP = `while read -r _; do
  setsid /bin/sh -c "$SIM_COMMAND" </dev/null 3>&- &
  echo "pid $!" >&3
  wait $!
  echo "ended $?" >&3
done`;

/** Groups that are alive, for when the whole process has to go at once. */
const alive = new Set<() => void>();
process.on('exit', () => {
  for (const kill of alive) kill();
});

export function launcher({ command, cwd, env }: LauncherOptions): Launcher {
  const shell = spawn('/bin/sh', ['-c', LOOP], {
    cwd,
    env: { ...env, SIM_COMMAND: command },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const [input, out, err, told] = shell.stdio as unknown as [Writable, Readable, Readable, Readable];
  let current: Run | null = null;
  let failure: SimError | null = null;
  const keep = (text: string): void => {
    if (current !== null) current.text = (current.text + text).slice(-KEPT_CHARACTERS);
  };
  for (const stream of [out, err]) stream.setEncoding('utf8').on('data', keep);
  // A shell that is gone is told of by its end.
  input.on('error', () => undefined);
  createInterface({ input: told }).on('line', (line) => {
    const [word, number] = line.split(' ');
    if (word === 'pid') current?.isGroup(Number(number));
    else current?.end(Number(number));
  });
  const closed = new Promise<void>((resolve) => {
    const gone = (what: string, cause?: unknown): void => {
      failure = unstartable(command, what, cause);
      current?.fail(failure);
      resolve();
    };
    shell.once('error', (cause) => gone(cause.message, cause));
    shell.once('close', () => gone('the shell that starts it has ended'));
  });
  const killShell = (): void => killGroup(shell.pid);
  alive.add(killShell);
  return {
    start() {
      const run = newRun();
      current = run;
      if (failure === null) input.write('\n');
      else run.fail(failure);
      return run;
    },
    async close() {
      current?.kill();
      input.end();
      await closed;
      alive.delete(killShell);
    },
  };
}

interface Run extends Started {
  text: string;
  readonly isGroup: (pid: number) => void;
  readonly end: (code: number) => void;
  readonly fail: (error: Error) => void;
}

function newRun(): Run {
  let pid: number | null = null;
  let isWanted = true;
  let hasEnded = false;
  let settle: { readonly resolve: (code: number) => void; readonly reject: (error: Error) => void } | null = null;
  const ended = new Promise<number>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Whoever has no interest in it any more does not wait for it.
  ended.catch(() => undefined);
  const kill = (): void => {
    isWanted = false;
    if (pid === null) return;
    killGroup(pid);
    // It may not have become a group's leader yet.
    if (!hasEnded) signal(pid);
  };
  const forget = (): void => {
    hasEnded = true;
    alive.delete(kill);
    // What it has left running goes with it.
    if (pid !== null) killGroup(pid);
  };
  alive.add(kill);
  const run: Run = {
    text: '',
    ended,
    kill,
    said: () => run.text,
    isGroup(group) {
      pid = group;
      if (!isWanted) kill();
    },
    end(code) {
      forget();
      // What it printed last may still be on its way through the pipe.
      setImmediate(() => settle?.resolve(code));
    },
    fail(error) {
      forget();
      settle?.reject(error);
    },
  };
  return run;
}

function killGroup(pid: number | undefined): void {
  if (pid !== undefined) signal(-pid);
}

function signal(target: number): void {
  try {
    process.kill(target, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

function unstartable(command: string, what: string, cause?: unknown): SimError {
  return new SimError({
    code: 'client.unstartable',
    what: `the client cannot be started (${what})`,
    where: `--exec ${command}`,
    remedy: 'It needs /bin/sh and setsid (util-linux or busybox).',
    cause,
  });
}
