// Hand-made results: what the report is given, without any search.
import type { Finding } from '#src/explore/outcome.js';
import type { TraceStep } from '#src/explore/trace.js';
import type { ExploreReport, RuleResult, ShownFinding, WrittenFinding } from '#src/report/result.js';

type Shows = readonly [status: string, stamp: string, running: string, rule?: string];

export function step(
  atMs: number,
  actor: string,
  does: string,
  shows: Shows,
  details: TraceStep['with'] = {},
): TraceStep {
  const [status, stamp, running, rule = ''] = shows;
  return { atMs, actor, does, with: details, shows: { status, stamp, running, rule } };
}

/** The first-poll race under start-first: pass at step 4, rollback at step 9. */
export const schedule: readonly TraceStep[] = [
  step(0, 'operator', 'deploys', ['unset', 'head', 'base 1', 'goes on to inspect'], { spec: 'head', fate: 'good' }),
  step(120, 'watcher', 'inspects', ['unset', 'head', 'base 1', 'goes on to health'], { service: 'app', sees: 'unset' }),
  step(160, 'watcher', 'asks-for-health', ['unset', 'head', 'base 1', 'goes on to inspect'], { sees: 'an answer' }),
  step(200, 'watcher', 'inspects', ['unset', 'head', 'base 1', 'pass'], { service: 'app', sees: 'unset, stamp head' }),
  step(210, 'updater', 'starts', ['updating', 'head', 'base 1', 'pass']),
  step(2_400, 'agent', 'has-started', ['updating', 'head', 'base 1, head 1', 'pass'], { task: 't2', spec: 'head' }),
  step(5_000, 'host-memory', 'kills', ['updating', 'head', 'base 1, head 1', 'pass'], { task: 't2', demandMb: 5_120 }),
  step(5_250, 'agent', 'reports', ['updating', 'head', 'base 1', 'pass'], {
    task: 't2',
    spec: 'head',
    state: 'failed',
  }),
  step(5_300, 'updater', 'reads-failure', ['rollback_started', 'base', 'base 1', 'pass']),
];

export const facts = {
  status: 'unset',
  phase: 'absent',
  cause: 'rolled-back',
  moves: 'none',
};

const shown: ShownFinding = {
  rule: 'cc-ci/v3',
  scenario: 'incident/start-first',
  kind: 'masking-race',
  verdict: 'pass',
  facts,
  strategy: 'discrete-event',
  schedules: 37,
  steps: 9,
  stepsToVerdict: 4,
  schedule,
  file: 'sim-traces/incident-start-first--cc-ci-v3--masking-race-1.json',
};

export function written(kind: string, nth: number): WrittenFinding {
  const { strategy, schedules, steps, stepsToVerdict } = { ...shown, strategy: 'urw' as const };
  const verdict = 'pass';
  const trace = { outcome: { kind, verdict, facts }, steps, stepsToVerdict, schedule };
  const finding: Finding = { kind, verdict, facts, strategy, schedules, steps, stepsToVerdict, trace };
  return { finding, file: `sim-traces/${kind}-${nth}.json`, traceFile: { kind: 'sim-trace', nth } };
}

export function result(
  parts: Partial<RuleResult> & { readonly outcomes: Readonly<Record<string, number>> },
): RuleResult {
  const { outcomes, ...rest } = parts;
  return {
    rule: 'cc-ci/v3',
    scenario: 'incident/start-first',
    outcome: 'survived',
    coverage: { runs: 4000, steps: 210_500, distinctStates: 60_123, seconds: 1.25, outcomes },
    findings: [],
    ...rest,
  };
}

export function report(results: readonly RuleResult[]): ExploreReport {
  const kinds = [
    'true-pass',
    'lucky-pass',
    'masking-race',
    'honest-failure',
    'misattribution',
    'false-alarm',
    'unjudged',
  ];
  return { seed: 1, out: 'sim-traces', kinds, refuting: new Set(['masking-race']), results };
}
