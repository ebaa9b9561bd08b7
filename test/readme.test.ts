import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { expect, test } from 'vitest';
import * as docker from '#adapters/docker/index.js';
import * as catalogue from '#src/assertions/catalogue.js';
import { scenarioFromCompose } from '#src/scenario/from-compose.js';
import { fakeEngine } from './adapters/docker/fake-engine.ts';
import { STACK } from './adapters/docker/payloads.ts';
import { sim } from './src/cli/memory-io.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(readme)?.[1] ?? '';

test('the race that the README shows is what its command prints', async () => {
  const [command = '', ...shown] = block('console').trimEnd().split('\n');
  const argv = command.replace('$ npx sim ', '').split(' ');
  const cwd = mkdtempSync(join(tmpdir(), 'sim-readme-'));
  try {
    const { exitCode, stdout } = await sim([...argv, '--workers', '1'], { cwd });
    expect(exitCode).toBe(1);
    const printed = new Set(stdout.split('\n').map((line) => line.trimEnd()));
    expect(shown.filter((line) => line.trim() !== '…' && !printed.has(line))).toEqual([]);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
});

test('the x-sim block that the README shows is read without a warning', () => {
  const text = block('yaml').replace('  app:\n', '  app:\n    image: nginx\n');
  const { scenario, warnings } = scenarioFromCompose({ text, file: 'README.md', environment: {} });
  expect(warnings).toEqual([]);
  expect(scenario.host).toMatchObject({ memoryMb: 4096, loadMb: [800, 1400], loadChanges: 1 });
  expect(scenario.operator.moves).toEqual(['identical', 'label-only']);
});

test('the README lists every rule', () => {
  const rows = readme.split('\n').map((line) => line.split('|')[1]?.trim());
  expect(catalogue.CATALOGUE.filter(({ name }) => !rows.includes(`\`${name}\``))).toEqual([]);
});

test('the example of a library is run as it stands, over an engine whose service was rolled back', async () => {
  const published: Readonly<Record<string, object>> = { 'sim-swarm': catalogue, 'sim-swarm/docker': docker };
  const engine = await fakeEngine();
  const lines = block('js').replace("stack: 'blog'", `stack: '${STACK}'`).split('\n');
  const imports = lines.flatMap((line) => {
    const [, names, from = ''] = /^import \{ (.*) \} from '(.*)';$/.exec(line) ?? [];
    return (names?.split(', ') ?? []).map((name) => [name, published[from]?.[name as never]] as const);
  });
  expect(imports.map(([name, value]) => [name, typeof value])).toEqual(imports.map(([name]) => [name, 'function']));
  const body = lines.filter((line) => !line.startsWith('import ')).join('\n');
  const names = [...imports.map(([name]) => name), 'process', 'console'];
  const said: unknown[] = [];
  const around = [{ env: { DOCKER_HOST: `unix://${engine.socket}` } }, { log: (what: unknown) => said.push(what) }];
  // The example is a module: its top level awaits.
  const run = compileFunction(`return (async () => {${body}})();`, names) as (...given: unknown[]) => Promise<void>;
  await run(...imports.map(([, value]) => value), ...around);
  expect(said).toEqual([{ verdict: 'fail', reason: 'rolled-back' }]);
  expect(engine.asked.every((line) => line.startsWith('GET '))).toBe(true);
});
