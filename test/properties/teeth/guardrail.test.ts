// Every wrong stamp is red, and no right one is for its form: rules-under-test section 4, the guardrail.
import { tickWorld, GOOD, plan } from '#properties/teeth/tick-world.js';
import { wronglyStamped } from '#properties/teeth/teeth-worlds.js';
import { ASKED_FOR, WRONG_STAMPS } from '#properties/teeth/wrong-stamps.js';
import { watchedRollout } from '#properties/watched-rollout.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { hc1 } from '#src/assertions/hc1.js';
import { reachable } from '#src/explore/reachable.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drive } from '../../src/assertions/drive.ts';
import { headService, rollout } from '../../src/assertions/rollout.ts';
import { context } from '../../src/assertions/views.ts';

const RULES = ['cc-ci/v3', 'head-serves'] as const;

/** The verdict over a head that simply runs, under this stamp. */
function verdictOf(rule: string, stamp: string | null, head: string): string {
  const engine = { ...rollout({ inspect: () => headService({ stamp }) }), health: () => true };
  const { verdict } = drive(ruleNamed(rule).create, context({ head, deadlineMs: 10_000 }), engine, { deployMs: 1_000 });
  return verdict.verdict;
}

const HEX = '0123456789abcdef';
const digits = (min: number, max: number) =>
  fc.string({ unit: fc.nat(15).map((digit) => HEX.charAt(digit)), minLength: min, maxLength: max });
const marker = fc.constantFrom('', '+U', '+', '+U+U');

/** Stamp and head of 8 or more digits that share all that can be compared: nobody can tell these apart. */
const sharesAll = (stamp: string, head: string): boolean => {
  const commit = stamp.replace(/\+.*$/s, '');
  return /^[0-9a-f]{7,}$/.test(commit) && (head.startsWith(commit) || commit.startsWith(head));
};

describe.each(RULES)('%s', (rule) => {
  test.each(WRONG_STAMPS)('is red or undecided over a stamp that is wrong: $kind', ({ stamp }) => {
    expect(['fail', 'undecided']).toContain(verdictOf(rule, stamp, ASKED_FOR));
    expect(hc1(stamp ?? '', ASKED_FOR)).toBe(false);
  });

  test('never passes a stamp of hex that is not the head’s', () => {
    fc.assert(
      fc.property(digits(0, 40), marker, digits(8, 40), (commit, marks, head) => {
        fc.pre(!sharesAll(commit, head));
        expect(verdictOf(rule, commit + marks, head)).not.toBe('pass');
      }),
    );
  });

  test('never passes a stamp that differs from the head’s in one place, or lacks all but 6 digits', () => {
    fc.assert(
      fc.property(digits(8, 40), fc.nat(39), fc.integer({ min: 1, max: 15 }), marker, (head, at, by, marks) => {
        const place = at % head.length;
        const other = HEX.charAt((HEX.indexOf(head.charAt(place)) + by) % 16);
        expect(verdictOf(rule, head.slice(0, place) + other + head.slice(place + 1) + marks, head)).not.toBe('pass');
        expect(verdictOf(rule, head.slice(0, place % 7) + marks, head)).not.toBe('pass');
      }),
    );
  });

  test('never passes text that is no commit, nor the head in any other case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), digits(8, 40), fc.nat(40), (dirt, head, at) => {
        fc.pre(!sharesAll(dirt, head));
        expect(verdictOf(rule, dirt, head)).not.toBe('pass');
        const mixed = head.slice(0, at) + head.slice(at).toUpperCase();
        if (mixed !== head) expect(verdictOf(rule, mixed, head)).not.toBe('pass');
      }),
    );
  });

  test('is never red for the form of the right stamp', () => {
    fc.assert(
      fc.property(digits(40, 40), fc.nat(32), fc.nat(32), marker, (commit, cut, headCut, marks) => {
        expect(verdictOf(rule, commit.slice(0, 8 + cut) + marks, commit.slice(0, 8 + headCut))).toBe('pass');
      }),
    );
  });
});

/** Every end that a rule's watch over a world can come to. */
function endsOf(rule: string, scenario: ReturnType<typeof wronglyStamped>) {
  const system = watchedRollout(scenario, ruleNamed(rule));
  const ends = new Set<string>();
  const isBad = (row: Int32Array): boolean => {
    if (system.finished(row)) ends.add(system.outcome(row).verdict);
    return false;
  };
  const { states, truncated } = reachable(system, { tickMs: 1, mostStates: 200_000, isBad });
  return { ends: [...ends].sort(), states, truncated };
}

describe.each(RULES)('%s in every reachable state of a world whose head carries', (rule) => {
  test.each(WRONG_STAMPS)('$kind', (wrong) => {
    const { ends, states, truncated } = endsOf(rule, wronglyStamped(wrong));
    expect(truncated).toBe(false);
    expect(states).toBeGreaterThan(50);
    expect(ends.filter((verdict) => verdict === 'pass' || verdict === 'none')).toEqual([]);
    expect(ends.length).toBeGreaterThan(0);
  });

  test('the right stamp: there it does pass', () => {
    expect(endsOf(rule, tickWorld('right stamp', plan('app', [GOOD]))).ends).toContain('pass');
  });
});
