import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { AssertionMutant } from './instrument.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Whether the compiler refuses a mutant: then nobody can have written it. */
export function compiler(): (mutant: AssertionMutant) => boolean {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const texts = new Map<string, string>();
  let version = 0;
  const files = [join(ROOT, 'src', 'assertions', 'catalogue.ts'), join(ROOT, 'src', 'assertions', 'watch.ts')];
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => files,
    getScriptVersion: (path) => (texts.has(path) ? String(version) : '0'),
    getScriptSnapshot(path) {
      const text = texts.get(path) ?? ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => ROOT,
    getDefaultLibFileName: (of) => ts.getDefaultLibFilePath(of),
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
  });
  return ({ file, start, end, by }) => {
    const path = join(ROOT, 'src', 'assertions', file);
    const text = readFileSync(path, 'utf8');
    texts.set(path, text.slice(0, start) + (by ?? ';') + text.slice(end));
    version++;
    const refused = service.getSemanticDiagnostics(path).length > 0;
    texts.delete(path);
    version++;
    return refused;
  };
}
