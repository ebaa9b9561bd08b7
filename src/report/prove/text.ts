import { columns, type Cell, type Style } from '../columns.ts';
import { paintOf } from '../outcome-paint.ts';
import { findingText } from '../finding.ts';
import { grouped, plural } from '../wording.ts';
import { says } from './says.ts';
import type { ProofReport, RuleProof } from './result.ts';

/** What `sim prove` prints: the bounds, a table of the rules, and the trace that refutes each that is refuted. */
export function proofText(report: ProofReport, style: Style): string {
  const { bounds, results, tickMs, reductions } = report;
  const refuted = results.flatMap((result) => counterexample(result, style));
  return [
    style.bold(`bounds ${bounds.name}: ${plural(bounds.worlds.length, 'world')}, a tick is ${tickMs} ms`),
    ...bounds.says.map((line) => style.dim(`  ${line}`)),
    style.dim(`  left out of the state space: ${reductions.join(', ') || 'nothing'}`),
    '',
    ...table(results, style),
    '',
    ...refuted,
    ...results.flatMap((result) => {
      const text = says(result);
      return [`${paintOf(result.outcome, style)(result.outcome)}: ${result.rule} ${text}`];
    }),
    '',
  ].join('\n');
}

function table(results: readonly RuleProof[], style: Style): readonly string[] {
  const headings = ['rule', 'outcome', 'steps', 'worlds', 'states', 'transitions', 'depth', 'memory'];
  const head = headings.map((text): Cell => ({ text, paint: style.dim }));
  const rows = results.map((result): readonly Cell[] => [
    { text: result.rule },
    { text: result.outcome, paint: paintOf(result.outcome, style) },
    { text: result.refuted === null ? '' : grouped(result.refuted.written.finding.stepsToVerdict) },
    { text: grouped(result.worlds.length) },
    { text: grouped(result.states) },
    { text: grouped(result.transitions) },
    { text: grouped(result.depth) },
    { text: `${grouped(result.peakBytes / 2 ** 20)} MiB` },
  ]);
  return columns([head, ...rows], ['left', 'left', ...headings.slice(2).map(() => 'right' as const)], '  ');
}

function counterexample({ rule, states, refuted }: RuleProof, style: Style): readonly string[] {
  if (refuted === null) return [];
  const { finding, file } = refuted.written;
  const { kind, verdict, facts, strategy, steps, stepsToVerdict, trace } = finding;
  const shown = {
    rule,
    scenario: refuted.world,
    kind,
    verdict,
    facts,
    strategy,
    schedules: states,
    steps,
    stepsToVerdict,
  };
  return [...findingText({ ...shown, schedule: trace.schedule, file }, style), ''];
}
