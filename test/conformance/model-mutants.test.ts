import { afterAll, describe, expect, test } from 'vitest';
import { scoreTable, shareKilled, total } from './class-score.ts';
import { replacedOnce, textsOf } from './model-mutants/bundle.ts';
import { judgeMutants, scoresOf, type Judged } from './model-mutants/judge-mutants.ts';
import type { ModelMutant } from './model-mutants/mutant.ts';
import { MODEL_MUTANTS } from './model-mutants/mutants.ts';

const LEAST_SHARE = 0.95;
const UNCHANGED: ModelMutant = { rule: '6', name: 'nothing', edits: [] };
const EQUIVALENT = 'startUpdate is called whatever the status is';

/** One in three; `npm run conformance` asks all. */
const part = MODEL_MUTANTS.filter((_, i) => i % 3 === 0);
/** Survivors take the longest, since they are asked everything: but for one they are left to it as well. */
const mutants = MODEL_MUTANTS.filter(
  (mutant) => mutant.name === EQUIVALENT || (part.includes(mutant) && mutant.survives === undefined),
);

describe('a mutant of code that has changed is a red test', () => {
  test('the text that it replaces must be there', () => {
    expect(() => replacedOnce('a.ts', 'a < b', 'a <= b', '')).toThrow('a.ts no longer says: a <= b');
  });

  test('and no more than once', () => {
    expect(() => replacedOnce('a.ts', 'a + a', 'a', '')).toThrow('a.ts says 2 times: a');
  });

  test('which is so for every mutant, as is asked before any is judged', () => {
    for (const { name, edits } of MODEL_MUTANTS) expect(() => textsOf(edits), name).not.toThrow();
  });

  test('mutants are told apart by their names', () => {
    expect(new Set(MODEL_MUTANTS.map(({ name }) => name)).size).toBe(MODEL_MUTANTS.length);
  });
});

describe('a model with one rule negated is found out', () => {
  let judged: readonly Judged[] = [];
  const verdictOf = (name: string) => judged.find(({ mutant }) => mutant.name === name);

  test('every mutant of a rule that a case or recording shows', { timeout: 900_000 }, async () => {
    judged = await judgeMutants([UNCHANGED, ...mutants]);
    const survivors = judged.filter(({ killer }) => killer === null).map(({ mutant }) => mutant.name);
    expect(survivors).toEqual([UNCHANGED.name, EQUIVALENT]);
  });

  test('the model itself is not, by the same judge', () => {
    expect(verdictOf(UNCHANGED.name)).toMatchObject({ killer: null });
  });

  test('nor is a model that says the same in other words', () => {
    expect(verdictOf(EQUIVALENT)).toMatchObject({ killer: null });
  });

  test('95 in 100 are found out, those counted in that are known not to be', () => {
    expect(MODEL_MUTANTS.length).toBeGreaterThan(180);
    expect(shareKilled(total(scoresOf(part, judged), ''))).toBeGreaterThanOrEqual(LEAST_SHARE);
  });

  afterAll(() => {
    const scores = scoresOf(part, judged);
    console.log(`Mutants of the model (one in three)\n\n${scoreTable([...scores, total(scores, '**all**')])}\n`);
  });
});
