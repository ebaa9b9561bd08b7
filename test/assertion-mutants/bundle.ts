import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type PluginBuild } from 'esbuild';
import { IN_ONE_SCRIPT, inPlaceOf } from '../bundling.ts';
import { instrument, type AssertionMutant } from './instrument.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const RULES = join(ROOT, 'src', 'assertions');
const TESTS = join(ROOT, 'test', 'src', 'assertions');
const SHIM = join(import.meta.dirname, 'shim.ts');
/** What no rule is made of: mutants, versions that fell, what is laid out for people, what a proof leaves out of its states. */
const LEFT_OUT = ['mutants', 'naive', 'picture.ts', 'head-serves/forget.ts', 'head-serves/rearrange.ts'].map((path) =>
  join(RULES, path),
);

export interface Suite {
  readonly code: string;
  readonly mutants: readonly AssertionMutant[];
}

/** The unit tests of the rules, bundled with rules that hold every mutant of them. */
export async function bundleSuite(): Promise<Suite> {
  const texts = new Map<string, string>();
  const mutants: AssertionMutant[] = [];
  for (const path of filesIn(RULES)) {
    if (LEFT_OUT.some((left) => path.startsWith(left))) continue;
    const made = instrument(relative(RULES, path), readFileSync(path, 'utf8'), mutants.length);
    texts.set(path, made.text);
    mutants.push(...made.mutants);
  }
  const tests = filesIn(TESTS).filter((path) => path.endsWith('.test.ts'));
  const contents = [join(ROOT, 'test', 'setup.ts'), ...tests].map((path) => `import '${path}';`).join('\n');
  const result = await build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    ...IN_ONE_SCRIPT,
    // package.json says that no module has side effects; a test is nothing but one.
    ignoreAnnotations: true,
    external: ['fast-check'],
    plugins: [inPlaceOf(texts, withShim)],
  });
  return { code: result.outputFiles[0]?.text ?? '', mutants };
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return entries
    .filter((entry) => entry.endsWith('.ts'))
    .map((entry) => join(folder, entry))
    .sort();
}

/** Tests are collected, not run by vitest. */
const withShim = (loading: PluginBuild): void => {
  loading.onResolve({ filter: /^vitest$/ }, () => ({ path: SHIM }));
};
