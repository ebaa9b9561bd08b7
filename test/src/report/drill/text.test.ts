import { expect, test } from 'vitest';
import { PLAIN } from '#src/report/columns.js';
import { drillOutcome } from '#src/report/drill/outcome.js';
import type { DrillReport, RunShown } from '#src/report/drill/result.js';
import { drillText } from '#src/report/drill/text.js';

const run = (drill: string, truth: string, cause: string | null, ...outcomes: readonly string[]): RunShown => ({
  drill,
  summary: '',
  order: 'stop-first',
  truth,
  cause,
  status: 'rollback_completed',
  tookMs: 9_000,
  rulings: outcomes.map((outcome, index) => ({
    rule: ['cc-ci/v2', 'cc-ci/v3', 'head-serves'][index] ?? '',
    verdict: outcome === 'masking-race' ? 'pass' : 'fail(stamp-mismatch)',
    outcome,
    afterMs: 300 + index,
  })),
});

const rules = [
  { name: 'cc-ci/v2', counted: false },
  { name: 'cc-ci/v3', counted: false },
  { name: 'head-serves', counted: true },
];
const good = run('good', 'good', null, 'true-pass', 'true-pass', 'true-pass');
const dies = run('dies', 'not good', 'rolled-back', 'masking-race', 'masking-race', 'honest-failure');

test('a table of drill and rule, and one line for all rules that the same became of', () => {
  const report: DrillReport = {
    place: 'unix:///docker.sock',
    engine: '20.10.24',
    namespace: 'sim-drill-t1',
    image: 'busybox:latest',
    head: '7ae7b0f76efb',
    rules,
    runs: [good, dies],
    notes: ['not drilled: eats-memory'],
    leftBehind: [],
    tookMs: 12_300,
    outcome: 'stands',
  };
  expect(drillText(report, PLAIN)).toBe(`2 drills on unix:///docker.sock (Docker Engine 20.10.24), sim-drill-t1, 12.3 s

  order       drill  in truth     cc-ci/v2      cc-ci/v3      head-serves
  stop-first  good   good         true-pass     true-pass     true-pass
  stop-first  dies   rolled-back  masking-race  masking-race  honest-failure

  masking-race  dies, stop-first  cc-ci/v2, cc-ci/v3: pass 300 ms to 301 ms after the deploy; in truth rolled-back, update status rollback_completed

  cc-ci/v2: fooled in 1 of 2 (1 masking-race, 1 true-pass); not counted
  cc-ci/v3: fooled in 1 of 2 (1 masking-race, 1 true-pass); not counted
  head-serves: never fooled (1 honest-failure, 1 true-pass)
  note: not drilled: eats-memory
`);
});

test.each([
  ['nothing fooled it, and it passed rightly', [good, dies], 'stands'],
  ['nothing good was deployed', [dies], 'stands'],
  ['a race', [good, run('dies', 'not good', 'rolled-back', '', '', 'masking-race')], 'fooled'],
  ['a false alarm', [run('good', 'good', null, '', '', 'false-alarm')], 'fooled'],
  ['it never passed what was good', [run('good', 'good', null, '', '', 'late')], 'undecided'],
  ['a drill did not settle', [good, run('dies', 'not settled', null, '', '', 'unjudged')], 'undecided'],
  ['nothing was drilled', [], 'undecided'],
])('%s: %s', (_title, runs, outcome) => {
  expect(drillOutcome(rules, runs)).toBe(outcome);
});
