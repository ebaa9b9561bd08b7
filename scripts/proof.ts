// npm run proof: head-serves over the standard bounds, by the program as it is shipped, and the counts that are pinned.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PINNED } from '../test/properties/proof/pinned.ts';

interface Printed {
  readonly results: readonly {
    readonly outcome: string;
    readonly coverage: {
      readonly states: number;
      readonly transitions: number;
      readonly depth: number;
      readonly peakBytes: number;
      readonly worlds: readonly { readonly world: string; readonly states: number }[];
    };
  }[];
}

const main = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
const began = performance.now();
const argv = [main, 'prove', '--rule', 'head-serves', '--bounds', 'standard', '--json', ...process.argv.slice(2)];
const { stdout, status } = spawnSync(process.execPath, argv, {
  encoding: 'utf8',
  maxBuffer: 2 ** 28,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [result] = (JSON.parse(stdout) as Printed).results;
if (result === undefined) throw new Error(stdout);
const { worlds, states, transitions, depth, peakBytes } = result.coverage;
const counted = { worlds: worlds.length, states, transitions };
const seconds = ((performance.now() - began) / 1_000).toFixed(0);
console.log(`head-serves is ${result.outcome} over ${JSON.stringify(counted)} in ${seconds} s`);
console.log(`depth ${depth}, largest search ${(peakBytes / 2 ** 20).toFixed(0)} MiB; the largest worlds:`);
for (const one of [...worlds].sort((a, b) => b.states - a.states).slice(0, 5))
  console.log(`  ${one.states}  ${one.world}`);
if (JSON.stringify(counted) !== JSON.stringify(PINNED.standard)) {
  console.log(`pinned are ${JSON.stringify(PINNED.standard)}`);
  process.exitCode = 1;
}
process.exitCode ??= status ?? 1;
