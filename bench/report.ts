import { machineLine, type Machine } from './machine.ts';
import { left, markdownTable, right } from './markdown.ts';
import type { MemoryRow } from './sections/memory.ts';
import type { PeerRow } from './sections/peer.ts';
import type { RacesRow } from './sections/races.ts';
import type { StepsRow } from './sections/steps.ts';

/** Steps a second on one core with the default scenario: issue 2, "Done when". */
export const TARGET = 300_000;

const MEMORY_NOTE =
  'live: the heap and the buffers outside it, right after a collection. Warm-up: the first quarter of the time.';

export interface Figures {
  readonly machine: Machine;
  /** What stepsPerSecond should be at least. */
  readonly target: number;
  readonly steps: readonly StepsRow[];
  readonly peer: readonly PeerRow[];
  readonly races: readonly RacesRow[];
  readonly memory: readonly MemoryRow[];
}

/** Everything that was measured, as Markdown. */
export function report({ machine, steps, peer, races, memory }: Figures): string {
  return [
    machineLine(machine),
    `## Model steps a second, one core, best of three (target: ${whole(TARGET)})\n\n${stepsTable(steps)}`,
    `## One transition: XState's own \`transition()\` and our table of it, best of three\n\n${peerTable(peer)}`,
    `## Schedules until the first masking race, ${whole(races[0]?.seeds ?? 0)} seeds\n\n${racesTable(races)}`,
    `## Memory of a search, MB (must be flat)\n\n${memoryTable(memory)}\n\n${MEMORY_NOTE}`,
  ].join('\n\n');
}

function stepsTable(rows: readonly StepsRow[]): string {
  const columns = [
    ...['scenario', 'rule', 'strategy'].map(left),
    ...['bytes a state', 'schedules', 'steps', 'wall ms', 'CPU ms', 'steps/s', 'steps/CPU s'].map(right),
    left('target met'),
  ];
  const cells = rows.map((row) => [
    row.scenario,
    row.rule,
    row.strategy,
    ...[row.bytesAState, row.schedules, row.steps, row.wallMs, row.cpuMs].map(whole),
    whole(row.stepsPerSecond),
    whole(row.stepsPerCpuSecond),
    targetMet(row),
  ]);
  return markdownTable(columns, cells);
}

/** A machine that is shared gives the process less than a core: CPU time tells what it does with one. */
function targetMet({ stepsPerSecond, stepsPerCpuSecond }: StepsRow): string {
  if (stepsPerSecond >= TARGET) return 'yes';
  return stepsPerCpuSecond >= TARGET ? 'by CPU time' : 'no';
}

function peerTable(rows: readonly PeerRow[]): string {
  const columns = [
    left('machine'),
    ...['questions', 'XState, transitions/s', 'table, transitions/s', 'ratio'].map(right),
    left('same answers'),
  ];
  const cells = rows.map(({ machine, questions, answersAgree, xstatePerSecond, tablePerSecond }) =>
    xstatePerSecond === null || tablePerSecond === null
      ? [machine, whole(questions), 'void', 'void', 'void', 'no']
      : [
          machine,
          ...[questions, xstatePerSecond, tablePerSecond, tablePerSecond / xstatePerSecond].map(whole),
          answersAgree ? 'yes' : 'no',
        ],
  );
  return markdownTable(columns, cells);
}

function racesTable(rows: readonly RacesRow[]): string {
  const columns = [
    ...['scenario', 'rule', 'strategy'].map(left),
    ...['median', 'least', 'most', 'seeds that found one'].map(right),
  ];
  const cells = rows.map((row) => {
    const count = (schedules: number | null): string =>
      schedules === null ? `none in ${whole(row.limit)}` : schedules.toLocaleString('en-US');
    const found = `${row.found} of ${row.seeds}`;
    return [row.scenario, row.rule, row.strategy, count(row.median), count(row.least), count(row.most), found];
  });
  return markdownTable(columns, cells);
}

function memoryTable(rows: readonly MemoryRow[]): string {
  const columns = [
    left('loop'),
    ...['seconds', 'steps', 'RSS at start', 'at end', 'least after warm-up', 'most'].map(right),
    ...['live at start', 'after warm-up', 'at end'].map(right),
    left('flat'),
  ];
  const cells = rows.map((row) => [
    row.loop,
    row.seconds.toFixed(1),
    whole(row.steps),
    ...[row.rssAtStart, row.rssAtEnd, row.leastRss, row.mostRss].map(megabytes),
    ...[row.liveAtStart, row.liveAfterWarmUp, row.liveAtEnd].map(megabytes),
    row.flat === null ? 'too short to say' : row.flat ? 'yes' : 'no',
  ]);
  return markdownTable(columns, cells);
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
