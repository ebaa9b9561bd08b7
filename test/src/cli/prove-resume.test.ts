// sim prove --resume: what was proved of a world is not searched for again, and nothing else is taken for it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyFolder, sim } from './memory-io.ts';

const proveThree = ['prove', '--bounds', 'small', '--rule', 'head-serves', '--world', 'starts-slowly'];
const prove = (cwd: string, ...words: readonly string[]) =>
  sim([...proveThree, '--workers', '1', '--json', ...words], { cwd });
const resumed = (cwd: string, ...words: readonly string[]) => prove(cwd, '--resume', 'journal.jsonl', ...words);
const journal = (cwd: string): string => readFileSync(join(cwd, 'journal.jsonl'), 'utf8');

test('a proof that goes on says what one in one go says, and notes a line for each world', async () => {
  const cwd = emptyFolder();
  const inOneGo = await prove(cwd);
  const first = await resumed(cwd, '--world', 'starts-slowly once');
  expect(first.exitCode).toBe(0);
  const lines = journal(cwd).split('\n').slice(0, -1);
  expect(lines).toHaveLength(1 + 3);
  // As a kill would leave it: one world noted, the next one's line cut off.
  writeFileSync(join(cwd, 'journal.jsonl'), `${lines.slice(0, 2).join('\n')}\n${(lines[2] ?? '').slice(0, 40)}`);
  expect(await resumed(cwd)).toEqual(inOneGo);
  expect(journal(cwd).split('\n').slice(0, -1).sort()).toEqual([...lines].sort());
  // Noted worlds are not searched: no limit is met.
  expect((await resumed(cwd, '--limit', 'time=1ms')).stdout).toBe(inOneGo.stdout);
});

test('what a limit cut short is not noted, nor is a refutation', async () => {
  const cwd = emptyFolder();
  expect((await resumed(cwd, '--world', 'scale', '--limit', 'states=1000')).exitCode).toBe(3);
  expect((await resumed(cwd, '--rule', 'cc-ci/v3', '--world', 'rollback/pause dies')).exitCode).toBe(1);
  expect(
    journal(cwd)
      .split('\n')
      .filter((line) => /refuted|undecided|scale/.test(line)),
  ).toEqual([]);
});

describe('a journal is refused', () => {
  test.each([
    ['of other code', (text: string) => text.replace(/"model":"./, '"model":"-'), /other code/],
    ['that is none', () => 'services: {}\n', /this is not JSON/],
    ['of which a line was edited', (text: string) => text.replace('"states":', '"stats":'), /journal\.jsonl:2/],
  ])('%s', async (_, edited, message) => {
    const cwd = emptyFolder();
    await resumed(cwd);
    const text = edited(journal(cwd));
    writeFileSync(join(cwd, 'journal.jsonl'), text);
    const { exitCode, stdout } = await resumed(cwd);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(message);
    expect(journal(cwd)).toBe(text);
  });

  test('of another clock', async () => {
    const cwd = emptyFolder();
    await resumed(cwd);
    expect((await resumed(cwd, '--half-tick')).stdout).toContain('another tick');
  });

  test('in a folder that is not there', async () => {
    const { exitCode, stdout } = await prove(emptyFolder(), '--resume', join('none', 'journal.jsonl'));
    // The environment's fault, as with any file that cannot be written.
    expect(exitCode).toBe(5);
    expect(stdout).toContain('cannot be written');
  });
});
