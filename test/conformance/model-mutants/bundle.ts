import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { IN_ONE_SCRIPT, inPlaceOf } from '../../bundling.ts';
import type { Edit } from './mutant.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const ENTRY = join(import.meta.dirname, 'judge.ts');

/** The judge and the model that it judges, with the edits made, as one script. */
export async function bundleJudge(edits: readonly Edit[]): Promise<string> {
  const result = await build({
    entryPoints: [ENTRY],
    ...IN_ONE_SCRIPT,
    plugins: [inPlaceOf(textsOf(edits))],
  });
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error('nothing was bundled');
  return file.text;
}

/** The edited files, by their paths. */
export function textsOf(edits: readonly Edit[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { file, replaces, by } of edits) {
    const path = join(ROOT, file);
    texts.set(path, replacedOnce(file, texts.get(path) ?? readFileSync(path, 'utf8'), replaces, by));
  }
  return texts;
}

/** Throws unless the text is there, once: a mutant of code that has changed is no mutant. */
export function replacedOnce(file: string, text: string, replaces: string, by: string): string {
  const [before, after, ...more] = text.split(replaces);
  if (before === undefined || after === undefined) throw new Error(`${file} no longer says: ${replaces}`);
  if (more.length > 0) throw new Error(`${file} says ${more.length + 1} times: ${replaces}`);
  return before + by + after;
}
