import { columns, type Cell, type Style } from '../columns.ts';
import { plural } from '../wording.ts';

/** What a command made of one stamp. */
export interface StampRuns {
  readonly kind: string;
  /** null: no such label. */
  readonly stamp: string | null;
  readonly runs: number;
  /** Runs in which the command passed. */
  readonly passes: number;
}

/** What `sim prove --teeth --exec` has to say. */
export interface ClientTeethReport {
  readonly command: string;
  /** The stamp of the commit that was asked for. */
  readonly right: StampRuns;
  readonly wrong: readonly StampRuns[];
}

/** `unwitnessed`: it has not passed over the right stamp either, so its reds say nothing. */
export type ClientTeethOutcome = 'survived' | 'refuted' | 'unwitnessed';

export function clientTeethOutcome({ right, wrong }: ClientTeethReport): ClientTeethOutcome {
  if (wrong.some(({ passes }) => passes > 0)) return 'refuted';
  return right.passes === 0 ? 'unwitnessed' : 'survived';
}

export function clientTeethText(report: ClientTeethReport, style: Style): string {
  const { right, wrong } = report;
  const dim = (text: string): Cell => ({ text, paint: style.dim });
  const row = ({ kind, stamp, runs, passes }: StampRuns, isFine: boolean): readonly Cell[] => [
    { text: kind },
    { text: stamp === null ? '' : JSON.stringify(stamp) },
    {
      text: passes === 0 ? `red in ${runs}` : `passes in ${passes} of ${runs}`,
      paint: isFine ? style.green : style.red,
    },
  ];
  const table = [row(right, right.passes > 0), ...wrong.map((stamp) => row(stamp, stamp.passes === 0))];
  return [
    style.bold('stamps that the command was shown after its deploy, the head being sound'),
    ...columns([['stamp', 'of', 'the command'].map(dim), ...table], ['left', 'left', 'left'], '  '),
    '',
    summary(report, style),
    '',
  ].join('\n');
}

function summary(report: ClientTeethReport, style: Style): string {
  const { wrong, right } = report;
  const passed = wrong.filter(({ passes }) => passes > 0).length;
  switch (clientTeethOutcome(report)) {
    case 'refuted':
      return `${style.red('refuted')}: it passed over ${plural(passed, 'wrong stamp')} of ${wrong.length}`;
    case 'unwitnessed':
      return `${style.yellow('unwitnessed')}: it did not pass over the right stamp either (in ${plural(right.runs, 'run')})`;
    case 'survived':
      return `${style.green('survived')}: red over every one of ${wrong.length} wrong stamps, on the schedules that were tried`;
  }
}

export function clientTeethJson(report: ClientTeethReport): string {
  const teeth = { outcome: clientTeethOutcome(report), ...report };
  return `${JSON.stringify({ schemaVersion: 1, command: 'prove', teeth }, null, 2)}\n`;
}
