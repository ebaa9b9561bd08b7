// The proof that CI makes: head-serves over every state of the small bounds, and every other rule refuted in them. `npm run proof` makes
// that of the standard bounds.
import { boundsOf } from '#properties/proof/bounds.js';
import { proofWorld, TICK_MS } from '#properties/proof/proof-world.js';
import { ALL_REDUCTIONS } from '#properties/proof/proof-system.js';
import { run } from '#properties/proof/prove-world.js';
import { systemOf } from '#properties/system-of.js';
import { CATALOGUE } from '#src/assertions/catalogue.js';
import { retrace } from '#src/explore/retrace.js';
import { describe, expect, test } from 'vitest';
import { PINNED } from './pinned.ts';

const { worlds } = boundsOf('small');
const CLAIMS = ['masking-race', 'misattribution', 'false-alarm', 'late'];

function prove(rule: string, refuting: readonly string[], world: (typeof worlds)[number], depth = Infinity) {
  const limits = { states: 2_000_000, bytes: 2 ** 31, depth };
  const scenario = proofWorld(world.name, world.parameters);
  return run({ rule, scenario, tickMs: TICK_MS, refuting, reductions: ALL_REDUCTIONS, limits }, () => true);
}

test(
  'head-serves is proved: no masking race, no misattribution, no false alarm in any state, and no good head is passed late',
  { timeout: 400_000 },
  () => {
    const counted = { worlds: 0, states: 0, transitions: 0 };
    let witnesses = 0;
    for (const world of worlds) {
      const { outcome, states, transitions, flaw, limit, outcomes } = prove('head-serves', CLAIMS, world);
      expect({ world: world.name, outcome, flaw, limit }).toEqual({
        world: world.name,
        outcome: expect.stringMatching(/^(proved|unwitnessed)$/) as string,
        flaw: null,
        limit: null,
      });
      if ((outcomes['true-pass'] ?? 0) > 0) witnesses++;
      counted.worlds++;
      counted.states += states;
      counted.transitions += transitions;
    }
    expect(counted).toEqual(PINNED.small);
    expect(witnesses).toBeGreaterThan(10);
  },
);

describe('every other rule is refuted, and its shortest trace replays', () => {
  test.each(CATALOGUE.map(({ name }) => name).filter((name) => name !== 'head-serves'))('%s', (rule) => {
    let depth = Infinity;
    let trace = null;
    for (const world of worlds) {
      const { counterexample } = prove(rule, ['masking-race'], world, depth);
      if (counterexample === null || counterexample.depth >= depth) continue;
      depth = counterexample.depth;
      trace = counterexample;
    }
    expect(trace?.trace.outcome.kind).toBe('masking-race');
    if (trace === null) return;
    const again = retrace(systemOf({ rule, scenario: trace.scenario }), trace.trace.schedule);
    expect(again).toEqual({ fits: true, trace: trace.trace });
    expect(trace.robustness).not.toBeNull();
  });
});
