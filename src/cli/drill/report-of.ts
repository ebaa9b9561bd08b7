import type { Verdict } from '../../assertions/judge.ts';
import { drillOutcome } from '../../report/drill/outcome.ts';
import type { DrillReport, RunShown } from '../../report/drill/result.ts';
import type { DrillEngine } from './drill-engine.ts';
import { HEAD } from './drills.ts';
import type { Plan } from './plan.ts';
import type { DrillRun } from './run-drill.ts';

export interface ReportParts {
  readonly engine: DrillEngine;
  readonly plan: Plan;
  readonly namespace: string;
  readonly image: string;
  readonly runs: readonly DrillRun[];
  readonly leftBehind: readonly string[];
  readonly tookMs: number;
}

export function reportOf({ engine, plan, namespace, image, runs, leftBehind, tookMs }: ReportParts): DrillReport {
  const rules = plan.rules.map(({ name }) => ({ name, counted: plan.counted.has(name) }));
  const shown = runs.map(runShown);
  const { notes } = plan;
  const outcome = drillOutcome(rules, shown);
  const { place, version } = engine;
  return {
    place,
    engine: version,
    namespace,
    image,
    head: HEAD,
    rules,
    runs: shown,
    notes,
    leftBehind,
    tookMs,
    outcome,
  };
}

function runShown({ one, truth, status, rulings, tookMs }: DrillRun): RunShown {
  return {
    drill: one.drill.name,
    summary: one.drill.summary,
    order: one.order,
    truth: truth.truth,
    cause: truth.truth === 'not good' ? truth.cause : null,
    status,
    tookMs,
    rulings: rulings.map(({ rule, verdict, outcome, afterMs }) => ({
      rule,
      verdict: inShort(verdict),
      outcome,
      afterMs,
    })),
  };
}

function inShort(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'pass':
      return 'pass';
    case 'fail':
      return `fail(${verdict.reason})`;
    case 'undecided':
    case 'error':
      return verdict.verdict;
  }
}
