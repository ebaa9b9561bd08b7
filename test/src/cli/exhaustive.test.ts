// sim explore --strategy exhaustive on a Compose file whose times are whole seconds, and on one whose are not.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exploreResultSchema } from '#src/scenario/explore-result-schema.js';
import { publishedNames } from '../../../scripts/published-names.ts';
import { emptyFolder, sim } from './memory-io.ts';

const scenario = (name: string): string => join(import.meta.dirname, `../../scenarios/${name}.compose.yml`);
const exhaustive = ['--strategy', 'exhaustive', '--workers', '1'];

interface Result {
  readonly rule: string;
  readonly outcome: string;
  readonly findings: readonly { readonly kind: string; readonly file: string; readonly strategy: string }[];
  readonly coverage: {
    readonly runs: number;
    readonly steps: number;
    readonly distinctStates: number;
    readonly exhaustive: {
      readonly tickMs: number;
      readonly states: number;
      readonly transitions: number;
      readonly limit: string | null;
      readonly flaw: string | null;
    };
  };
}

async function explored(file: string, words: readonly string[], cwd = emptyFolder()) {
  const { exitCode, stdout } = await sim(['explore', file, ...exhaustive, ...words, '--json'], { cwd });
  const parsed = exploreResultSchema(publishedNames).parse(JSON.parse(stdout));
  return { exitCode, results: parsed.results as unknown as readonly Result[] };
}

test('one rule proved, one refuted by a trace that replays: the whole is refuted', async () => {
  const cwd = emptyFolder();
  const { exitCode, results } = await explored(
    scenario('whole-seconds'),
    ['--rule', 'head-serves', '--rule', 'cc-ci/v3'],
    cwd,
  );
  expect(exitCode).toBe(1);
  expect(results.map(({ outcome }) => outcome)).toEqual(['proved', 'refuted']);
  for (const { coverage } of results) {
    expect(coverage.exhaustive).toMatchObject({ tickMs: 1_000, limit: null, flaw: null });
    expect(coverage.distinctStates).toBe(coverage.exhaustive.states);
    expect(coverage.steps).toBe(coverage.exhaustive.transitions);
  }
  expect(results[0]?.findings).toEqual([]);
  expect(results[1]?.findings).toMatchObject([{ kind: 'masking-race', strategy: 'exhaustive' }]);
  const file = results[1]?.findings[0]?.file ?? '';
  expect((await sim(['replay', file], { cwd })).exitCode).toBe(0);
});

test('a proved rule alone stands: exit 0, and the text says within which bounds', async () => {
  const { exitCode, stdout } = await sim([
    'explore',
    scenario('whole-seconds'),
    ...exhaustive,
    '--rule',
    'head-serves',
    '--head',
    'dies',
    '--head',
    'good',
  ]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('proved within the bounds: head-serves\n');
  expect(stdout).toContain('bounds of whole-seconds/app: everything happens at a multiple of 1s');
});

test('what is too large ends at its limit, undecided, with a tick of a millisecond', async () => {
  const { exitCode, results } = await explored(scenario('plain'), [
    ...['--rule', 'head-serves', '--head', 'good', '--limit', 'states=5000'],
  ]);
  expect(exitCode).toBe(3);
  expect(results[0]).toMatchObject({ outcome: 'undecided', coverage: { exhaustive: { tickMs: 1, limit: 'states' } } });
});

describe('refused', () => {
  test.each([
    ['--strategy exhaustive --runs 5', '--runs: it means nothing to --strategy exhaustive'],
    ['--strategy exhaustive --for 5s', '--for: it means nothing to --strategy exhaustive'],
    ['--limit states=5', '--limit: it means nothing to --strategy auto'],
    ['--strategy pct --tick 1s', '--tick: it means nothing to --strategy pct'],
    ['--strategy exhaustive --tick 700ms', '--tick 700ms: update_config.monitor 5s of incident/as-it-was'],
  ])('%s', async (words, said) => {
    const { exitCode, stderr } = await sim(['explore', ...words.split(' ')]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(said);
  });
});
