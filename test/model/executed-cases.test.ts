import { describe, expect, test } from 'vitest';
import { EXECUTED_CASES, RULE_CASES } from './executed-cases/cases.ts';
import type { ExecutedCase } from './executed-cases/executed-case.ts';
import { judgeCase, judgeRestless } from './executed-cases/judge-case.ts';

const titled = (rows: readonly ExecutedCase[]) => rows.map((row) => [`${row.id}: ${row.claim}`, row] as const);

describe('what real SwarmKit did, the model does (semantics sections 11 and 12)', () => {
  test.each(titled(EXECUTED_CASES))('%s', (_claim, row) => {
    expect(judgeCase(row)).toBeNull();
  });
});

describe('what follows from its source, the model does', () => {
  test.each(titled(RULE_CASES))('%s', (_claim, row) => {
    expect(judgeCase(row)).toBeNull();
  });
});

describe('what every schedule must show, however long goroutines, agents and reports take', () => {
  const rows = titled([...EXECUTED_CASES, ...RULE_CASES]).filter(([, row]) => row.forEver === true);

  test.each(rows)('%s', (_claim, row) => {
    expect(judgeRestless(row)).toBeNull();
  });
});
