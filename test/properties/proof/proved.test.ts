// The proof that CI makes: head-serves over every state of the small bounds, and every other rule refuted in them. `npm run proof` makes
// that of the standard bounds as well.
import { boundsOf, type ProofWorld } from '#properties/proof/bounds.js';
import { proofWorld, TICK_MS } from '#properties/proof/proof-world.js';
import { ALL_REDUCTIONS } from '#properties/proof/proof-system.js';
import { run } from '#properties/proof/prove-world.js';
import { systemOf } from '#properties/system-of.js';
import { CATALOGUE } from '#src/assertions/catalogue.js';
import { retrace } from '#src/explore/retrace.js';
import { describe, expect, test } from 'vitest';

const { worlds } = boundsOf('small');
const CLAIMS = ['masking-race', 'misattribution', 'false-alarm', 'late'];

function prove(rule: string, refuting: readonly string[], world: ProofWorld, depth = Infinity) {
  const limits = { states: 5_000_000, bytes: 2 ** 31, depth };
  const scenario = proofWorld(world.name, world.parameters);
  return run({ rule, scenario, tickMs: TICK_MS, refuting, reductions: ALL_REDUCTIONS, limits }, () => true);
}

/**
 * The states of all worlds together are this model's own: pinned so that a model, a rule or a bound that changes shows in a diff.
 */
const PINNED = {
  small: { worlds: 39, states: 96_595, transitions: 218_303 },
  standard: { worlds: 109, states: 0, transitions: 0 },
};
const asked = process.env['SIM_PROOF'] === 'all' ? (['small', 'standard'] as const) : (['small'] as const);

test.each(asked)(
  'head-serves is proved over the bounds %s: no masking race, no misattribution, no false alarm in any state, and no good head is passed late',
  { timeout: 1_200_000 },
  (name) => {
    const counted = { worlds: 0, states: 0, transitions: 0 };
    let witnesses = 0;
    for (const world of boundsOf(name).worlds) {
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
    expect(counted).toEqual(PINNED[name]);
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
