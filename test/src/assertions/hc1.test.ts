import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitOf, hc1 } from '#src/assertions/hc1.js';
import { HEAD } from './views.ts';

const HEX = '0123456789abcdef';
const digits = (min: number, max: number) =>
  fc.string({ unit: fc.nat(15).map((digit) => HEX.charAt(digit)), minLength: min, maxLength: max });
/** What a trigger gives: 8 to 40 digits. */
const head = digits(8, 40);
const marker = fc.oneof(
  fc.constant(''),
  fc.constant('+U'),
  fc.string().map((text) => `+${text}`),
);

describe('HC1 is red for a stamp that is not the head’s', () => {
  const head8 = HEAD.slice(0, 8);
  test.each([
    ['the base commit', 'eb96de94', HEAD],
    ['the base commit with untracked files', 'eb96de94+U', HEAD],
    ['another branch’s commit, in full', '0badc0de0badc0de0badc0de0badc0de0badc0de', HEAD],
    ['a prefix of 6 digits', HEAD.slice(0, 6), HEAD],
    ['a prefix of 6 digits with untracked files', `${HEAD.slice(0, 6)}+U`, HEAD],
    ['a commit that differs in its first digit', `f${HEAD.slice(1, 8)}`, HEAD],
    ['a single digit', HEAD.slice(0, 1), HEAD],
    ['an empty stamp', '', HEAD],
    ['whitespace', ' ', HEAD],
    ['the right stamp after a blank', ` ${head8}`, HEAD],
    ['the right stamp before a line feed', `${head8}\n`, HEAD],
    ['the right stamp before a blank and a marker', `${head8} +U`, HEAD],
    ['+U alone', '+U', HEAD],
    ['+ alone', '+', HEAD],
    ['the right stamp after a +', `+${head8}`, HEAD],
    ['a right first part that goes on with another commit after the +', `${HEAD.slice(0, 6)}+${HEAD.slice(6)}`, HEAD],
    ['another commit with the head’s after its +', `eb96de94+${head8}`, HEAD],
    ['a full commit that differs in its 9th digit', `${head8}0${HEAD.slice(9)}`, HEAD],
    ['a full commit that differs in its last digit', `${HEAD.slice(0, 39)}0`, HEAD],
    ['upper case', head8.toUpperCase(), HEAD],
    ['one letter in upper case', '7aE7b0f7', HEAD],
    ['digits from the middle of the head', HEAD.slice(4, 12), HEAD],
    ['digits from the end of the head', HEAD.slice(-8), HEAD],
    ['the head with digits before it', `0${head8}`, HEAD],
    ['a letter past f', '7ae7b0fg', '7ae7b0fg'],
    ['a first letter past f', 'gae7b0f7', 'gae7b0f7'],
    ['the character before 0', '7ae7b0f/', '7ae7b0f/'],
    ['the character after 9', '7ae7b0f:', '7ae7b0f:'],
    ['the character before a', '7ae7b0f`', '7ae7b0f`'],
    ['any stamp, when the head is empty', head8, ''],
    ['an empty stamp, when the head is empty', '', ''],
    ['any stamp, when the head has 6 digits', head8, HEAD.slice(0, 6)],
    ['any stamp, when the head is in upper case', head8, HEAD.toUpperCase()],
    ['any stamp, when the head is a branch’s name', 'deadbeef', 'deadbeef-branch'],
    ['the head’s own text, when the head carries a marker', `${head8}+U`, `${head8}+U`],
  ])('%s', (_, stamp, reference) => {
    expect(hc1(stamp, reference)).toBe(false);
  });
});

describe('HC1 is green for every form of the head’s stamp', () => {
  test.each([
    ['8 digits', HEAD.slice(0, 8), HEAD],
    ['8 digits with untracked files', '7ae7b0f7+U', HEAD],
    ['8 digits with two markers', '7ae7b0f7+U+U', HEAD],
    ['7 digits', HEAD.slice(0, 7), HEAD],
    ['the full commit', HEAD, HEAD],
    ['the full commit, when the head has 8 digits', HEAD, HEAD.slice(0, 8)],
    ['8 digits, when the head has 12', '7ae7b0f7', '7ae7b0f76efb'],
    // Nobody can tell these apart: they share the whole compared prefix.
    ['another commit that begins with the head’s 8 digits', '7ae7b0f7000000000000', HEAD.slice(0, 8)],
  ])('%s', (_, stamp, reference) => {
    expect(hc1(stamp, reference)).toBe(true);
  });
});

describe('HC1, for every head', () => {
  test('the right stamp is never red for its form', () => {
    fc.assert(
      fc.property(digits(40, 40), fc.nat(32), fc.nat(33), marker, (commit, cut, headCut, marks) => {
        expect(hc1(`${commit.slice(0, 8 + cut)}${marks}`, commit.slice(0, 7 + headCut))).toBe(true);
      }),
    );
  });

  test('a commit that differs within the compared prefix is never green', () => {
    fc.assert(
      fc.property(
        head,
        fc.nat(39),
        fc.integer({ min: 1, max: 15 }),
        fc.nat(40),
        marker,
        (commit, at, by, cut, marks) => {
          const place = at % commit.length;
          const digit = HEX.charAt((HEX.indexOf(commit.charAt(place)) + by) % 16);
          const wrong = commit.slice(0, place) + digit + commit.slice(place + 1);
          expect(hc1(wrong.slice(0, Math.max(place + 1, cut)) + marks, commit)).toBe(false);
        },
      ),
    );
  });

  test('a prefix of fewer than 7 digits is never green', () => {
    fc.assert(fc.property(head, fc.nat(6), marker, (commit, cut, marks) => !hc1(commit.slice(0, cut) + marks, commit)));
  });

  test('a stamp with anything but lower-case hex before its first + is never green', () => {
    fc.assert(
      fc.property(head, fc.string({ unit: 'binary', minLength: 1 }), fc.nat(40), marker, (commit, dirt, at, marks) => {
        fc.pre(/[^0-9a-f]/.test(dirt.split('+')[0] ?? ''));
        expect(hc1(commit.slice(0, at) + dirt + commit.slice(at) + marks, commit)).toBe(false);
      }),
    );
  });

  test('whatever follows the first + changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(head, fc.string()), fc.string(), head, (stamp, rest, commit) => {
        expect(hc1(`${stamp}+${rest}`, commit)).toBe(hc1(`${stamp}+`, commit));
      }),
    );
  });
});

test('what a stamp says of its commit is all before the first +, and nothing where there is no stamp', () => {
  expect(commitOf('7ae7b0f7+U+U')).toBe('7ae7b0f7');
  expect(commitOf('7ae7b0f7')).toBe('7ae7b0f7');
  expect(commitOf('+U')).toBe('');
  expect(commitOf(null)).toBe('');
});
