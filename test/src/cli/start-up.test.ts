// `sim --help` is read before every first use: what only a verb needs is loaded with the verb.
import { expect, test } from 'vitest';
import { importsOf } from '../../walls/imports.ts';
import { typeScriptFiles } from '../../walls/repository.ts';
import { parse } from '../../walls/source.ts';

const VERBS = 'src/cli/verbs/';

test('sim starts with commander alone: neither the model nor a library of a verb’s is loaded for it', () => {
  const sources = new Map(typeScriptFiles().map((source) => [source.path, source]));
  const packages = new Set<string>();
  const loaded = new Set<string>();
  const load = (path: string): void => {
    const source = sources.get(path);
    if (source === undefined || loaded.has(path) || path.startsWith(VERBS)) return;
    loaded.add(path);
    for (const { kind, target, typeOnly } of importsOf(path, parse(source))) {
      if (typeOnly) continue;
      if (kind === 'file') load(target);
      else if (!target.startsWith('node:')) packages.add(target);
    }
  };
  load('src/cli/main.ts');
  expect([...packages]).toEqual(['commander']);
  expect([...loaded]).not.toContain('model/model.ts');
});
