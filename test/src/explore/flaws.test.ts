// A bug of the model is told before any verdict, whoever searches.
import { FLAWS, prove } from '#src/explore/prove.js';
import { proveTogether } from '#src/explore/together/prove-together.js';
import { crewOf } from '#src/explore/workers/crew.js';
import { describe, expect, test } from 'vitest';
import { bundledModule } from '../../bundled-module.ts';
import { flawed, FLAWED_REQUEST } from '../../toys/flawed.ts';

const REQUEST = {
  ...FLAWED_REQUEST,
  witness: 'good',
  unjudged: 'unjudged',
  limits: { states: 10_000, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true },
};
const module = await bundledModule('test/toys/flawed.ts');

test('a walk that ends is proved', () => {
  expect(prove(flawed('none'), REQUEST)).toMatchObject({ outcome: 'proved', flaw: null, outcomes: { good: 1 } });
});

describe.each(FLAWS)('%s', (flaw) => {
  const alone = prove(flawed(flaw), REQUEST);

  test('is found, and the way to it', () => {
    expect(alone).toMatchObject({ outcome: 'undecided', flaw, limit: null });
    expect(alone.counterexample?.code.length).toBeGreaterThanOrEqual(300);
  });

  test('is found by three threads, and the same way', () => {
    const together = proveTogether(flawed(flaw), REQUEST, crewOf(3, module, flaw, 100), () => null);
    expect(together).toEqual({ ...alone, known: [null, null, null] });
  });
});
