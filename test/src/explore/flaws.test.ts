// A bug of the model is told before any verdict, whoever helps.
import { FLAWS, prove } from '#src/explore/prove.js';
import { aidesFrom } from '#src/explore/workers/aides.js';
import { describe, expect, test } from 'vitest';
import { bundledModule } from '../../bundled-module.ts';
import { flawed, requestOf, type FlawedJob } from '../../toys/flawed.ts';

const limits = { states: 10_000, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true };
const request = (job: FlawedJob) => ({ ...requestOf(job), witness: 'good', unjudged: 'unjudged', limits });
const helped = (threads: number, job: FlawedJob) => ({
  ...request(job),
  aides: aidesFrom(threads, module, job, 100),
});
const module = await bundledModule('test/toys/flawed.ts');

describe('a walk that ends', () => {
  const proved: FlawedJob = { flaw: 'none', refuting: ['bad'] };
  const refuted: FlawedJob = { flaw: 'none', refuting: ['good'] };

  test('is proved', () => {
    expect(prove(flawed('none'), request(proved))).toMatchObject({ outcome: 'proved', flaw: null, limit: null });
  });

  test('is refuted where its end is what refutes, in the same way with any help', () => {
    const alone = prove(flawed('none'), request(refuted));
    expect(alone).toMatchObject({ outcome: 'refuted', depth: 600 });
    const together = prove(flawed('none'), helped(1, refuted));
    expect(together).toEqual({ ...alone, peakBytes: together.peakBytes });
  });
});

describe.each(FLAWS)('%s', (flaw) => {
  const job: FlawedJob = { flaw, refuting: ['bad'] };
  const alone = prove(flawed(flaw), request(job));

  test('is found, and the way to it', () => {
    expect(alone).toMatchObject({ outcome: 'undecided', flaw, limit: null });
    expect(alone.counterexample?.code.length).toBeGreaterThanOrEqual(300);
  });

  test('is found with the help of two threads, and the same way', () => {
    const together = prove(flawed(flaw), helped(2, job));
    expect(together).toEqual({ ...alone, peakBytes: together.peakBytes });
  });
});
