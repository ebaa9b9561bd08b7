// Versions of head-serves that fell, each with the shortest trace that refutes it: `src/assertions/naive/`.
import { join } from 'node:path';
import type { Move } from '#model/vocabulary.js';
import { GOOD } from '#properties/proof/bounds.js';
import { ALL_REDUCTIONS } from '#properties/proof/proof-system.js';
import { proofWorld, TICK_MS } from '#properties/proof/proof-world.js';
import { run } from '#properties/proof/prove-world.js';
import { systemOf } from '#properties/system-of.js';
import { FALLEN } from '#src/assertions/naive/naive.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { writtenFindings } from '#src/cli/written-findings.js';
import { retrace } from '#src/explore/retrace.js';
import { parseTraceFile } from '#src/scenario/trace-file.js';
import { describe, expect, test } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../../src/assertions/naive');

/** What happens beside the death of the head, and what each version then blames wrongly. */
const FALLS: Readonly<Record<string, { readonly move: Move; readonly verdict: string; readonly cause: string }>> = {
  'naive/status-says-all': { move: 'identical', verdict: 'fail(rolled-back)', cause: 'head-crash-looping' },
  'naive/stamp-says-which': { move: 'rollback', verdict: 'fail(rolled-back)', cause: 'head-crash-looping' },
  'naive/old-stamp-is-a-beginning': { move: 'force', verdict: 'fail(head-died)', cause: 'other-stamp' },
  'naive/death-at-once': { move: 'other-spec', verdict: 'fail(head-died)', cause: 'other-stamp' },
};

function proofOf(rule: string, move: Move, depth = Infinity) {
  const dies = { ...GOOD, order: 'stop-first', fate: 'dies', moves: [move], maxMoves: 1 } as const;
  const scenario = proofWorld(`dies, ${move}`, dies);
  const limits = { states: 100_000, bytes: 2 ** 30, depth };
  const refuting = ['masking-race', ...(ruleNamed('head-serves').claims ?? [])];
  return run({ rule, scenario, tickMs: TICK_MS, refuting, reductions: ALL_REDUCTIONS, limits }, () => true);
}

test('each is listed here', () => {
  expect(Object.keys(FALLS)).toEqual(FALLEN.map(({ name }) => name));
});

describe.each(Object.entries(FALLS))('%s', (rule, { move, verdict, cause }) => {
  const fall = proofOf(rule, move);

  test('blames what is not to blame, in a trace that is kept and replays', async () => {
    const { outcome, states, counterexample } = fall;
    expect(outcome).toBe('refuted');
    expect(counterexample?.trace.outcome).toMatchObject({ kind: 'misattribution', verdict, facts: { cause } });
    if (counterexample === null) return;
    const { trace, scenario } = counterexample;
    const { steps, stepsToVerdict } = trace;
    const found = {
      ...trace.outcome,
      steps,
      stepsToVerdict,
      strategy: 'exhaustive' as const,
      schedules: states,
      trace,
    };
    const [written] = writtenFindings({ rule, scenario, findings: [found], pathOf: (name) => name });
    const file = join(FOLDER, `${rule.replace('naive/', '')}.json`);
    // On purpose another: npx vitest run -u test/properties/proof/fallen.test.ts
    await expect(written?.text).toMatchFileSnapshot(file);
    const kept = parseTraceFile(written?.text ?? '', file);
    expect(retrace(systemOf({ rule, scenario: kept.scenario }), kept.schedule).fits).toBe(true);
  });

  test('and head-serves does not, as near as that', () => {
    const { outcome, counterexample, limit } = proofOf('head-serves', move, fall.depth);
    expect({ outcome, counterexample, limit }).toEqual({ outcome: 'undecided', counterexample: null, limit: 'depth' });
  });
});
