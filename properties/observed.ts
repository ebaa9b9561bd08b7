import { halves } from '#model/actors/operator.js';
import { specAt, specOf, type Model } from '#model/model.js';
import { PHASE } from '#model/phases.js';
import { argumentOf, KIND, kindOf } from '#model/steps.js';
import { taskAt } from '#model/slots.js';
import { MOVES, TaskState } from '#model/vocabulary.js';
import { G, O, S, T } from '#model/world.js';
import { get, type Row } from '#src/layout/layout.js';
import type { Watch } from './breach.ts';

/** What expectations look at between the world before a step and the world after it. */

const isWrite = (m: Model, before: Row, after: Row): boolean => {
  const version = m.places.service(0) + S.version;
  return get(before, version) !== get(after, version);
};
export const isOperators = (code: number): boolean =>
  kindOf(code) === KIND['operator.moves'] ||
  kindOf(code) === KIND['operator.updates'] ||
  kindOf(code) === KIND['operator.deploys'];
export const isMove = (code: number, move: (typeof MOVES)[number]): boolean =>
  kindOf(code) === KIND['operator.moves'] && halves(argumentOf(code)).first === MOVES.indexOf(move);

/** The engine's own writes of a state. */
export const onState =
  (m: Model, state: number, look: (before: Row, after: Row) => string | null): NonNullable<Watch['steps']> =>
  (before, code, after) =>
    !isOperators(code) && isWrite(m, before, after) && get(after, m.places.service(0) + S.updateState) === state
      ? look(before, after)
      : null;

const isRunning = (w: Row, task: number): boolean =>
  get(w, task + T.id) !== 0 && get(w, task + T.actual) === TaskState.running;

/** An updater's run has read a failure that it counts. */
export function countsFailure(before: Row, after: Row, service: number): boolean {
  const phase = get(after, service + S.updater);
  // Once it has returned, its count is gone: that failure was one more.
  if (phase === PHASE.updater.absent || phase === PHASE.updater.created) return true;
  return get(after, service + S.updaterFailures) > get(before, service + S.updaterFailures);
}

/** Places of a slot whose tasks run. */
export function runningIn(m: Model, w: Row, l: number): readonly number[] {
  const tasks: number[] = [];
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (isRunning(w, task)) tasks.push(task);
  }
  return tasks;
}

/** Tasks that are told to stop in a step, and run. */
export function stoppedAlive(m: Model, before: Row, after: Row): readonly number[] {
  const stopped: number[] = [];
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (!isRunning(before, task) || get(before, task + T.desired) > TaskState.running) continue;
    if (get(after, task + T.desired) > TaskState.running) stopped.push(t);
  }
  return stopped;
}

export interface LongestRuns {
  readonly note: (w: Row) => void;
  readonly clear: () => void;
  /** In ms, by slot; -1: none has run. */
  readonly of: readonly number[];
}

/** How long a task of the service's template has run at most, by slot. */
export function longestRuns(m: Model): LongestRuns {
  const of = new Array<number>(m.slots).fill(-1);
  return {
    of,
    clear: () => of.fill(-1),
    note(w) {
      const { templateId } = specAt(m, get(w, m.places.service(0) + S.spec));
      for (let l = 0; l < m.slots; l++) {
        for (const task of runningIn(m, w, l)) {
          const ranMs = get(w, G.now) - get(w, task + T.actualSince);
          if (specOf(m, w, task).templateId === templateId) of[l] = Math.max(of[l] ?? -1, ranMs);
        }
      }
    },
  };
}

/** The slot's wanted tasks are all of the old spec. */
export function isOldSlot(m: Model, w: Row, l: number): boolean {
  const wanted = wantedIn(m, w, l);
  return wanted.length > 0 && wanted.every((task) => !specOf(m, w, task).isHead);
}

function wantedIn(m: Model, w: Row, l: number): readonly number[] {
  const tasks = Array.from({ length: m.tasksPerSlot }, (_, place) => m.places.task(taskAt(m, l, place)));
  return tasks.filter((task) => get(w, task + T.id) !== 0 && get(w, task + T.desired) <= TaskState.running);
}

export interface MovingSlots {
  /** To be asked after every step. */
  readonly count: (w: Row) => number;
  readonly clear: () => void;
}

/** Slots in which the first task of the head is wanted that neither runs yet nor has run. */
export function movingSlots(m: Model): MovingSlots {
  const hasMoved = new Array<boolean>(m.slots).fill(false);
  return {
    clear: () => hasMoved.fill(false),
    count(w) {
      let moving = 0;
      for (let l = 0; l < m.slots; l++) {
        if (hasMoved[l] === true) continue;
        const heads = wantedIn(m, w, l).filter((task) => specOf(m, w, task).isHead);
        if (heads.some((task) => get(w, task + T.actual) >= TaskState.running)) hasMoved[l] = true;
        else if (heads.length > 0) moving++;
      }
      return moving;
    },
  };
}

/** Nobody who could write a status has anything to do: no updater is there, and no event waits. */
export function isIdle(m: Model, w: Row): boolean {
  const service = m.places.service(0);
  const isBusy = get(w, service + S.updater) !== PHASE.updater.absent || get(w, service + S.nextPending) !== 0;
  return !isBusy && m.orchestrators.every((_, q) => get(w, m.places.orchestrator(q) + O.queued) === 0);
}

/** A task of the app's head has died of its own accord. */
export const hasFailed = (m: Model, w: Row): boolean => get(w, m.places.service(0) + S.headDeaths) > 0;
