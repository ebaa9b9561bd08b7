import { machineLine, type Machine } from './machine.ts';
import { left, markdownTable, right } from './markdown.ts';
import type { ClientsRow } from './sections/clients.ts';
import { statesPerSecond, type EngineRow, type WorldRow } from './sections/exhaustive.ts';
import type { MemoryRow } from './sections/memory.ts';
import type { PeerRow } from './sections/peer.ts';
import type { RacesRow } from './sections/races.ts';
import type { StepsRow } from './sections/steps.ts';
import type { TogetherRow } from './sections/together.ts';

/** Steps a second on one core with the default scenario: issue 2, "Done when". */
export const TARGET = 300_000;

const MEMORY_NOTE =
  'live: the heap and the buffers outside it, right after a collection; the least in each half of what comes after the warm-up, the first quarter.';

const PROOF_NOTE =
  'Bytes a state, as allocated. Key: its two numbers, and all that they stand for. Index: what finds a key, and parents.';

export interface Figures {
  readonly machine: Machine;
  /** What stepsPerSecond should be at least. */
  readonly target: number;
  readonly steps: readonly StepsRow[];
  readonly peer: readonly PeerRow[];
  readonly races: readonly RacesRow[];
  readonly engines: readonly EngineRow[];
  readonly proof: readonly WorldRow[];
  readonly together: readonly TogetherRow[];
  readonly clients: readonly ClientsRow[];
  readonly memory: readonly MemoryRow[];
}

/** Everything that was measured, as Markdown. */
export function report(figures: Figures): string {
  const { machine, steps, peer, races, engines, proof, together, clients, memory } = figures;
  return [
    machineLine(machine),
    `## Model steps a second, one core, best of three (target: ${whole(TARGET)})\n\n${stepsTable(steps)}`,
    `## One transition: XState's own \`transition()\` and our table of it, best of three\n\n${peerTable(peer)}`,
    `## Schedules until the first masking race, ${whole(races[0]?.seeds ?? 0)} seeds\n\n${racesTable(races)}`,
    `## Exhaustive search: RU, one rolling update, in several engines, best of three\n\n${enginesTable(engines)}`,
    `## Exhaustive search: head-serves over worlds of Swarm\n\n${proofTable(proof)}\n\n${PROOF_NOTE}`,
    `## Exhaustive search: threads that search one space together\n\n${togetherTable(together)}`,
    `## Commands from outside (sim explore --exec): what each costs\n\n${clientsTable(clients)}`,
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

function enginesTable(rows: readonly EngineRow[]): string {
  const columns = [
    ...['engine', 'RU'].map(left),
    ...['states', 'transitions', 'wall ms', 'CPU ms', 'states/s', 'states/CPU s'].map(right),
    left('counts'),
  ];
  const cells = rows.map(({ engine, configuration, found, agrees }) => {
    if (found === null) return [engine, configuration, '', '', '', '', '', '', 'not installed'];
    const counts = [found.states, found.transitions].map(whole);
    if (!agrees) return [engine, configuration, ...counts, 'void', 'void', 'void', 'void', 'differ'];
    const rates = [found.wallMs, found.cpuMs].map((ms) => statesPerSecond(found, ms));
    return [engine, configuration, ...counts, ...[found.wallMs, found.cpuMs, ...rates].map(whole), 'as known'];
  });
  return markdownTable(columns, cells);
}

function proofTable(rows: readonly WorldRow[]): string {
  const columns = [
    ...['world', 'outcome'].map(left),
    ...['states', 'transitions', 'CPU ms', 'states/s', 'states/CPU s', 'key B', 'index B'].map(right),
  ];
  const cells = rows.map((row) => [
    row.world,
    row.outcome,
    ...[row.states, row.transitions, row.cpuMs].map(whole),
    ...[row.wallMs, row.cpuMs].map((ms) => whole(statesPerSecond(row, ms))),
    ...[row.keyBytes, row.indexBytes].map((bytes) => bytes.toFixed(1)),
  ]);
  return markdownTable(columns, cells);
}

function togetherTable(rows: readonly TogetherRow[]): string {
  const columns = [
    left('space'),
    ...['states', 'transitions', 'one thread, s', 'threads', 'together, s', 'CPU s', 'times as fast'].map(right),
    left('same counts'),
  ];
  const cells = rows.map(({ space, counts, agrees, alone, together, threads }) => [
    space,
    ...[counts.states, counts.transitions].map(whole),
    seconds(alone.wallMs),
    whole(threads),
    ...(agrees
      ? [seconds(together.wallMs), seconds(together.cpuMs), (alone.wallMs / together.wallMs).toFixed(2), 'yes']
      : ['void', 'void', 'void', 'no']),
  ]);
  return markdownTable(columns, cells);
}

function clientsTable(rows: readonly ClientsRow[]): string {
  const columns = [left('client'), ...['measured', 'wall ms each', 'of it CPU ms of sim', 'each a second'].map(right)];
  const cells = rows.map(({ client, runs, wallMs, cpuMs }) => [
    client,
    whole(runs),
    wallMs.toFixed(2),
    cpuMs.toFixed(2),
    whole(1_000 / wallMs),
  ]);
  return markdownTable(columns, cells);
}

function memoryTable(rows: readonly MemoryRow[]): string {
  const columns = [
    left('loop'),
    ...['seconds', 'steps', 'RSS at start', 'at end', 'least after warm-up', 'most'].map(right),
    ...['live at start', 'first half', 'second half'].map(right),
    left('flat'),
  ];
  const cells = rows.map((row) => [
    row.loop,
    row.seconds.toFixed(1),
    whole(row.steps),
    ...[row.rssAtStart, row.rssAtEnd, row.leastRss, row.mostRss].map(megabytes),
    ...[row.liveAtStart, row.liveBefore, row.liveAfter].map(megabytes),
    row.flat === null ? 'too short to say' : row.flat ? 'yes' : 'no',
  ]);
  return markdownTable(columns, cells);
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
