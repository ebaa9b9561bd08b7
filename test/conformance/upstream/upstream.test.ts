// SwarmKit's own tests, as far as the semantics lists them (section 11): what they expect, the model does.
import { describe, expect, test } from 'vitest';
import { judge } from './judge.ts';
import { UPSTREAM_CASES } from './upstream-cases.ts';

const sections = [...new Set(UPSTREAM_CASES.map(({ section }) => section))];

describe.each(sections)("SwarmKit's own tests, semantics section %s", (section) => {
  const cases = UPSTREAM_CASES.filter((upstream) => upstream.section === section);

  test.each(cases.map((upstream) => [upstream.test, upstream] as const))('%s', (_name, upstream) => {
    expect(judge(upstream)).toBe(null);
  });
});
