import type { Style } from './columns.ts';
import { findingText } from './finding.ts';
import { outcomeTable } from './outcome-table.ts';
import type { ExploreReport, RuleResult, ShownFinding, WrittenFinding } from './result.ts';
import { summaryText } from './summary.ts';
import { telling } from './telling.ts';

/** Findings of one rule in one scenario that are spelled out; the others are in their files. */
const SHOWN = 3;

/** What `sim explore` prints: a table a scenario, then the findings, then one closing paragraph. */
export function exploreText(report: ExploreReport, style: Style): string {
  const scenarios = [...new Set(report.results.map((result) => result.scenario))];
  const tables = scenarios.flatMap((name) => [style.bold(name), ...outcomeTable(report, name, style), '']);
  const findings = report.results.flatMap((result) => findingsText(result, report.out, style));
  return [...tables, ...findings, ...summaryText(report, style), ''].join('\n');
}

function findingsText(result: RuleResult, out: string, style: Style): readonly string[] {
  const shown = telling(result.findings, SHOWN).flatMap((written) => [
    ...findingText(shownOf(result, written), style),
    '',
  ]);
  const hidden = result.findings.length - SHOWN;
  return hidden > 0
    ? [...shown, style.dim(`… and ${hidden} more of ${result.rule} on ${result.scenario} in ${out}`), '']
    : shown;
}

function shownOf({ rule, scenario }: RuleResult, { finding, file }: WrittenFinding): ShownFinding {
  const { kind, verdict, facts, strategy, schedules, steps, stepsToVerdict, trace } = finding;
  return {
    rule,
    scenario,
    kind,
    verdict,
    facts,
    strategy,
    schedules,
    steps,
    stepsToVerdict,
    schedule: trace.schedule,
    unsteady: trace.unsteady,
    file,
  };
}
