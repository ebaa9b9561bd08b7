/** A stamp that is not that of the commit which was asked for, though some careless comparison would take it for it. */
export interface WrongStamp {
  readonly kind: string;
  /** null: no such label. */
  readonly stamp: string | null;
}

/** The commit that is asked for, as a trigger gives it. */
export const ASKED_FOR = '7ae7b0f76efb1c2d3e4f5061728394a5b6c7d8e9';
/** What the stack carries before the deploy. */
export const BASE_STAMP = 'eb96de94+U';

const SHORT = ASKED_FOR.slice(0, 8);

/** Every kind that must be red, `rules-under-test` section 4 and more of the same. */
export const WRONG_STAMPS: readonly WrongStamp[] = [
  { kind: 'another commit', stamp: 'c0ffee00+U' },
  { kind: 'base commit', stamp: BASE_STAMP },
  { kind: 'base commit without its marker', stamp: 'eb96de94' },
  { kind: "another branch's commit", stamp: '0badc0de0badc0de0badc0de0badc0de0badc0de' },
  { kind: 'prefix of 6 digits', stamp: ASKED_FOR.slice(0, 6) },
  { kind: 'prefix of 6 digits and a marker', stamp: `${ASKED_FOR.slice(0, 6)}+U` },
  { kind: 'one digit', stamp: ASKED_FOR.slice(0, 1) },
  { kind: 'empty', stamp: '' },
  { kind: 'missing', stamp: null },
  { kind: 'whitespace', stamp: ' ' },
  { kind: 'blank before it', stamp: ` ${SHORT}` },
  { kind: 'line feed behind it', stamp: `${SHORT}\n` },
  { kind: '+U alone', stamp: '+U' },
  { kind: 'behind a +', stamp: `+${SHORT}` },
  { kind: 'the head behind another commit', stamp: `eb96de94+${SHORT}` },
  { kind: 'a + among its first 7 digits', stamp: `${ASKED_FOR.slice(0, 6)}+${ASKED_FOR.slice(6)}` },
  { kind: 'differs in the 8th digit', stamp: `${ASKED_FOR.slice(0, 7)}0` },
  { kind: 'full, differs in the 9th digit', stamp: `${SHORT}0${ASKED_FOR.slice(9)}` },
  { kind: 'full, differs in the last digit', stamp: `${ASKED_FOR.slice(0, 39)}0` },
  { kind: 'longer than the head', stamp: `${ASKED_FOR}g` },
  { kind: 'upper case', stamp: SHORT.toUpperCase() },
  { kind: 'one letter in upper case', stamp: '7aE7b0f7' },
  { kind: 'middle of the head', stamp: ASKED_FOR.slice(4, 12) },
  { kind: 'end of the head', stamp: ASKED_FOR.slice(-8) },
  { kind: 'digits before it', stamp: `0${SHORT}` },
  { kind: 'no hex', stamp: '7ae7b0fg' },
];
