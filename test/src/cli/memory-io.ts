// A session in memory, in a folder of its own.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '#src/cli/io.js';
import type { Connect } from '#src/cli/check/connect.js';
import type { OpenDrill } from '#src/cli/drill/drill-engine.js';
import { runCli } from '#src/cli/run-cli.js';

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Io['env'];
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
  readonly connect?: Connect;
  readonly openDrill?: OpenDrill;
  readonly confirm?: NonNullable<Io['confirm']>;
}

export async function sim(argv: readonly string[], around: Surroundings = {}): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const isTTY = around.isTTY ?? false;
  const output = (stream: 'stdout' | 'stderr') => ({
    isTTY,
    columns: 120,
    write: (text: string) => void (written[stream] += text),
  });
  const exitCode = await runCli(argv, {
    stdout: output('stdout'),
    stderr: output('stderr'),
    cwd: around.cwd ?? emptyFolder(),
    env: around.env ?? {},
    signal: around.signal ?? new AbortController().signal,
    ...(around.connect === undefined ? {} : { connect: around.connect }),
    ...(around.openDrill === undefined ? {} : { openDrill: around.openDrill }),
    ...(around.confirm === undefined ? {} : { confirm: around.confirm }),
  });
  return { exitCode, ...written };
}

/** A folder that is gone after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sim-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}
