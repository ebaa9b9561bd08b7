// `sim drill` on a real engine: what it proves, and that nothing is left of it.
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isMissing, socket } from './engine.ts';

const ROOT = join(import.meta.dirname, '../..');
const host = `unix://${socket}`;
const run = promisify(execFile);
const docker = async (...words: readonly string[]) => (await run('docker', ['-H', host, ...words])).stdout.trim();

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

/** Services and containers of a drill. */
const standing = async (): Promise<string> => {
  const ofDrills = ['-aq', '--filter', 'name=sim-drill-'];
  return [await docker('service', 'ls', '-q', '--filter', 'name=sim-drill-'), await docker('ps', ...ofDrills)].join('');
};

describe.skipIf(isMissing)('sim drill', () => {
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
});
