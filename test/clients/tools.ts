// What the examples need, and how they are put to the test: by the shipped program, as a user would.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const example = (name: string): string => join(root, 'examples', name);
export const client = (name: string): string => `${process.execPath} ${join(import.meta.dirname, name)}`;

const MAIN = join(root, 'dist/src/cli/main.js');
export const SIM = `${process.execPath} ${MAIN}`;

/** The interpreter itself, where `python3` is only a script that looks for it. */
export const python = (): string =>
  execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();

const runs = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0;

/** Whether something is missing on this machine. In CI that is a failure, elsewhere the examples are left out, loudly. */
export function cannotRun(): boolean {
  const tools = { docker: ['--version'], python3: ['--version'], setsid: ['true'] };
  const absent = Object.entries(tools).flatMap(([name, args]) => (runs(name, ...args) ? [] : [name]));
  if (absent.length === 0) return false;
  const said = `there is no ${absent.join(', ')} (apt-get install docker.io python3 util-linux)`;
  if (process.env['CI'] === 'true') throw new Error(said);
  const line = '='.repeat(100);
  console.warn(`${line}\nSKIPPED: the examples, since ${said}.\n${line}`);
  return true;
}

/** Docker 26 and later: `docker stack deploy --detach=false`. */
export const stackDeployWaits = (): boolean =>
  spawnSync('docker', ['stack', 'deploy', '--help'], { encoding: 'utf8' }).stdout.includes('--detach');

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Session {
  readonly folder: string;
  /** Runs the shipped `sim` there, and with a folder of its own for temporary files; `during` is told its process. */
  readonly sim: (args: readonly string[], during?: (child: ChildProcess) => void) => Promise<Ran>;
  /** What it has left among temporary files. */
  readonly left: () => readonly string[];
}

/** A folder that is gone after the test. */
export function session(): Session {
  const folder = mkdtempSync(join(tmpdir(), 'sim-clients-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const temporary = join(folder, 't');
  mkdirSync(temporary);
  return {
    folder,
    left: () => readdirSync(temporary),
    async sim(args, during = () => undefined) {
      const child = spawn(process.execPath, [MAIN, ...args], {
        cwd: folder,
        env: { ...process.env, TMPDIR: temporary },
      });
      const said = { stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
      during(child);
      const [exitCode] = (await once(child, 'close')) as [number];
      return { exitCode, ...said };
    },
  };
}

export interface Explored extends Ran {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly findings: readonly Found[];
}

export interface Found {
  readonly kind: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly file: string;
  readonly trace: {
    readonly unsteady?: string;
    readonly schedule: readonly { readonly actor: string; readonly does: string }[];
  };
}

interface Printed {
  readonly results: readonly { readonly coverage: Pick<Explored, 'outcomes'>; readonly findings: readonly Found[] }[];
}

/** `sim explore --exec COMMAND` on the examples' Compose file. */
export async function explore(
  { sim }: Pick<Session, 'sim'>,
  command: string,
  options: readonly string[],
): Promise<Explored> {
  const args = ['explore', example('compose.yml'), '--exec', command, '--moves', 'none', '--json', ...options];
  const ran = await sim(args);
  if (!ran.stdout.startsWith('{')) throw new Error(ran.stderr);
  const [result] = (JSON.parse(ran.stdout) as Printed).results;
  return { ...ran, outcomes: result?.coverage.outcomes ?? {}, findings: result?.findings ?? [] };
}
