import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a proof rests on, by folder of the shipped code. */
const FOLDERS = {
  rules: ['src/assertions', 'src/layout'],
  model: ['model'],
  truth: ['properties'],
  search: ['src/explore'],
} as const;

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** SHA-256 over the code that was run, in the order of its paths. */
export function sourceDigests(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(FOLDERS).map(([name, folders]) => {
      const hash = createHash('sha256');
      for (const file of folders.flatMap((folder) => filesIn(folder))) {
        hash
          .update(`${file}\0`)
          .update(readFileSync(join(ROOT, file)))
          .update('\0');
      }
      return [name, hash.digest('hex')];
    }),
  );
}

/** Code alone: neither types nor maps. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.[jt]s$/.test(name) && !name.endsWith('.d.ts'))
    .sort();
}
