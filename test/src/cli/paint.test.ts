import { expect, test } from 'vitest';
import { styleFor } from '#src/cli/paint.js';

const bold = (isTTY: boolean, env: Readonly<Record<string, string>>) =>
  styleFor({ stdout: { isTTY, write: () => undefined }, env }).bold('x');

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
  [false, { FORCE_COLOR: '1' }, true],
  [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  [true, { FORCE_COLOR: '0' }, false],
])('a terminal: %s, environment %j: coloured %s', (isTTY, env, coloured) => {
  expect(bold(isTTY, env as Readonly<Record<string, string>>)).toBe(coloured ? '\u001b[1mx\u001b[22m' : 'x');
});
