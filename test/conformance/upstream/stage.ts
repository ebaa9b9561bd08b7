// Plays a case's script over drawn schedules of the components that upstream's test runs, and of its fake agent.
import { actorsOf, pending as pendingInSwarm, take as takeInSwarm, type Model } from '#model/index.js';
import { SWARM_CODES } from '#model/steps.js';
import { G, S } from '#model/world.js';
import { swarmAlone } from '#properties/swarm-alone.js';
import { offer, UNFORCED, type JudgedSystem, type StepList } from '#src/explore/transition-system.js';
import { get, type Row } from '#src/layout/layout.js';
import { writeState, type Hand } from './acts.ts';
import { keepComponents, loseEvents } from './components.ts';
import { bySlot, deeds, labels, nowOf, specNameOf, statusOf, tasksShown } from './happened.ts';
import type { Deed, StageEnd } from './happened.ts';
import { MOMENT, setUp } from './swarm-setup.ts';
import type { Stage as ScriptStage, UpstreamCase } from './upstream-case.ts';

export interface Stage {
  readonly system: JudgedSystem;
  /** How the run that has just ended differs from what is expected; null: it does not. */
  readonly differs: () => string | null;
}

/** What a run keeps beside the world. */
interface Notes {
  readonly hand: Hand;
  /** Desired states as tasks were created: a fake agent sees a task once that has changed. */
  readonly born: Map<number, string>;
  line: number;
  /** When the stage began, and what was done and told since. */
  since: number;
  done: readonly Deed[];
  story: readonly string[];
  differs: string | null;
}

export function stageOf(m: Model, played: UpstreamCase): Stage {
  const runs = new Set<string>(played.runs);
  const before = new Int32Array(m.places.layout.stride);
  const [agentAt, closingAt] = [SWARM_CODES, SWARM_CODES + m.tasks];
  let agent = played.agent?.();
  let notes: Notes;

  const stageNow = (): ScriptStage | undefined => played.script[notes.line];
  const seen = (): StageEnd => endOf(notes);

  /** The acts of a stage are one moment: components only see what is there afterwards. */
  const open = (row: Row): void => {
    const status = statusOf(m, row);
    Object.assign(notes, { since: nowOf(row), done: [], story: [] });
    for (const act of stageNow()?.does ?? []) act(notes.hand);
    if (statusOf(m, row) !== status) notes.story = [statusOf(m, row)];
    settle(row);
  };
  const settle = (row: Row): void => {
    for (const task of notes.hand.tasks()) if (!notes.born.has(task.id)) notes.born.set(task.id, task.desired);
    loseEvents(m, row, runs);
  };
  const close = (row: Row): void => {
    const stage = stageNow();
    if (stage !== undefined) notes.differs ??= difference(stage, seen(), bySlot(reported(notes.done, runs)));
    notes.line++;
    if (stageNow() !== undefined && notes.differs === null) open(row);
  };
  const offerAgent = (into: StepList): void => {
    for (const task of notes.hand.tasks()) {
      const isUpdated = notes.born.get(task.id) !== task.desired;
      if (agent === undefined || !isUpdated || !agent.acts(task)) continue;
      offer(into, agentAt + task.record, actorsOf(m) + task.record, MOMENT.earliestMs, MOMENT.latestMs);
    }
  };
  const takeAgent = (row: Row, record: number): void => {
    const task = notes.hand.tasks().find((known) => known.record === record);
    if (task !== undefined && agent !== undefined) writeState(m, row, record, agent.writes(task, notes.hand.flags));
  };
  const note = (row: Row, done: readonly Deed[]): void => {
    const created = done.flatMap(({ spec }) => (spec === undefined ? [] : [spec]));
    const status = statusOf(m, row) === statusOf(m, before) ? [] : [statusOf(m, row)];
    notes.done = [...notes.done, ...done];
    notes.story = [...notes.story, ...status, ...created];
  };

  const system: JudgedSystem = {
    ...swarmAlone(m),
    actors: actorsOf(m) + m.tasks + 1,
    codes: closingAt + 1,
    initial(row) {
      setUp(m, row, played.swarm);
      const named = labels();
      agent = played.agent?.();
      const hand = { m, row, tasks: () => tasksShown(m, row, named), flags: new Set<string>() };
      notes = { hand, born: new Map(), line: 0, since: 0, done: [], story: [], differs: null };
      settle(row);
      open(row);
    },
    pending(row, into) {
      const stage = stageNow();
      if (stage === undefined) return;
      pendingInSwarm(m, row, into);
      keepComponents(into, runs);
      offerAgent(into);
      const closesIn = closing(stage, seen(), into.count === 0);
      if (closesIn === 0 && stage.forMs === undefined) into.count = 0;
      if (closesIn < UNFORCED) offer(into, closingAt, actorsOf(m) + m.tasks, closesIn, closesIn);
    },
    take(row, code) {
      if (code === closingAt) {
        close(row);
        return;
      }
      before.set(row);
      const was = notes.hand.tasks();
      if (code < SWARM_CODES) takeInSwarm(m, row, code);
      else takeAgent(row, code - agentAt);
      note(row, code < SWARM_CODES ? deeds(was, notes.hand.tasks(), runs.has('agent')) : []);
      settle(row);
    },
    finished: () => notes.differs !== null,
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

/** In how many ms the stage is over. */
function closing({ forMs, until }: ScriptStage, seen: StageEnd, isQuiet: boolean): number {
  if (forMs !== undefined) return Math.max(0, forMs - seen.elapsedMs);
  return isQuiet || until?.(seen) === true ? 0 : UNFORCED;
}

function endOf({ hand, since, story, done }: Notes): StageEnd {
  const { m, row } = hand;
  return {
    m,
    row,
    elapsedMs: nowOf(row) - since,
    status: statusOf(m, row),
    spec: specNameOf(m, get(row, m.places.service(0) + S.spec)),
    tasks: hand.tasks(),
    story,
    created: done.filter(({ spec }) => spec !== undefined).map(({ label }) => label),
  };
}

/** Where upstream runs no reaper, its deletions (the model's come with creations) are not looked at. */
const reported = (done: readonly Deed[], runs: ReadonlySet<string>): readonly Deed[] =>
  done.filter(({ does }) => runs.has('task-reaper') || does !== 'deleted');

function difference(stage: ScriptStage, seen: StageEnd, happened: readonly string[]): string | null {
  if (stage.until?.(seen) === false) return `what is waited for does not come; ${happened.join('; ')}`;
  const found = [
    ...(stage.happens === undefined ? [] : [[happened, [...stage.happens].sort()]]),
    ...(stage.shows === undefined ? [] : [[stage.shows(seen), stage.expected]]),
  ].map((pair) => pair.map((side) => JSON.stringify(side)));
  const [wrong] = found.filter(([is, expected]) => is !== expected);
  return wrong === undefined ? null : `${wrong[0] ?? ''} instead of ${wrong[1] ?? ''}`;
}
