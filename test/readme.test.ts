import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CATALOGUE } from '#src/assertions/catalogue.js';
import { scenarioFromCompose } from '#src/scenario/from-compose.js';
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
  expect(CATALOGUE.filter(({ name }) => !rows.includes(`\`${name}\``))).toEqual([]);
});
