// `npm run bench`: the figures of the shipped JavaScript on this machine, one part after the other so that each has a core.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SimError } from '#src/errors.js';
import { thisMachine } from './machine.ts';
import { readOptions, type BenchOptions } from './options.ts';
import { report, TARGET, type Figures } from './report.ts';
import type { Sections } from './section.ts';
import { isBuiltOrBuilds } from './shipped.ts';

/** Without --conditions=source `#src/…` leads into dist: plain node runs the measured code as it is there. */
function measure<Name extends keyof Sections>(name: Name, options: BenchOptions): Sections[Name] {
  if (process.stderr.isTTY) process.stderr.write(`bench: ${name}\n`);
  const section = fileURLToPath(new URL('./section.ts', import.meta.url));
  const flags = ['--expose-gc', '--import', import.meta.resolve('tsx')];
  const output = execFileSync(process.execPath, [...flags, section, name, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return JSON.parse(output) as Sections[Name];
}

function main(args: readonly string[]): void {
  const options = readOptions(args);
  const machine = thisMachine();
  if (!isBuiltOrBuilds()) {
    console.error('bench: the sources do not build, so nothing was measured');
    process.exitCode = 1;
    return;
  }
  const figures: Figures = {
    machine,
    target: TARGET,
    steps: measure('steps', options),
    peer: measure('peer', options),
    races: measure('races', options),
    engines: measure('engines', options),
    proof: measure('proof', options),
    together: measure('together', options),
    clients: measure('clients', options),
    memory: [measure('batch-memory', options), measure('search-memory', options)],
  };
  console.log(options.json ? JSON.stringify(figures, null, 2) : report(figures));
  const isVoid = figures.engines.some(({ found, agrees }) => found !== null && !agrees);
  const differ = figures.together.some(({ agrees }) => !agrees);
  if (isVoid || differ || figures.peer.some(({ answersAgree }) => !answersAgree)) process.exitCode = 1;
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SimError)) throw error;
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
}
