// Every named mutant of rules-under-test section 4 is told from its rule in some world, and the rules are not told from themselves.
import { killMutant, type Kill } from '#properties/teeth/kill-mutant.js';
import { teethWorlds } from '#properties/teeth/teeth-worlds.js';
import { CATALOGUE, ruleNamed } from '#src/assertions/catalogue.js';
import type { Mutant } from '#src/assertions/mutants/mutant.js';
import { MUTANTS } from '#src/assertions/mutants/mutants.js';
import { describe, expect, test } from 'vitest';

/** The rule itself under another name: nothing may kill it. */
const canary = (of: string): Mutant => {
  const { create } = ruleNamed(of);
  return {
    id: '4',
    name: `${of} renamed`,
    of,
    says: 'what the rule says',
    rule: { name: 'mutant/none', summary: '', create },
  };
};

describe('the list', () => {
  test('has every number of the section, and the sabotages of head-serves', () => {
    const numbers = Array.from({ length: 15 }, (_, i) => `4.${i + 1}`);
    expect(new Set(MUTANTS.map(({ id }) => id))).toEqual(new Set([...numbers, '6']));
    expect(MUTANTS.filter(({ of }) => of === 'head-serves').length).toBeGreaterThanOrEqual(15);
  });

  test('names each mutant once, none as a rule of the catalogue, and worlds that there are', () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
    const rules = new Set(CATALOGUE.map(({ name }) => name));
    expect(MUTANTS.filter(({ rule }) => rules.has(rule.name))).toEqual([]);
    const worlds = teethWorlds().map(({ name }) => name);
    expect(MUTANTS.filter(({ needs }) => needs !== undefined && !worlds.includes(needs))).toEqual([]);
    expect(new Set(worlds).size).toBe(worlds.length);
  });
});

/** How the rule and its mutant may end on the schedule that tells them apart. */
const SOUND = ['true-pass', 'late-crash', 'honest-failure', 'honest-timeout', 'late', 'error'];

describe('killed', () => {
  test.each(MUTANTS)('$id $name: $says', (mutant) => {
    const kill = killMutant(mutant) as Kill;
    expect(kill).not.toBeNull();
    const wrong =
      mutant.isMute === true ? ['honest-timeout', 'late'] : ['masking-race', 'misattribution', 'false-alarm'];
    expect(wrong).toContain(kill.outcome.kind);
    expect(SOUND).toContain(kill.unmutated);
    expect(kill.trace.outcome).toEqual(kill.outcome);
    expect(kill.trace.schedule.length).toBeLessThan(120);
  });
});

describe('not killed by the same judge', () => {
  test('head-serves itself, in any world whose head is right', () => {
    expect(killMutant(canary('head-serves'))).toBeNull();
  });

  test.each([...new Set(MUTANTS.map(({ of }) => of))])('%s itself, where its mutants are', (of) => {
    expect(killMutant({ ...canary(of), needs: 'rolled back' })).toBeNull();
    expect(killMutant({ ...canary(of), isMute: true, needs: 'rolled back by hand' })).toBeNull();
    expect(killMutant({ ...canary(of), needs: 'wrong stamp: base commit' })).toBeNull();
  });
});

test('the same kill each time', () => {
  const [mutant] = MUTANTS;
  expect(killMutant(mutant as Mutant)).toEqual(killMutant(mutant as Mutant));
});
