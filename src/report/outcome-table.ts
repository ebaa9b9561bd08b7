import type { ExploreVerdict } from '../explore/outcome.ts';
import type { Cell, Paint, Style } from './columns.ts';
import { columns } from './columns.ts';
import type { ExploreReport, RuleResult } from './result.ts';
import { grouped } from './wording.ts';

/** Shown even when nothing was counted: their absence is news. */
const ALWAYS: ReadonlySet<string> = new Set([
  'true-pass',
  'masking-race',
  'misattribution',
  'false-alarm',
  'honest-failure',
]);

/** Rule x outcome for one scenario. */
export function outcomeTable(report: ExploreReport, scenario: string, style: Style): readonly string[] {
  const results = report.results.filter((result) => result.scenario === scenario);
  const kinds = report.kinds.filter(
    (kind) => ALWAYS.has(kind) || report.results.some((result) => count(result, kind) > 0),
  );
  const isExhaustive = results.some(({ coverage }) => coverage.exhaustive !== undefined);
  const headings = ['rule', 'verdict', isExhaustive ? 'ends' : 'runs', ...kinds].map(twoLines);
  const rows = results.map((result) => [
    { text: result.rule },
    { text: result.outcome, paint: verdictPaint(result.outcome, style) },
    { text: grouped(result.coverage.runs) },
    ...kinds.map((kind) => counted(count(result, kind), report.refuting.has(kind), style)),
  ]);
  const head = [0, 1].map((line) => headings.map((heading): Cell => ({ text: heading[line] ?? '', paint: style.dim })));
  return columns([...head, ...rows], ['left', 'left', 'right', ...kinds.map(() => 'right' as const)], '  ');
}

function count(result: RuleResult, kind: string): number {
  return result.coverage.outcomes[kind] ?? 0;
}

function counted(amount: number, refutes: boolean, style: Style): Cell {
  const text = grouped(amount);
  if (amount === 0) return { text, paint: style.dim };
  return refutes ? { text, paint: style.red } : { text };
}

export function verdictPaint(outcome: ExploreVerdict, style: Style): Paint {
  switch (outcome) {
    case 'refuted':
      return style.red;
    case 'survived':
    case 'proved':
      return style.green;
    case 'unwitnessed':
    case 'undecided':
      return style.yellow;
  }
}

/** `masking-race` over two lines, so that a table of a dozen kinds fits a screen. */
function twoLines(heading: string): readonly [string, string] {
  const [first = '', second] = heading.split('-');
  return second === undefined ? ['', first] : [`${first}-`, second];
}
