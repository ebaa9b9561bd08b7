// A module of test/ as one script of JavaScript, which worker threads can load; what it imports of this project is what is shipped.
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';

/** Its address. It is gone when the test file has ended. */
export async function bundledModule(path: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sim-module-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const outfile = join(folder, 'module.mjs');
  const entry = fileURLToPath(new URL(`../${path}`, import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node' });
  return pathToFileURL(outfile).href;
}
