// A module of test/ that worker threads can load.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { writeModule } from './bundling.ts';

/** Its address. It is gone when the test file has ended. */
export function bundledModule(path: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sim-module-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return writeModule(path, join(folder, 'module.mjs'));
}
