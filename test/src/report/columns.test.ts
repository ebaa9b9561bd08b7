import { expect, test } from 'vitest';
import { columns } from '#src/report/columns.js';

const cell = (text: string) => ({ text });

test('pads to the widest cell, left or right, and leaves no trailing spaces', () => {
  const rows = [
    [cell('rule'), cell('runs'), cell('note')],
    [cell('cc-ci/v3'), cell('4,000'), cell('')],
    [cell('x'), cell(''), cell('')],
  ];
  expect(columns(rows, ['left', 'right', 'left'], '> ')).toEqual([
    '> rule       runs  note',
    '> cc-ci/v3  4,000',
    '> x',
  ]);
});

test('paint takes no room', () => {
  const loud = (text: string) => `<<${text}>>`;
  const rows = [
    [{ text: 'a', paint: loud }, cell('1')],
    [cell('bbb'), { text: '22', paint: loud }],
  ];
  expect(columns(rows, ['left', 'right'])).toEqual(['<<a>>     1', 'bbb  <<22>>']);
});

test('no rows, no lines', () => {
  expect(columns([], ['left'])).toEqual([]);
});
