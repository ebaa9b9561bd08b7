// Prints every `Simplified:` comment of model/: the list of what the model does not do as Swarm does it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const found = sourceFiles('model').flatMap((path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const at = line.search(/\bSimplified:/);
      return at < 0 ? [] : [`${path}:${index + 1}: ${line.slice(at).trim()}`];
    }),
);

for (const line of found) console.log(line);
console.log(`${found.length} simplifications in model/`);

function sourceFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'))
    .sort();
}
