import { expect, inject, test } from 'vitest';
import { isMissing } from './engine.ts';

const mustRun = process.env['CI'] === 'true';

test.skipIf(isMissing && !mustRun)('a private engine is up', () => {
  expect(inject('engineMissing')).toBe('');
  expect(inject('engineSocket')).toMatch(/docker\.sock$/);
});
