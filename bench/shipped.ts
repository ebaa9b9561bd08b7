import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What tsconfig.build.json builds. */
const FOLDERS = ['src', 'model', 'properties', 'adapters'] as const;
const CONFIGURATION = ['tsconfig.json', 'tsconfig.build.json'] as const;

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * Brings dist up to its sources, so that what is measured is what is shipped; false when they do not build. Written over, not
 * cleaned: others may be using it.
 */
export function isBuiltOrBuilds(): boolean {
  if (sources().every(isBuilt)) return true;
  const tsc = at('node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', at('tsconfig.build.json')], { stdio: ['ignore', 2, 2] });
  return status === 0;
}

function sources(): readonly string[] {
  // A clone has no empty folders.
  return FOLDERS.filter((folder) => existsSync(at(folder))).flatMap((folder) =>
    readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `${folder}/${path}`),
  );
}

function isBuilt(source: string): boolean {
  const built = at(`dist/${source.replace(/\.ts$/, '.js')}`);
  if (!existsSync(built)) return false;
  const builtAt = statSync(built).mtimeMs;
  return [source, ...CONFIGURATION].every((path) => statSync(at(path)).mtimeMs <= builtAt);
}
