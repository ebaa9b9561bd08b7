// The files of this repository, read once.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Source } from './source.ts';
import { roots } from './table.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const notOurs = new Set(['.git', 'node_modules', 'dist', 'coverage', 'reports', 'sim-traces']);

/** Every text file, whoever wrote it. */
export function textFiles(): readonly Source[] {
  return filesUnder(repository)
    .map((file) => ({ path: relative(repository, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));
}

/** Every TypeScript file of ours: the root folders and the configuration files beside them. */
export function typeScriptFiles(): readonly Source[] {
  return textFiles().filter(({ path }) => {
    const [top, rest] = path.split('/');
    return path.endsWith('.ts') && (rest === undefined || roots.includes(top ?? ''));
  });
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesUnder(path);
      return entry.isFile() ? [path] : [];
    })
    .sort();
}
