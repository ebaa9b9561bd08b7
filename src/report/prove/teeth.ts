import { columns, type Cell, type Style } from '../columns.ts';
import { traceTable } from '../trace-table.ts';
import { grouped, plural } from '../wording.ts';
import { hasTeeth, type TeethReport } from './teeth-result.ts';

/** What `sim prove --teeth` prints: mutants, then wrong stamps, then one line for all. */
export function teethText(report: TeethReport, style: Style): string {
  const { mutants, canaries, stamps } = report;
  const dim = (text: string): Cell => ({ text, paint: style.dim });
  const killed = mutants.map(({ id, name, says, kill }): readonly Cell[] => [
    { text: id },
    { text: name },
    { text: kill === null ? 'survives' : kill.kind, paint: kill === null ? style.red : style.green },
    { text: kill === null ? '' : kill.unmutated },
    { text: kill === null ? '' : grouped(kill.steps) },
    { text: kill === null ? '' : kill.world },
    { text: says },
  ]);
  const kinds = [...new Set(stamps.map(({ kind }) => kind))];
  const rules = [...new Set(stamps.map(({ rule }) => rule))];
  const red = kinds.map((kind): readonly Cell[] => [
    { text: kind },
    ...rules.map((rule): Cell => {
      const found = stamps.find((stamp) => stamp.kind === kind && stamp.rule === rule);
      return found?.isRed === true ? { text: 'red', paint: style.green } : { text: 'passes', paint: style.red };
    }),
  ]);
  const head = ['§', 'mutant', 'found out by', 'its rule says', 'steps', 'in', 'what it does'].map(dim);
  return [
    style.bold('mutants'),
    ...columns([head, ...killed], ['left', 'left', 'left', 'left', 'right', 'left', 'left'], '  '),
    '',
    style.bold('stamps that are not the head’s, in every state of a world whose head is sound'),
    ...columns([[dim('stamp'), ...rules.map(dim)], ...red], ['left', ...rules.map(() => 'left' as const)], '  '),
    '',
    ...canaries.map(({ rule, survives }) =>
      survives
        ? style.dim(`canary: ${rule} under another name is not found out`)
        : style.red(`canary: ${rule} under another name is found out, so the judge of mutants is wrong`),
    ),
    ...tracesOf(report, style),
    summary(report, style),
    '',
  ].join('\n');
}

/** How a rule is fooled that has lost a tooth: as its mutant is, or by a wrong stamp. */
function tracesOf({ mutants, stamps }: TeethReport, style: Style): readonly string[] {
  const alike = mutants.flatMap(({ name, of, alike: all }) =>
    all.map(({ world, kind, schedule }) => ({ title: `${of} does as ${name} does: a ${kind} in ${world}`, schedule })),
  );
  const passes = stamps.flatMap(({ kind, rule, pass }) =>
    pass === null ? [] : [{ title: `${rule} passes over a wrong stamp: ${kind}`, schedule: pass }],
  );
  return [...alike, ...passes].flatMap(({ title, schedule }) => [
    '',
    style.bold(style.red(title)),
    ...traceTable(schedule, style, '  '),
    '',
  ]);
}

function summary(report: TeethReport, style: Style): string {
  const { mutants, stamps } = report;
  const alive = mutants.filter(({ kill }) => kill === null).length;
  const passed = stamps.filter(({ isRed }) => !isRed).length;
  const said = `${plural(mutants.length - alive, 'mutant')} of ${mutants.length} killed, ${passed === 0 ? 'every' : 'not every'} wrong stamp is red`;
  return hasTeeth(report) ? `${style.green('proved')}: ${said}` : `${style.red('refuted')}: ${said}`;
}

/** The same as JSON. The same inputs give the same bytes. */
export function teethJson(report: TeethReport, digests: Readonly<Record<string, string>>): string {
  const outcome = hasTeeth(report) ? 'proved' : 'refuted';
  return `${JSON.stringify({ schemaVersion: 1, command: 'prove', teeth: { outcome, digests, ...report } }, null, 2)}\n`;
}
