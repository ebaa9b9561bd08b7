import { expect, test } from 'vitest';
import { lastRound, repetition } from '#properties/rounds.js';

const asked = (text: string): readonly string[] => text.split('');

test('a loop has come round when the end says the same twice over, however long a round is', () => {
  expect(repetition(asked('ii'))).toBe(1);
  expect(repetition(asked('hlili'))).toBe(2);
  expect(repetition(asked('ihi'))).toBe(0);
  expect(repetition(asked('lil'))).toBe(0);
  expect(repetition([])).toBe(0);
});

test('the last round begins with the last block that repeats the one before it, and goes on to the end', () => {
  // Polled three times, then health and stamp: the third poll let it go on.
  expect(lastRound(asked('iiihi'))).toBe(2);
  expect(lastRound(asked('lililihi'))).toBe(4);
});

test('where nothing is repeated the whole is one round', () => {
  expect(lastRound(asked('ihi'))).toBe(0);
  expect(lastRound([])).toBe(0);
});
