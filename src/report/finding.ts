import type { Style } from './columns.ts';
import { momentsOf } from './moments.ts';
import type { ShownFinding } from './result.ts';
import { traceTable } from './trace-table.ts';
import { why } from './why.ts';
import { plural, words } from './wording.ts';

const INDENT = '  ';

/** One finding as people read it: what it is, how it was found, the trace, why the rule was fooled, how to see it again. */
export function findingText(found: ShownFinding, style: Style): readonly string[] {
  const { kind, verdict, facts } = found;
  const story = why({ kind, verdict, facts, moments: momentsOf(found) });
  return [
    style.bold(style.red(kind)) + style.bold(` in ${found.rule} on ${found.scenario}`),
    INDENT + factsText({ verdict, ...facts }),
    INDENT + style.dim(howFound(found)),
    '',
    ...traceTable(found.schedule, style, INDENT),
    '',
    INDENT + story,
    ...unsteadyText(found, style),
    INDENT + style.dim('replay: ') + `sim replay ${quoted(found.file)}`,
  ];
}

function unsteadyText({ unsteady }: ShownFinding, style: Style): readonly string[] {
  if (unsteady === undefined) return [];
  return [INDENT + style.yellow('not deterministic: ') + `run once more, the command parted from it at ${unsteady}`];
}

function factsText(facts: Readonly<Record<string, string>>): string {
  return Object.entries(facts)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${words(name)}: ${value}`)
    .join(', ');
}

function howFound({ strategy, schedules, stepsToVerdict, steps }: ShownFinding): string {
  const found =
    strategy === 'exhaustive'
      ? `the shortest among ${plural(schedules, 'state')}`
      : `found by ${strategy} after ${plural(schedules, 'schedule')}`;
  const harm = steps === stepsToVerdict ? '' : `, ${steps} to the harm`;
  return `${found}; ${plural(stepsToVerdict, 'step')} to the verdict${harm}`;
}

/** As a POSIX shell takes it. */
export function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
