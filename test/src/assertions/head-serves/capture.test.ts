import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stampWord } from '#src/assertions/head-serves/capture.js';

test('a stamp becomes one 32-bit word, never that of an absent label', () => {
  fc.assert(
    fc.property(fc.string(), (stamp) => {
      const word = stampWord(stamp);
      expect(word).toBe(word | 0);
      expect(word).not.toBe(stampWord(null));
    }),
  );
});

test('one digit or marker makes another word', () => {
  const stamps = ['', '7ae7b0f7', '7ae7b0f7+U', '7ae7b0f8', '7ae7b0f', 'eb96de94', 'eb96de94+U'];
  expect(new Set(stamps.map(stampWord)).size).toBe(stamps.length);
});
