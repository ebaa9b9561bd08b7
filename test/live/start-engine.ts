// Before the live suite: a private engine of its own (scripts/engine), and after it nothing of it is left.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

const ENGINE = join(import.meta.dirname, '../../scripts/engine');

declare module 'vitest' {
  interface ProvidedContext {
    /** The engine's socket; null: there is none, and `engineMissing` says why. */
    readonly engineSocket: string | null;
    readonly engineMissing: string;
  }
}

export function setup(project: TestProject): () => void {
  // .ci/run names the folder, so that it can take the engine down itself when the run is cut off.
  const named = process.env['SIM_LIVE_DIR'];
  const folder = named ?? mkdtempSync(join(tmpdir(), 'sim-live-'));
  const dir = join(folder, 'engine');
  const run = (verb: 'up' | 'down') => spawnSync(ENGINE, [verb, '--dir', dir], { encoding: 'utf8', timeout: 120_000 });
  const { status, stdout, stderr } = run('up');
  const isUp = status === 0;
  project.provide('engineSocket', isUp ? stdout.trim().replace('export DOCKER_HOST=unix://', '') : null);
  project.provide('engineMissing', isUp ? '' : stderr.trim());
  if (!isUp) {
    const line = '='.repeat(100);
    console.warn(`${line}\nSKIPPED: the live suite, since no engine can be started here.\n${stderr.trim()}\n${line}`);
  }
  return () => {
    const ended = run('down');
    if (named === undefined) rmSync(folder, { recursive: true, force: true });
    if (ended.status !== 0) throw new Error(`the engine was not taken down: ${ended.stderr.trim()}`);
  };
}
