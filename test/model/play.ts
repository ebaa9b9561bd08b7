// Plays a script over sampled schedules: what the operator and the environment do is written down, everything else is drawn.
import { createModel, pending as pendingInSwarm, type Model, type Scenario } from '#model/index.js';
import type { Kind } from '#model/steps.js';
import type { FateKind, Move } from '#model/vocabulary.js';
import { isBeyond, swarmAlone } from '#properties/swarm-alone.js';
import { deriveSeed, prng } from '#src/explore/prng.js';
import { bench, run } from '#src/explore/run.js';
import { discreteEvent } from '#src/explore/schedulers/discrete-event.js';
import { UNFORCED, type JudgedSystem, type StepList } from '#src/explore/transition-system.js';
import { get, type Row } from '#src/layout/layout.js';
import { G } from '#model/world.js';
import { see, type Seen } from './seen.ts';
import { statusLog, trace, type StatusLog, type StatusWrite } from './status-log.ts';
import { isMeant, stepSeen, type Where } from './step-seen.ts';

/** One line of a script: a step that is taken as soon as its condition has held for so long. */
export interface Line {
  readonly kind: Kind;
  readonly where?: Where | ((seen: Seen) => Where);
  /** Counted from the line before; the first from the start. */
  readonly afterMs?: number;
  readonly when?: (seen: Seen) => boolean;
  /** Noted before the line is played, under this name. */
  readonly mark?: string;
}

export const deploys = (fate: FateKind = 'good'): Line => ({ kind: 'operator.deploys', where: { fate } });
export const moves = (move: Move, on: Pick<Line, 'afterMs' | 'when' | 'mark'> = {}): Line => ({
  kind: 'operator.moves',
  where: { move },
  ...on,
});
/** Load comes, the kernel kills the task that is meant, load goes. */
export function crashes(where: Line['where'], on: Pick<Line, 'afterMs' | 'when' | 'mark'> = {}): readonly Line[] {
  return [
    { kind: 'host-memory.load-becomes', where: { loadMb: 950 }, ...on },
    { kind: 'host-memory.kills', ...(where === undefined ? {} : { where }) },
    { kind: 'host-memory.load-becomes', where: { loadMb: 0 } },
  ];
}

export interface Played {
  readonly model: Model;
  readonly trace: string;
  readonly writes: readonly StatusWrite[];
  readonly end: Seen;
  /** What was seen just before the lines that carry a mark. */
  readonly marks: Readonly<Record<string, Seen>>;
  /** How many lines were played. */
  readonly lines: number;
}

export interface Play {
  readonly scenario: Scenario;
  readonly script: readonly Line[];
}

/** Plays it so many times, each time over another schedule. */
export function plays({ scenario, script }: Play, times: number, seed = 1): readonly Played[] {
  const model = createModel(scenario);
  const stage = stageOf(model, script);
  const scheduler = discreteEvent(prng(deriveSeed(seed, 'plays')), stage.system.codes);
  const on = bench(stage.system);
  return Array.from({ length: times }, () => {
    run(stage.system, scheduler, on);
    return stage.played(on.row);
  });
}

interface Stage {
  readonly system: JudgedSystem;
  readonly played: (end: Row) => Played;
}

function stageOf(model: Model, script: readonly Line[]): Stage {
  let log: StatusLog;
  let line = 0;
  let armedAt = -1;
  let marks: Record<string, Seen> = {};
  const alone = swarmAlone(model, {
    begins(row) {
      log = statusLog(model, row);
      line = 0;
      armedAt = -1;
      marks = {};
    },
    steps(before, code, after) {
      log.note(after, code);
      const current = script[line];
      if (current === undefined || armedAt < 0 || !isLine(current, before, code)) return;
      if (current.mark !== undefined) marks[current.mark] = see(model, before);
      line++;
      armedAt = -1;
    },
  });
  const isLine = ({ kind, where }: Line, row: Row, code: number): boolean =>
    isMeant(stepSeen(model, row, code), kind, typeof where === 'function' ? where(see(model, row)) : where);

  const pending = (row: Row, into: StepList): void => {
    into.count = 0;
    pendingInSwarm(model, row, into);
    const current = script[line];
    const now = get(row, G.now);
    if (current !== undefined && armedAt < 0 && (current.when?.(see(model, row)) ?? true)) armedAt = now;
    const due = current === undefined || armedAt < 0 ? UNFORCED : Math.max(0, armedAt + (current.afterMs ?? 0) - now);
    const offered = into.count;
    into.count = 0;
    for (let i = 0; i < offered; i++) {
      const code = into.code[i] ?? 0;
      if (current !== undefined && due < UNFORCED && isLine(current, row, code)) keep(into, i, due, due);
      else if (due > 0 && !isScripted(model, row, code)) keep(into, i, into.from[i] ?? 0, into.until[i] ?? 0);
    }
    if (isBeyond(model.scenario.bounds.horizonMs - now, into)) into.count = 0;
    if (due === 0 && into.count === 0) throw new Error(`line ${line}, ${current?.kind ?? ''}, cannot be played`);
  };
  const played = (end: Row): Played => ({
    model,
    trace: trace(log.writes),
    writes: log.writes,
    end: see(model, end),
    marks,
    lines: line,
  });
  return { system: { ...alone, pending }, played };
}

/** What only a script takes: everything that the operator and the environment choose freely. */
function isScripted(model: Model, row: Row, code: number): boolean {
  const { kind } = stepSeen(model, row, code);
  const chosen = [
    'operator.moves',
    'operator.deploys',
    'host-memory.load-becomes',
    'raft.elects-leader',
    'network.cuts-off-node',
  ];
  return chosen.includes(kind);
}

function keep(list: StepList, i: number, from: number, until: number): void {
  const to = list.count++;
  list.code[to] = list.code[i] ?? 0;
  list.actor[to] = list.actor[i] ?? 0;
  list.from[to] = from;
  list.until[to] = until;
  list.yields[to] = 0;
}
