import type { TraceStep } from '../explore/trace.ts';
import type { Cell, Style } from './columns.ts';
import { columns } from './columns.ts';
import { happening, SEEN } from './happening.ts';
import { seconds, words } from './wording.ts';

const HEADINGS = [
  'time',
  'actor',
  'what happens',
  'status',
  'stamp',
  'running',
  'what the rule saw → concluded',
] as const;
const ALIGNS = ['right', 'left', 'left', 'left', 'left', 'left', 'left'] as const;
/** Columns that repeat from step to step: only their changes are spelled out. */
const LASTING = ['status', 'stamp', 'running'] as const;
const SAME = '·';
const WATCHER = 'watcher';
const VERDICT = /^(pass|fail|undecided|error)/;

/** A trace as aligned columns, one line a step. */
export function traceTable(schedule: readonly TraceStep[], style: Style, indent = ''): readonly string[] {
  const heading = HEADINGS.map((text): Cell => ({ text, paint: style.dim }));
  const rows = schedule.map((step, i) => row(step, schedule[i - 1], style));
  return columns([heading, ...rows], ALIGNS, indent);
}

function row(step: TraceStep, before: TraceStep | undefined, style: Style): readonly Cell[] {
  return [
    { text: seconds(step.atMs), paint: style.dim },
    { text: words(step.actor) },
    { text: happening(step) },
    ...LASTING.map((key) => lasting(step.shows[key] ?? '', before?.shows[key], style)),
    concluded(step, before, style),
  ];
}

/** What the rule saw, and what it made of that. A verdict shows even where it was not the rule's own step that brought it. */
function concluded(step: TraceStep, before: TraceStep | undefined, style: Style): Cell {
  const now = step.shows['rule'] ?? '';
  const isVerdict = VERDICT.test(now) && now !== before?.shows['rule'];
  if (step.actor !== WATCHER && !isVerdict) return { text: '' };
  const text = [step.with[SEEN], now].filter((part) => part !== undefined && part !== '').join(' → ');
  return { text, paint: isVerdict ? style.bold : style.cyan };
}

function lasting(now: string, before: string | undefined, style: Style): Cell {
  return now === before ? { text: SAME, paint: style.dim } : { text: now };
}
