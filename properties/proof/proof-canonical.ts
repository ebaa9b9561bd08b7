import type { Model } from '#model/model.js';
import { taskAt } from '#model/slots.js';
import { TaskState } from '#model/vocabulary.js';
import { G, isOverState, T } from '#model/world.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import type { WatchedRollout } from '../watched-rollout.ts';
import { agingHistories } from '../restart-history.ts';
import { clockLimits } from './clock-limits.ts';
import { forgetting } from './forget.ts';
import { naming } from './naming.ts';
import { sortingPlaces } from './sort-places.ts';
import type { SlotsInOrder } from './sort-slots.ts';

/** Words of a row beside the rollout's own: limits of clocks, and what is forgotten of them. */
export interface Forgettable {
  readonly clocks: ReadonlyMap<number, number>;
  readonly forget: (row: Row) => void;
}

const NOTHING_MORE: Forgettable = { clocks: new Map(), forget: () => undefined };

/** A canonical form, and what became of the names of tasks: see naming.ts. */
interface ProofCanonical {
  readonly canonical: (row: Row) => void;
  readonly renamed: Int32Array;
}

/** As `canonicalizer`, but each clock saturates at its own limit, and what nobody will read again is forgotten. */
export function proofCanonical(
  v: WatchedRollout,
  slots: SlotsInOrder | null,
  more: Forgettable = NOTHING_MORE,
): ProofCanonical {
  const { model: m, layout } = v;
  const forget = forgetting(v);
  const ageHistories = agingHistories(m);
  const sortPlaces = sortingPlaces(m);
  const limits = clockLimits(v);
  for (const [at, ms] of more.clocks) limits[at] = ms;
  const { rename, renamed } = naming(m, layout);
  const statuses = new Set(Array.from({ length: m.tasks }, (_, t) => m.places.task(t) + T.statusAt));
  const instants = Int32Array.from(
    layout.kinds.flatMap((kind, at) => (kind === 'instant' && at !== G.now && !statuses.has(at) ? [at] : [])),
  );
  const floors = instants.map((at) => -(limits[at] as number));
  const saturate = (row: Row, now: number): void => {
    for (let i = 0; i < instants.length; i++) {
      const at = instants[i] as number;
      const instant = get(row, at);
      if (instant === NEVER) continue;
      const floor = floors[i] as number;
      set(row, at, instant - now < floor ? floor : instant - now);
    }
  };
  const keepOrder = keepingOrder(m, limits);
  const canonical = (row: Row): void => {
    ageHistories(row);
    forget(row);
    more.forget(row);
    sortPlaces(row);
    const now = get(row, G.now);
    // From a canonical row a step leads to instants that are relative to now already; only a tick moves them.
    if (now !== 0) saturate(row, now);
    keepOrder(row);
    set(row, G.now, 0);
    slots?.sort(row);
    rename(row);
    slots?.rearrange(row);
  };
  return { canonical, renamed };
}

/**
 * TasksByTimestamp compares the statuses of a slot's tasks with each other, those written at one instant by their ids, which here are
 * in the order of their places. So beyond the limit their order is all that is left: each is as late as it may be without
 * overtaking the next one. Only of a task that waits for its start a new leader asks for how long it has; and where
 * restarts count within a window the newest task's end matters, and that of one that is to be restarted.
 */
function keepingOrder(m: Model, limits: Int32Array): (row: Row) => void {
  const isCounted = m.places.dimensions.attempts > 0;
  const limit = -(limits[m.places.task(0) + T.statusAt] as number);
  const slots = Array.from({ length: m.slots }, (_, l) =>
    Int32Array.from({ length: m.tasksPerSlot }, (_task, place) => m.places.task(taskAt(m, l, place))),
  );

  const keepSlot = (row: Row, tasks: Int32Array, now: number): void => {
    let bound = 0;
    /** The tasks that are done, a bit each; the place of the last one. */
    let done = 0;
    let last = tasks.length;
    for (;;) {
      const place = newestBut(row, tasks, done);
      if (place < 0) return;
      done |= 1 << place;
      const task = tasks[place] as number;
      const relative = get(row, task + T.statusAt) - now;
      const isNewest = last === tasks.length;
      const isAsked =
        get(row, task + T.observed) <= TaskState.ready || (isCounted && (isNewest || isToRestart(row, task)));
      const floor = isAsked ? limit : 0;
      const isKept = relative >= floor && (isAsked || isCounted || mayBeWritten(row, tasks, place));
      bound = isKept ? relative : Math.min(place < last ? bound : bound - 1, floor - 1);
      last = place;
      set(row, task + T.statusAt, bound);
    }
  };
  return (row) => {
    const now = get(row, G.now);
    for (const tasks of slots) keepSlot(row, tasks, now);
  };
}

/** The place of the task whose status was written last, of those that are not among `done`; -1: none is left. */
function newestBut(row: Row, tasks: Int32Array, done: number): number {
  let newest = -1;
  for (let i = tasks.length - 1; i >= 0; i--) {
    if (((done >> i) & 1) !== 0 || get(row, (tasks[i] as number) + T.id) === 0) continue;
    if (newest < 0 || statusAt(row, tasks, i) > statusAt(row, tasks, newest)) newest = i;
  }
  return newest;
}

/** It is over, and the orchestrator has not handled that yet. */
const isToRestart = (row: Row, task: number): boolean =>
  isOverState(get(row, task + T.observed)) && get(row, task + T.desired) <= TaskState.running;

/** An older task's status may still be written at this very instant: then it remains the older one. */
function mayBeWritten(row: Row, tasks: Int32Array, end: number): boolean {
  for (let i = 0; i < end; i++) {
    const task = tasks[i] as number;
    if (get(row, task + T.id) !== 0 && get(row, task + T.observed) <= TaskState.running) return true;
  }
  return false;
}

const statusAt = (row: Row, tasks: Int32Array, place: number): number =>
  get(row, (tasks[place] as number) + T.statusAt);
