import type { ExploreReport, RuleResult, WrittenFinding } from './result.ts';

/** The one object that `sim explore --json` prints. */
export function exploreJson(report: ExploreReport): string {
  const results = report.results.map((result) => resultJson(result, report.kinds));
  return `${JSON.stringify({ schemaVersion: 1, command: 'explore', seed: report.seed, results }, null, 2)}\n`;
}

function resultJson({ rule, scenario, outcome, findings, coverage }: RuleResult, kinds: readonly string[]) {
  const { runs, steps, distinctStates, seconds, exhaustive } = coverage;
  // Every kind is a key, in one order, whatever the search counted.
  const outcomes = Object.fromEntries(kinds.map((kind) => [kind, coverage.outcomes[kind] ?? 0]));
  return {
    rule,
    scenario,
    outcome,
    findings: findings.map(findingJson),
    coverage: { runs, steps, distinctStates, seconds, outcomes, ...(exhaustive === undefined ? {} : { exhaustive }) },
  };
}

export function findingJson({ finding, file, traceFile }: WrittenFinding) {
  const { kind, facts, steps, stepsToVerdict, strategy, schedules } = finding;
  return { kind, facts, steps, stepsToVerdict, strategy, schedules, trace: traceFile, file };
}

/** The one object that any verb prints with `--json` when it cannot do its work. */
export interface ErrorJson {
  readonly code: string;
  readonly what: string;
  readonly where: string | undefined;
  readonly remedy: string;
}

export function errorJson({ code, what, where, remedy }: ErrorJson): string {
  const error = { code, what, where: where ?? null, remedy };
  return `${JSON.stringify({ schemaVersion: 1, error }, null, 2)}\n`;
}
