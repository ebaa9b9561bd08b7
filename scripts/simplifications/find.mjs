import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every `Simplified:` comment under model/, with the sections of the semantics that it names. `root`: the project's folder. */
export function simplifications(root) {
  return sourceFiles(root).flatMap((path) => {
    const lines = readFileSync(join(root, path), 'utf8').split('\n');
    return lines.flatMap((line, index) => {
      if (!/\bSimplified:/.test(line)) return [];
      const text = commentFrom(lines, index);
      const sections = [...text.matchAll(/semantics (\d+(?:\.\d+)?)/g)].map(([, section]) => section);
      return [{ place: `${path}:${index + 1}`, text, sections }];
    });
  });
}

/** From the word on to the end of its comment. */
function commentFrom(lines, index) {
  const words = [];
  for (let i = index; i < lines.length; i++) {
    const line =
      i === index
        ? lines[i].slice(lines[i].indexOf('Simplified:'))
        : lines[i].trim().replace(/^(\*(?!\/)|\/\/)\s?/, '');
    words.push(line.replace(/\*\/.*$/, '').trim());
    const isLast = line.includes('*/') || (lines[index].includes('//') && !/^\s*\/\//.test(lines[i + 1] ?? ''));
    if (isLast) break;
  }
  return words.join(' ').trim();
}

function sourceFiles(root) {
  return readdirSync(join(root, 'model'), { recursive: true })
    .map((name) => `model/${String(name).replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'))
    .sort();
}
