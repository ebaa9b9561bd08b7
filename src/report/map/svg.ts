import type { ProofOutcome } from '../../explore/prove.ts';
import type { MapAxis, MapCell, MapReport, RuleMap } from './result.ts';
import { borderText } from './text.ts';

const CELL = 26;
const LEFT = 78;
const TOP = 44;
/** Below a map: labels, the axis title, the legend, what separates. */
const FOOT = 118;
const LEAST_WIDTH = 560;
const LEGEND = 225;

const OUTCOMES: readonly (readonly [ProofOutcome, string])[] = [
  ['proved', 'never fooled'],
  ['refuted', 'fooled'],
  ['unwitnessed', 'never fooled, never rightly passed'],
  ['undecided', 'undecided'],
];

/** Readable on a light and on a dark page: it takes the reader's own scheme, and outcomes differ in more than their hue. */
const STYLE = `
    :root { color-scheme: light dark; --ink: #1f2328; --paper: #ffffff; --line: #8c959f; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --line: #6e7681; } }
    text { font: 12px system-ui, sans-serif; fill: var(--ink); }
    .title { font-weight: 600; font-size: 14px; }
    .paper { fill: var(--paper); }
    .cell { stroke: var(--paper); stroke-width: 1; }
    .proved { fill: #2da44e; }
    .refuted { fill: #cf222e; }
    .unwitnessed { fill: #bf8700; }
    .undecided { fill: var(--line); }
    .mark { fill: #ffffff; text-anchor: middle; font-weight: 600; }
    .border { stroke: var(--ink); stroke-width: 3; stroke-linecap: square; }`;

/** The maps as one picture, one below the other. */
export function mapSvg(report: MapReport): string {
  const { x, y, maps } = report;
  const high = TOP + y.values.length * CELL + FOOT;
  const width = Math.max(LEAST_WIDTH, LEFT + x.values.length * CELL + 24, ...maps.map(widthOfText));
  const drawn = maps.map((map, i) => `  <g transform="translate(0 ${i * high})">\n${mapGroup(report, map)}\n  </g>`);
  const size = `width="${width}" height="${high * maps.length}" viewBox="0 0 ${width} ${high * maps.length}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">`,
    `  <title>${escaped(`${x.name} against ${y.name}: ${maps.map(({ rule }) => rule).join(', ')}`)}</title>`,
    `  <style>${STYLE}\n  </style>`,
    '  <rect class="paper" width="100%" height="100%"/>',
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

const metIn = ({ cells }: RuleMap) => OUTCOMES.filter(([outcome]) => cells.some((cell) => cell.outcome === outcome));

/** About: a picture cannot ask how wide a letter is. */
const widthOfText = (map: RuleMap): number =>
  Math.max(24 + borderText(map).length * 6.4, 12 + metIn(map).length * LEGEND);

function mapGroup({ x, y }: MapReport, map: RuleMap): string {
  const { rule, cells } = map;
  const bottom = TOP + y.values.length * CELL;
  const middle = LEFT + (x.values.length * CELL) / 2;
  return [
    `    <text class="title" x="12" y="24">${escaped(rule)}</text>`,
    ...cells.map((cell) => cellMark(cell, x, y)),
    ...edges(cells, x, y),
    ...x.labels.map((label, i) => sparse(i, x) && text(LEFT + (i + 0.5) * CELL, bottom + 16, label, 'middle')),
    ...y.labels.map((label, i) => text(LEFT - 8, bottom - (i + 0.5) * CELL + 4, label, 'end')),
    text(middle, bottom + 36, x.name, 'middle'),
    `    <text text-anchor="middle" transform="translate(18 ${TOP + (bottom - TOP) / 2}) rotate(-90)">${escaped(y.name)}</text>`,
    ...metIn(map).flatMap(([outcome, meaning], i) => legendOf(outcome, meaning, 12 + i * LEGEND, bottom + 52)),
    text(12, bottom + 96, borderText(map), 'start'),
  ]
    .filter((line) => line !== false)
    .join('\n');
}

/** Labels that would run into each other are left out, the first never. */
const sparse = (i: number, { labels }: MapAxis): boolean => {
  const widest = Math.max(...labels.map(({ length }) => length * 7 + 6));
  return i % Math.ceil(widest / CELL) === 0;
};

function text(at: number, y: number, words: string, anchor: 'start' | 'middle' | 'end'): string {
  return `    <text x="${at}" y="${y}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

const MARKS: Readonly<Record<ProofOutcome, string>> = { proved: '', refuted: '×', unwitnessed: 'o', undecided: '?' };

function cellMark({ x: across, y: up, outcome, states }: MapCell, x: MapAxis, y: MapAxis): string {
  const left = LEFT + across * CELL;
  const top = TOP + (y.values.length - 1 - up) * CELL;
  const says = `${x.name} ${x.labels[across] ?? ''}, ${y.name} ${y.labels[up] ?? ''}: ${outcome}, ${states} states`;
  const mark = MARKS[outcome];
  const sign = mark === '' ? '' : `<text class="mark" x="${left + CELL / 2}" y="${top + CELL / 2 + 4}">${mark}</text>`;
  const square = `<rect class="cell ${outcome}" x="${left}" y="${top}" width="${CELL}" height="${CELL}"/>`;
  return `    <g>${square}${sign}<title>${escaped(says)}</title></g>`;
}

function legendOf(outcome: ProofOutcome, meaning: string, left: number, top: number): readonly string[] {
  const mark = MARKS[outcome];
  return [
    `    <rect class="${outcome}" x="${left}" y="${top}" width="16" height="16"/>`,
    ...(mark === '' ? [] : [`    <text class="mark" x="${left + 8}" y="${top + 12}">${mark}</text>`]),
    text(left + 22, top + 13, meaning, 'start'),
  ];
}

/** Lines between cells where the rule is fooled and cells where it is not. */
function edges(cells: readonly MapCell[], x: MapAxis, y: MapAxis): readonly string[] {
  const at = (across: number, up: number): MapCell | undefined =>
    across < x.values.length ? cells[up * x.values.length + across] : undefined;
  const differ = (a: MapCell, b: MapCell | undefined): boolean =>
    b !== undefined &&
    a.outcome !== 'undecided' &&
    b.outcome !== 'undecided' &&
    (a.outcome === 'refuted') !== (b.outcome === 'refuted');
  return cells.flatMap((cell) => {
    const left = LEFT + cell.x * CELL;
    const top = TOP + (y.values.length - 1 - cell.y) * CELL;
    const right = left + CELL;
    const line = (x1: number, y1: number, x2: number, y2: number): string =>
      `    <line class="border" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
    return [
      ...(differ(cell, at(cell.x + 1, cell.y)) ? [line(right, top, right, top + CELL)] : []),
      ...(differ(cell, at(cell.x, cell.y + 1)) ? [line(left, top, right, top)] : []),
    ];
  });
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
