// What a pull request is judged by, as it is run: the small bounds, and the proof that the proof has teeth.
import { MUTANTS } from '#src/assertions/mutants/mutants.js';
import { expect, test } from 'vitest';
import { emptyFolder, sim } from './memory-io.ts';

test(
  'sim prove --teeth: every mutant is killed, every wrong stamp is red, no canary is found out',
  { timeout: 240_000 },
  async () => {
    const { stdout, exitCode } = await sim(['prove', '--teeth'], { cwd: emptyFolder() });
    expect(stdout).toContain(`proved: ${MUTANTS.length} mutants of ${MUTANTS.length} killed, every wrong stamp is red`);
    expect(stdout).toContain('canary: head-serves under another name is not found out');
    expect(exitCode).toBe(0);
  },
);

test('sim prove --bounds small: head-serves is proved, every other rule refuted', { timeout: 240_000 }, async () => {
  const { stdout, exitCode } = await sim(['prove', '--bounds', 'small', '--json'], { cwd: emptyFolder() });
  const { results } = JSON.parse(stdout) as { results: readonly { rule: string; outcome: string }[] };
  const outcomes = new Map(results.map(({ rule, outcome }) => [rule, outcome]));
  expect(outcomes.get('head-serves')).toBe('proved');
  outcomes.delete('head-serves');
  expect(outcomes.size).toBeGreaterThan(10);
  expect(new Set(outcomes.values())).toEqual(new Set(['refuted']));
  expect(exitCode).toBe(1);
});
