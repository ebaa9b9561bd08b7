import type { ProofOutcome } from '../../explore/prove.ts';
import { columns, type Cell, type Style } from '../columns.ts';
import { paintOf } from '../outcome-paint.ts';
import { grouped, plural } from '../wording.ts';
import type { Border, MapCell, MapReport, RuleMap } from './result.ts';

/** What `sim map` prints: what all cells share, then for each rule its map, what separates the cells, and where the witnesses are. */
export function mapText(report: MapReport, style: Style): string {
  return [
    ...report.says.map((line) => style.dim(line)),
    '',
    ...report.maps.flatMap((map) => [...ruleText(report, map, style), '']),
  ].join('\n');
}

const MARKS: Readonly<Record<ProofOutcome, string>> = { proved: '.', refuted: '#', unwitnessed: 'o', undecided: '?' };
const MEANINGS: readonly (readonly [ProofOutcome, string])[] = [
  ['proved', 'never fooled'],
  ['refuted', 'fooled'],
  ['unwitnessed', 'never fooled, and never rightly passed either'],
  ['undecided', 'undecided'],
];

function ruleText({ x, y }: MapReport, map: RuleMap, style: Style): readonly string[] {
  const { rule, cells } = map;
  const rows = y.labels.map((label, up): readonly Cell[] => [
    { text: label },
    ...cells.filter((cell) => cell.y === up).map(({ outcome }) => mark(outcome, style)),
  ]);
  const foot = [{ text: '' }, ...x.labels.map((text): Cell => ({ text, paint: style.dim }))];
  const met = MEANINGS.filter(([outcome]) => cells.some((cell) => cell.outcome === outcome));
  const legend = met.map(([outcome, meaning]) => `${MARKS[outcome]} ${meaning}`).join(', ');
  return [
    style.bold(rule) + style.dim(`: ${x.name} across, ${y.name} upwards; ${legend}`),
    '',
    ...columns([...rows.reverse(), foot], ['right', ...x.labels.map(() => 'right' as const)], '  '),
    '',
    borderText(map),
    ...openText(cells, style),
    ...witnessText(cells),
    style.dim(effort(cells)),
  ];
}

function mark(outcome: ProofOutcome, style: Style): Cell {
  return { text: MARKS[outcome], paint: paintOf(outcome, style) };
}

/** What the border says, as a sentence; where cells are open it speaks of the others. */
export function borderText({ rule, border, cells }: RuleMap): string {
  const open = cells.filter(({ outcome }) => outcome === 'undecided').length;
  return open === 0 ? sentence(rule, border) : `${sentence(rule, border)}; ${plural(open, 'cell')} undecided aside`;
}

function sentence(rule: string, border: Border): string {
  switch (border.kind) {
    case 'separated':
      return border.advice;
    case 'nowhere fooled':
      return `${rule} is not fooled in any cell: within this map these settings do not matter`;
    case 'everywhere fooled':
      return `${rule} is fooled in every cell: none of these settings makes it safe`;
    case 'mixed':
      return `no simple inequality separates the cells of ${rule}`;
    case 'nothing decided':
      return `no cell of ${rule} was decided`;
  }
}

function openText(cells: readonly MapCell[], style: Style): readonly string[] {
  const open = cells.filter(({ outcome }) => outcome === 'undecided');
  if (open.length === 0) return [];
  const why = open.map(({ limit, flaw }) => {
    if (flaw !== null) return `the model has a ${flaw}`;
    return limit === null ? 'runs leave the bounds of their world' : `limit of ${limit}`;
  });
  return [`${style.yellow('undecided')}: ${plural(open.length, 'cell')} (${[...new Set(why)].join(', ')})`];
}

/** One that a reader may begin with; all of them are in the JSON. */
function witnessText(cells: readonly MapCell[]): readonly string[] {
  const files = cells.flatMap(({ witness }) => (witness === null ? [] : [witness.file]));
  const [first] = files;
  if (first === undefined) return [];
  return [`${plural(files.length, 'witness')} beside the border, such as: sim replay ${first}`];
}

function effort(cells: readonly MapCell[]): string {
  const states = cells.reduce((sum, cell) => sum + cell.states, 0);
  return `${plural(cells.length, 'cell')}, ${grouped(states)} states`;
}
