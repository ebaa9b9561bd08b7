import type { ExploreVerdict } from '../explore/outcome.ts';
import type { Style } from './columns.ts';
import { verdictPaint } from './outcome-table.ts';
import type { ExploreReport } from './result.ts';
import { grouped, plural } from './wording.ts';

const MEANINGS: readonly (readonly [ExploreVerdict, string])[] = [
  ['refuted', 'refuted'],
  ['undecided', 'undecided (a limit was met, or runs leave the bounds)'],
  ['unwitnessed', 'unwitnessed (no true pass was seen either)'],
  ['survived', 'survived this budget (which is no proof)'],
  ['proved', 'proved within the bounds'],
];

/** The closing paragraph: each rule under the worst verdict that it got anywhere, and what the search amounted to. */
export function summaryText(report: ExploreReport, style: Style): readonly string[] {
  const verdicts = MEANINGS.flatMap(([outcome, meaning]) => {
    const rules = rulesWhoseWorstIs(outcome, report);
    return rules.length === 0 ? [] : [`${verdictPaint(outcome, style)(meaning)}: ${rules.join(', ')}`];
  });
  return [...verdicts, ...unjudgedText(report, style), ...boundsText(report, style), effortText(report)];
}

function rulesWhoseWorstIs(outcome: ExploreVerdict, { results }: ExploreReport): readonly string[] {
  const rank = (verdict: ExploreVerdict) => MEANINGS.findIndex(([name]) => name === verdict);
  return [...new Set(results.map((result) => result.rule))].filter((rule) => {
    const ranks = results.filter((result) => result.rule === rule).map((result) => rank(result.outcome));
    return Math.min(...ranks) === rank(outcome);
  });
}

function unjudgedText({ results }: ExploreReport, style: Style): readonly string[] {
  const runs = results.reduce((sum, result) => sum + (result.coverage.outcomes['unjudged'] ?? 0), 0);
  if (runs === 0) return [];
  return [`${style.yellow('undecided')}: ${plural(runs, 'run')} did not settle within the scenario's bounds`];
}

/** What a search of every state was about, scenario by scenario, and what ended it early. */
function boundsText({ results }: ExploreReport, style: Style): readonly string[] {
  const lines = results.flatMap(({ rule, scenario, coverage: { exhaustive } }) => {
    if (exhaustive === undefined) return [];
    const { limit, flaw, bounds } = exhaustive;
    const ended = flaw === null ? (limit === null ? [] : [`limit of ${limit}`]) : [`the model has a ${flaw}`];
    return [
      ...ended.map((why) => `${style.yellow('undecided')}: ${rule} on ${scenario} (${why})`),
      ...bounds.map((line) => style.dim(`bounds of ${scenario}: ${line}`)),
    ];
  });
  return [...new Set(lines)];
}

function effortText({ results, seed, out }: ExploreReport): string {
  const sum = (of: (result: ExploreReport['results'][number]) => number) =>
    results.reduce((all, one) => all + of(one), 0);
  const findings = sum((result) => result.findings.length);
  const took = sum((result) => result.coverage.seconds);
  const steps = grouped(sum((result) => result.coverage.steps));
  const runs = plural(
    sum((result) => result.coverage.runs),
    'run',
  );
  const states = plural(
    sum((result) => result.coverage.exhaustive?.states ?? 0),
    'state',
  );
  const isExhaustive = results.some(({ coverage }) => coverage.exhaustive !== undefined);
  const effort = isExhaustive
    ? `${states}, ${steps} transitions, ${took.toFixed(1)} s`
    : `${runs}, ${steps} steps, ${took.toFixed(1)} s, seed ${seed}`;
  return findings === 0 ? `no findings (${effort})` : `${plural(findings, 'finding')} in ${out} (${effort})`;
}
