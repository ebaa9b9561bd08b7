// A bug of the model is told before any verdict, whoever searches.
import { FLAWS, prove } from '#src/explore/prove.js';
import { proveTogether } from '#src/explore/together/prove-together.js';
import { crewOf } from '#src/explore/workers/crew.js';
import { describe, expect, test } from 'vitest';
import { bundledModule } from '../../bundled-module.ts';
import { flawed, requestOf, type FlawedJob } from '../../toys/flawed.ts';

const limits = { states: 10_000, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true };
const request = (job: FlawedJob) => ({ ...requestOf(job), witness: 'good', unjudged: 'unjudged', limits });
const crew = (threads: number, job: FlawedJob) => crewOf(threads, module, job, 100);
const nothing = (): null => null;
const module = await bundledModule('test/toys/flawed.ts');

describe('a walk that ends', () => {
  const proved: FlawedJob = { flaw: 'none', refuting: ['bad'] };
  const refuted: FlawedJob = { flaw: 'none', refuting: ['good'] };

  test('is proved', () => {
    expect(prove(flawed('none'), request(proved))).toMatchObject({ outcome: 'proved', flaw: null, limit: null });
  });

  test('is refuted where its end is what refutes, in the same way by any number of threads', () => {
    const alone = prove(flawed('none'), request(refuted));
    expect(alone).toMatchObject({ outcome: 'refuted', depth: 600 });
    const together = proveTogether(flawed('none'), request(refuted), crew(2, refuted), nothing);
    expect(together).toEqual({ ...alone, peakBytes: together.peakBytes, known: [null, null] });
  });

  test('is undecided when time is up before the way to what was found is', () => {
    let isOver = false;
    const two = crew(2, refuted);
    const found = proveTogether(
      flawed('none'),
      { ...request(refuted), limits: { ...limits, hasTimeLeft: () => !isOver } },
      {
        ...two,
        search(sharing, options) {
          const searched = two.search(sharing, options);
          isOver = true;
          return searched;
        },
      },
      nothing,
    );
    expect(found).toMatchObject({ outcome: 'undecided', limit: 'time', counterexample: null });
  });
});

describe.each(FLAWS)('%s', (flaw) => {
  const job: FlawedJob = { flaw, refuting: ['bad'] };
  const alone = prove(flawed(flaw), request(job));

  test('is found, and the way to it', () => {
    expect(alone).toMatchObject({ outcome: 'undecided', flaw, limit: null });
    expect(alone.counterexample?.code.length).toBeGreaterThanOrEqual(300);
  });

  test('is found by three threads, and the same way', () => {
    const together = proveTogether(flawed(flaw), request(job), crew(3, job), nothing);
    expect(together).toEqual({ ...alone, known: [null, null, null] });
  });
});
