import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something that the model does not do as Swarm does it. */
export interface Simplification {
  /** File and line. */
  readonly place: string;
  readonly text: string;
  /** Of the semantics. */
  readonly sections: readonly string[];
}

/** Every `Simplified:` comment under model/, with the sections of the semantics that it names. `root`: the project's folder. */
export function simplifications(root: string): readonly Simplification[] {
  return sourceFiles(root).flatMap((path) => {
    const lines = readFileSync(join(root, path), 'utf8').split('\n');
    return lines.flatMap((line, index) => {
      if (!/\bSimplified:/.test(line)) return [];
      const text = commentFrom(lines, index);
      const sections = [...text.matchAll(/semantics (\d+(?:\.\d+)?)/g)].map(([, section = '']) => section);
      return [{ place: `${path}:${index + 1}`, text, sections }];
    });
  });
}

/** From the word on to the end of its block comment. */
function commentFrom(lines: readonly string[], index: number): string {
  const words: string[] = [];
  for (let i = index; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const part = i === index ? line.slice(line.indexOf('Simplified:')) : line.trim().replace(/^\*(?!\/)\s?/, '');
    words.push(part.replace(/\*\/.*$/, '').trim());
    if (line.includes('*/')) break;
  }
  return words.join(' ').trim();
}

function sourceFiles(root: string): readonly string[] {
  return readdirSync(join(root, 'model'), { recursive: true })
    .map((name) => `model/${String(name).replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'))
    .sort();
}
