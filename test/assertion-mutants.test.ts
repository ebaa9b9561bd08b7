// Every place of the rules changed in every small way, and the rules' own unit tests asked whether they notice. A part of the files
// by default, the whole with `npm run teeth`.
import { afterAll, describe, expect, test } from 'vitest';
import { bundleSuite } from './assertion-mutants/bundle.ts';
import { instrument, type AssertionMutant } from './assertion-mutants/instrument.ts';
import { judgeMutants } from './assertion-mutants/judge-mutants.ts';
import { compiler } from './assertion-mutants/refused.ts';
import { SURVIVORS } from './assertion-mutants/survivors.ts';
import { scoreTable, shareKilled, total, type ClassScore } from './conformance/class-score.ts';

const IS_WHOLE = process.env['SIM_TEETH'] === 'all';
/** What decides a stamp, a status and a deadline. */
const PART = ['hc1.ts', 'identity.ts', 'converged-v3.ts', 'poll-loop.ts', 'chain.ts', 'head-serves/window.ts'];
const LEAST_SHARE = 0.98;

const suite = await bundleSuite();
const keyOf = ({ file, key }: Pick<AssertionMutant, 'file' | 'key'>): string => `${file}: ${key}`;
const asked = [...suite.mutants.keys()].filter((id) => IS_WHOLE || PART.includes(suite.mutants[id]?.file ?? ''));
const reasons = new Map(SURVIVORS.map((survivor) => [keyOf(survivor), survivor.why]));

describe('a mutant', () => {
  const keysOf = (text: string) => instrument('toy.ts', text, 0).mutants.map(({ key }) => key.split(' | ')[1]);

  test('changes a condition, a comparison, a literal, a returned value, or leaves a statement out', () => {
    expect(keysOf('if (a < 1) b();')).toEqual([
      'a < 1 -> true',
      'a < 1 -> false',
      'a < 1 -> a <= 1',
      'a < 1 -> a >= 1',
      '1 -> 1 + 1',
      'b(); -> nothing',
    ]);
    expect(keysOf("const f = () => 'x';")).toEqual(["'x' -> ''", "'x' -> undefined"]);
    expect(keysOf('const f = !a;')).toEqual(['!a -> a']);
  });

  test('is none of a type, an import, an offset, an invariant or the kinds of a memory', () => {
    expect(keysOf("import { a } from 'b';\ntype T = 'x' | 1;\nlet t: 'y';")).toEqual([]);
    expect(keysOf("invariant(a === 1, 'words');\nconst M = record({ a: 'flag' });\nconst p = at + a;")).toEqual([]);
  });

  test('that reads like another is told apart by a number', () => {
    expect(keysOf('a = 0 * 0;').filter((key) => key?.startsWith('0 ->'))).toEqual(['0 -> 1', '0 -> 1 #2']);
  });
});

describe('the survivors that are known', () => {
  test('are mutants that there are, each once, each with a reason', () => {
    const known = new Set(suite.mutants.map(keyOf));
    expect([...reasons.keys()].filter((key) => !known.has(key))).toEqual([]);
    expect(reasons.size).toBe(SURVIVORS.length);
    expect(SURVIVORS.filter(({ why }) => why.length < 10)).toEqual([]);
  });
});

describe('the unit tests', () => {
  /** Until they have been judged, all of them. */
  let survivors: readonly AssertionMutant[] = asked.flatMap((id) => suite.mutants[id] ?? []);
  let refused = 0;

  test('find out every mutant but those', { timeout: 3_600_000 }, async () => {
    const killers = await judgeMutants(suite, asked);
    const alive = suite.mutants.filter((_, id) => killers.get(id) === null);
    const isRefused = compiler();
    survivors = alive.filter((mutant) => reasons.has(keyOf(mutant)) || !isRefused(mutant));
    refused = alive.length - survivors.length;
    const judged = new Set(asked.map((id) => keyOf(suite.mutants[id] as AssertionMutant)));
    expect(survivors.map(keyOf).sort()).toEqual([...reasons.keys()].filter((key) => judged.has(key)).sort());
  });

  test('find out 98 in 100 of those that are not the same rule in other words', () => {
    expect(asked.length).toBeGreaterThan(150);
    const unexplained = survivors.filter((mutant) => !reasons.has(keyOf(mutant))).length;
    const different = asked.length - refused - (survivors.length - unexplained);
    expect((different - unexplained) / different).toBeGreaterThanOrEqual(LEAST_SHARE);
  });

  afterAll(() => {
    const scores = [...new Set(asked.map((id) => suite.mutants[id]?.file ?? ''))].map((file): ClassScore => {
      const own = asked.filter((id) => suite.mutants[id]?.file === file).length;
      const alive = survivors.filter((mutant) => mutant.file === file).map(keyOf);
      return { class: file, mutants: own, killed: own - alive.length, survivors: alive };
    });
    const all = total(scores, '**all**');
    const share = (shareKilled(all) * 100).toFixed(1);
    console.log(`Mutants of the rules${IS_WHOLE ? '' : ' (a part)'}\n\n${scoreTable([...scores, all])}\n`);
    console.log(`${share} % killed, ${refused} of them by the compiler alone; ${survivors.length} survive`);
    for (const mutant of survivors) {
      console.log(`${mutant.file}:${mutant.line} ${mutant.key}\n    ${reasons.get(keyOf(mutant)) ?? 'NO REASON'}`);
    }
  });
});
