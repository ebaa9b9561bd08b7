// Plays a case's script over drawn schedules of the components that upstream's test runs, and of its fake agent.
import { actorsOf, pending as pendingInSwarm, take as takeInSwarm, type Model } from '#model/index.js';
import { KINDS, kindOf, SWARM_CODES } from '#model/steps.js';
import { G, O } from '#model/world.js';
import { UNFORCED, offer, type JudgedSystem, type StepList } from '#src/explore/transition-system.js';
import { swarmAlone } from '#properties/swarm-alone.js';
import { get, set, type Row } from '#src/layout/layout.js';
import { writeState, type Hand } from './acts.ts';
import {
  bySlot,
  deeds,
  labels,
  nowOf,
  specNameOf,
  statusOf,
  tasksShown,
  type Deed,
  type StageEnd,
  type TaskShown,
} from './happened.ts';
import { MOMENT, setUp } from './swarm-setup.ts';
import type { Stage as ScriptStage, UpstreamCase } from './upstream-case.ts';
import { S } from '#model/world.js';

export interface Stage {
  readonly system: JudgedSystem;
  /** How the run that has just ended differs from what is expected; null: it does not. */
  readonly differs: () => string | null;
}

/** What a run keeps beside the world. */
interface Notes {
  hand: Hand;
  line: number;
  since: number;
  done: readonly Deed[];
  story: readonly string[];
  /** Desired states as tasks were created: a fake agent sees a task once that has changed. */
  born: Map<number, string>;
  differs: string | null;
}

export function stageOf(m: Model, played: UpstreamCase): Stage {
  const runs = new Set<string>(played.runs);
  const agentAt = SWARM_CODES;
  const closingAt = SWARM_CODES + m.tasks;
  const before = new Int32Array(m.places.layout.stride);
  const alone = swarmAlone(m);
  let agent = played.agent?.();
  let notes: Notes;

  const shown = (row: Row): readonly TaskShown[] => notes.hand.tasks().filter(() => row === notes.hand.row);
  const stageNow = (): ScriptStage | undefined => played.script[notes.line];
  const seen = (row: Row): StageEnd => endOf(m, row, notes, shown(row));

  /** The acts of a stage are one moment: its components only see what is there afterwards. */
  const open = (row: Row): void => {
    notes.since = nowOf(row);
    notes.done = [];
    notes.story = [];
    const status = statusOf(m, row);
    for (const act of stageNow()?.does ?? []) act(notes.hand);
    if (statusOf(m, row) !== status) notes.story = [statusOf(m, row)];
    settle(row);
  };
  const settle = (row: Row): void => {
    for (const task of shown(row)) if (!notes.born.has(task.id)) notes.born.set(task.id, task.desired);
    if (!runs.has('orchestrator')) for (let q = 0; q < m.orchestrators.length; q++) clearQueue(m, row, q);
  };
  const close = (row: Row): void => {
    const stage = stageNow();
    if (stage !== undefined) notes.differs ??= difference(stage, seen(row), bySlot(reported(notes.done, runs)));
    notes.line++;
    if (stageNow() !== undefined && notes.differs === null) open(row);
  };

  const system: JudgedSystem = {
    ...alone,
    actors: actorsOf(m) + m.tasks + 1,
    codes: closingAt + 1,
    initial(row) {
      setUp(m, row, played.swarm);
      const named = labels();
      agent = played.agent?.();
      const hand = { m, row, tasks: () => tasksShown(m, row, named), flags: new Set<string>() };
      notes = { hand, line: 0, since: nowOf(row), done: [], story: [], born: new Map(), differs: null };
      settle(row);
      open(row);
    },
    pending(row, into) {
      pendingInSwarm(m, row, into);
      keepOnly(into, (code) => runs.has(KINDS[kindOf(code)]?.split('.')[0] ?? ''));
      for (const task of shown(row)) {
        const isUpdated = notes.born.get(task.id) !== task.desired;
        if (agent === undefined || !isUpdated || !agent.acts(task)) continue;
        offer(into, agentAt + task.record, actorsOf(m) + task.record, MOMENT.earliestMs, MOMENT.latestMs);
      }
      const stage = stageNow();
      if (stage === undefined) {
        into.count = 0;
        return;
      }
      const left = stage.forMs === undefined ? UNFORCED : notes.since + stage.forMs - nowOf(row);
      const isOver = into.count === 0 || left <= 0 || (stage.until?.(seen(row)) ?? false);
      if (isOver && stage.forMs === undefined) into.count = 0;
      if (isOver || left < UNFORCED)
        offer(
          into,
          closingAt,
          actorsOf(m) + m.tasks,
          isOver && left === UNFORCED ? 0 : left,
          isOver && left === UNFORCED ? 0 : left,
        );
    },
    take(row, code) {
      if (code === closingAt) {
        close(row);
        return;
      }
      before.set(row);
      const was = shown(row);
      if (code < SWARM_CODES) takeInSwarm(m, row, code);
      else takeAgent(row, code - agentAt);
      if (statusOf(m, row) !== statusOf(m, before)) notes.story = [...notes.story, statusOf(m, row)];
      if (code < SWARM_CODES) note(was, shown(row));
      settle(row);
    },
    finished: () => notes.differs !== null,
  };
  const takeAgent = (row: Row, record: number): void => {
    const task = shown(row).find((known) => known.record === record);
    if (task !== undefined && agent !== undefined) writeState(m, row, record, agent.writes(task, notes.hand.flags));
  };
  const note = (was: readonly TaskShown[], is: readonly TaskShown[]): void => {
    const done = deeds(was, is, runs.has('agent'));
    notes.done = [...notes.done, ...done];
    notes.story = [...notes.story, ...done.flatMap(({ spec }) => (spec === undefined ? [] : [spec]))];
  };
  return {
    system,
    differs: () => {
      if (notes.differs !== null) return notes.differs;
      if (get(notes.hand.row, G.overflow) !== 0) return 'a bound of the scenario was met';
      return notes.line < played.script.length ? `stage ${notes.line + 1} does not end` : null;
    },
  };
}

function endOf(m: Model, row: Row, notes: Notes, tasks: readonly TaskShown[]): StageEnd {
  return {
    m,
    row,
    nowMs: nowOf(row),
    elapsedMs: nowOf(row) - notes.since,
    status: statusOf(m, row),
    spec: specNameOf(m, get(row, m.places.service(0) + S.spec)),
    tasks,
    story: notes.story,
    created: notes.done.filter(({ spec }) => spec !== undefined).map(({ label }) => label),
  };
}

/** Where upstream runs no reaper, its deletions (the model's come with creations) are not looked at. */
const reported = (done: readonly Deed[], runs: ReadonlySet<string>): readonly Deed[] =>
  done.filter(({ does }) => runs.has('task-reaper') || does !== 'deleted');

function difference(stage: ScriptStage, seen: StageEnd, happened: readonly string[]): string | null {
  if (stage.until !== undefined && !stage.until(seen))
    return `what is waited for does not come; ${happened.join('; ')}`;
  const found = [
    ...(stage.happens === undefined ? [] : [[happened, [...stage.happens].sort()]]),
    ...(stage.shows === undefined ? [] : [[stage.shows(seen), stage.expected]]),
  ].map((pair) => pair.map((side) => JSON.stringify(side)));
  const [wrong] = found.filter(([is, expected]) => is !== expected);
  return wrong === undefined ? null : `${wrong[0] ?? ''} instead of ${wrong[1] ?? ''}`;
}

/** No orchestrator runs, so nobody reads its events. */
function clearQueue(m: Model, w: Row, q: number): void {
  w.fill(0, m.places.event(q, 0), m.places.event(q, m.places.dimensions.events));
  set(w, m.places.orchestrator(q) + O.queued, 0);
}

/** Steps of the components that run; what the environment chooses freely is the script's. */
function keepOnly(list: StepList, isRunning: (code: number) => boolean): void {
  const offered = list.count;
  list.count = 0;
  for (let i = 0; i < offered; i++) {
    const code = list.code[i] ?? 0;
    const until = list.until[i] ?? UNFORCED;
    if (until < UNFORCED && isRunning(code)) offer(list, code, list.actor[i] ?? 0, list.from[i] ?? 0, until);
  }
}
