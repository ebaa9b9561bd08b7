import { describe, expect, test } from 'vitest';
import { EXECUTED_CASES } from './executed-cases/cases.ts';
import { judgeCase, judgeRestless } from './executed-cases/judge-case.ts';

const ROWS = EXECUTED_CASES.map((row) => [`${row.id}: ${row.claim}`, row] as const);

describe('what real SwarmKit did, the model does (semantics section 12)', () => {
  test.each(ROWS)('%s', (_claim, row) => {
    expect(judgeCase(row)).toBeNull();
  });
});

describe('what every schedule must show, however long goroutines, agents and reports take', () => {
  const rows = ROWS.filter(([, row]) => row.forEver === true);

  test.each(rows)('%s', (_claim, row) => {
    expect(judgeRestless(row)).toBeNull();
  });
});
