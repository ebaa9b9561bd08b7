import type { Cell, Paint, Style } from '../columns.ts';
import { columns } from '../columns.ts';
import { plural, stretch } from '../wording.ts';
import { rulingsOf } from './outcome.ts';
import type { DrillReport, RulingShown, RunShown } from './result.ts';
import { FOOLS, UNKNOWN } from './result.ts';

/** What `sim drill` prints: drill x rule, then each cell that is worth a word, then what it comes to. */
export function drillText(report: DrillReport, style: Style): string {
  const { place, engine, runs, notes, tookMs, namespace } = report;
  const title = `${plural(runs.length, 'drill')} on ${place} (Docker Engine ${engine}), ${namespace}, ${stretch(tookMs)}`;
  const told = runs.flatMap((run) => findingsOf(run, style));
  const lines = [
    style.bold(title),
    '',
    ...table(report, style),
    ...(told.length === 0 ? [] : ['', ...columns(told, ['left', 'left', 'left'], '  ')]),
    '',
    ...conclusions(report, style),
    ...notes.map((note) => `  ${style.yellow('note')}: ${note}`),
  ];
  return `${lines.join('\n')}\n`;
}

function table({ rules, runs }: DrillReport, style: Style): readonly string[] {
  const heading = ['order', 'drill', 'in truth', ...rules.map(({ name }) => name)];
  const rows = runs.map((run): readonly Cell[] => [
    { text: run.order },
    { text: run.drill, paint: style.bold },
    { text: run.cause ?? run.truth },
    ...rules.map(({ name }): Cell => {
      const text = run.rulings.find(({ rule }) => rule === name)?.outcome ?? '';
      return { text, paint: painter(text, style) };
    }),
  ]);
  const head = heading.map((text): Cell => ({ text, paint: style.dim }));
  return columns(
    [head, ...rows],
    heading.map(() => 'left' as const),
    '  ',
  );
}

const HONEST: ReadonlySet<string> = new Set(['true-pass', 'honest-failure', 'honest-timeout']);
const isWorthAWord = ({ outcome }: RulingShown): boolean => !HONEST.has(outcome);

/** One line for all rules that the same became of. */
function findingsOf(run: RunShown, style: Style): readonly (readonly Cell[])[] {
  const found = run.rulings.filter(isWorthAWord);
  return [...new Set(found.map(({ outcome }) => outcome))].map((outcome) => {
    const same = found.filter((ruling) => ruling.outcome === outcome);
    const said = [...new Set(same.map(({ verdict }) => verdict))].join(', ');
    const times = same.map(({ afterMs }) => Math.max(0, afterMs));
    const [least, most] = [Math.min(...times), Math.max(...times)].map(stretch);
    const after = least === most ? least : `${least} to ${most}`;
    const truth = `${run.cause ?? run.truth}, update status ${run.status}`;
    return [
      { text: outcome, paint: painter(outcome, style) },
      { text: `${run.drill}, ${run.order}` },
      { text: `${same.map(({ rule }) => rule).join(', ')}: ${said} ${after} after the deploy; in truth ${truth}` },
    ];
  });
}

function conclusions({ rules, runs, outcome }: DrillReport, style: Style): readonly string[] {
  const lines = rules.map(({ name, counted }) => {
    const rulings = rulingsOf(name, runs);
    const kinds = [...new Set(rulings.map((ruling) => ruling.outcome))].sort();
    const counts = kinds.map((kind) => `${rulings.filter((ruling) => ruling.outcome === kind).length} ${kind}`);
    const fooled = rulings.filter((ruling) => FOOLS.has(ruling.outcome)).length;
    const said = fooled === 0 ? 'never fooled' : `fooled in ${fooled} of ${rulings.length}`;
    const paint = fooled === 0 ? style.green : counted ? style.red : style.yellow;
    return `  ${name}: ${paint(said)} (${counts.join(', ')})${counted ? '' : '; not counted'}`;
  });
  return outcome === 'undecided' ? [...lines, `  ${style.yellow('undecided')}: ${UNDECIDED}`] : lines;
}

const UNDECIDED = 'a drill did not settle, the engine fell silent, or a rule that counts never rightly passed';

function painter(outcome: string, style: Style): Paint {
  if (FOOLS.has(outcome)) return style.red;
  if (UNKNOWN.has(outcome)) return style.yellow;
  if (HONEST.has(outcome)) return style.green;
  return style.yellow;
}
