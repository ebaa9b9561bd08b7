// The process itself: exit codes, signals and pipes. It runs the sources, so no build is needed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyFolder, filesIn } from './memory-io.ts';

const MAIN = join(import.meta.dirname, '../../../src/cli/main.ts');
const TSX = import.meta.resolve('tsx');

function start(argv: readonly string[], cwd = emptyFolder()) {
  const sim = spawn(process.execPath, ['--conditions=source', '--import', TSX, MAIN, ...argv], { cwd });
  const said = { stdout: '', stderr: '' };
  sim.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  sim.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  return { sim, said, ended: once(sim, 'close') as Promise<[number | null, string | null]> };
}

describe('the process', () => {
  test('ends with the exit code of the session', async () => {
    const { said, ended } = start(['explore', '--runs', '0']);
    expect(await ended).toEqual([2, null]);
    expect(said.stdout).toBe('');
    expect(said.stderr).toMatch(/^sim: option '--runs <n>' argument '0' is invalid/);
  });

  test('a reader that leaves early is no failure', async () => {
    const { sim, said, ended } = start(['--help']);
    sim.stdout.destroy();
    expect(await ended).toEqual([0, null]);
    expect(said.stderr).toBe('');
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s in the middle of a search: exit %i, nothing written', async (signal, exitCode) => {
    const cwd = emptyFolder();
    const { sim, said, ended } = start(['explore', '--rule', 'cc-ci/v3', '--for', '60s', '--workers', '1'], cwd);
    await folderAppears(cwd);
    sim.kill(signal);
    expect(await ended).toEqual([exitCode, null]);
    expect(said.stdout).toBe('');
    expect(said.stderr).toBe(`sim: interrupted by ${signal}; nothing was written\n`);
    expect(filesIn(cwd)).toEqual([]);
  });
});

/** The search begins once the folder for its traces is there. */
async function folderAppears(cwd: string): Promise<void> {
  for (let tries = 0; tries < 200 && filesIn(cwd).length === 0; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
