import { expect, test } from 'vitest';
import { telling } from '#src/report/telling.js';
import { facts, written } from './samples.ts';

const found = (kind: string, cause: string, moves = 'none') => {
  const sample = written(kind, 1);
  return { ...sample, finding: { ...sample.finding, facts: { ...facts, cause, moves } } };
};

test('one of each kind, then of each cause, rollbacks first, those with moves last; the order stays', () => {
  const findings = [
    found('masking-race', 'head-pending', 'rollback'),
    found('masking-race', 'head-pending'),
    found('masking-race', 'head-pending'),
    found('masking-race', 'rolled-back'),
    found('misattribution', 'rolled-back', 'force'),
  ];
  expect(telling(findings, 3)).toEqual([findings[1], findings[3], findings[4]]);
  expect(telling(findings, 4)).toEqual([findings[1], findings[2], findings[3], findings[4]]);
  expect(telling(findings, 9)).toEqual(findings);
  expect(telling(findings, 1)).toEqual([findings[3]]);
  expect(telling([], 3)).toEqual([]);
});
