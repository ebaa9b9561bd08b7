import type { Comparison, Matches } from '../hc1.ts';
import { commitOf, hc1 } from '../hc1.ts';

/** HC1 as it must not be: each a comparison that accepts, or refuses, one kind of stamp more. */
interface WrongComparison {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly matches: Matches;
  readonly needs?: string;
}

const endOf = (stamp: string): number => commitOf(stamp).length;
const told = (otherwise: Partial<Comparison>): Matches => {
  const comparison = { leastDigits: 7, endOf, ...otherwise };
  return (stamp, head) => hc1(stamp, head, comparison);
};

export const WRONG_COMPARISONS: readonly WrongComparison[] = [
  {
    id: '4.1',
    name: 'skips-without-head',
    says: 'the head reference is missing, so the stamp is not compared with anything',
    matches: (stamp) => told({ leastDigits: 0 })(stamp, ''),
    needs: 'wrong stamp: base commit',
  },
  {
    id: '4.4',
    name: 'accepts-an-empty-stamp',
    says: 'an empty stamp is a prefix of every head',
    matches: (stamp, head) => commitOf(stamp) === '' || hc1(stamp, head),
    needs: 'wrong stamp: empty',
  },
  {
    id: '4.4',
    name: 'accepts-a-short-stamp',
    says: 'a prefix of the head counts however short it is',
    matches: told({ leastDigits: 1 }),
    needs: 'wrong stamp: prefix of 6 digits',
  },
  {
    id: '4.5',
    name: 'keeps-the-marker',
    says: 'what follows the + is compared too',
    matches: told({ endOf: (stamp) => stamp.length }),
  },
  {
    id: '4.5',
    name: 'accepts-a-marked-commit',
    says: 'a stamp with a dirty marker is taken for the head, whatever commit it marks',
    matches: (stamp, head) => stamp.includes('+') || hc1(stamp, head),
    needs: 'wrong stamp: another commit',
  },
  {
    id: '4.15',
    name: 'ignores-case',
    says: 'upper case is as good as lower case',
    matches: (stamp, head) => hc1(commitOf(stamp).toLowerCase(), head),
    needs: 'wrong stamp: upper case',
  },
  {
    id: '4.15',
    name: 'searches-the-head',
    says: 'digits from the middle of the head are enough',
    matches: (stamp, head) => commitOf(stamp).length >= 7 && head.includes(commitOf(stamp)),
    needs: 'wrong stamp: middle of the head',
  },
];
