// `sim drill` on an engine of its own: what it proves, and that nothing is left of it.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const dir = mkdtempSync(join(tmpdir(), 'sim-live-drill-'));
const host = `unix://${join(dir, 'docker.sock')}`;
const run = promisify(execFile);
const engine = (verb: 'up' | 'down') => run(join(ROOT, 'scripts/engine'), [verb, '--dir', dir]);
const docker = async (...words: readonly string[]) => (await run('docker', ['-H', host, ...words])).stdout.trim();

beforeAll(() => engine('up'));
afterAll(async () => {
  await engine('down');
  rmSync(dir, { recursive: true, force: true });
});

interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function drill(more: readonly string[], onStarted?: (interrupt: () => void) => void): Promise<Ran> {
  const sim = ['--import', 'tsx', '--conditions=source', join(ROOT, 'src/cli/main.ts')];
  const options = ['drill', '-H', host, '--image', 'busybox:sim', '--yes', '--order', 'start-first'];
  const child = spawn(process.execPath, [...sim, ...options, ...more], { cwd: ROOT });
  const heard = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (heard.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (heard.stderr += chunk.toString()));
  onStarted?.(() => child.kill('SIGINT'));
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, ...heard })));
}

const standing = async () => [await docker('service', 'ls', '-q'), await docker('ps', '-aq')].join('');

test('head-serves is never fooled by a good head, one that dies, and a wrong stamp; nothing is left', async () => {
  const ran = await drill(['--drill', 'good,dies,other-commit', '--json']);
  expect(ran.exitCode, ran.stderr).toBe(0);
  const { outcome, runs } = JSON.parse(ran.stdout) as { readonly outcome: string; readonly runs: readonly object[] };
  expect(outcome).toBe('stands');
  expect(runs).toMatchObject([
    { drill: 'good', truth: 'good', rulings: [{ rule: 'head-serves', outcome: 'true-pass' }] },
    { drill: 'dies', cause: 'rolled-back', rulings: [{ rule: 'head-serves', outcome: 'honest-failure' }] },
    { drill: 'other-commit', cause: 'other-stamp', rulings: [{ rule: 'head-serves', outcome: 'honest-failure' }] },
  ]);
  expect(await standing()).toBe('');
});

test('an interrupt while services are made: exit 130, and nothing is left', async () => {
  const ran = await drill(['--drill', 'good,dies'], (interrupt) => {
    void (async () => {
      while ((await standing()) === '') await pause(50);
      interrupt();
    })();
  });
  expect(ran).toMatchObject({ exitCode: 130, stdout: '' });
  expect(ran.stderr).toContain('interrupted by SIGINT');
  expect(await standing()).toBe('');
});
