import { halves } from '#model/actors/operator.js';
import { specAt, specOf, type Model } from '#model/model.js';
import { argumentOf, KIND, kindOf } from '#model/steps.js';
import { slotOfTask, taskAt } from '#model/slots.js';
import { MOVES, TaskState } from '#model/vocabulary.js';
import { G, S, T } from '#model/world.js';
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

/** The head's task was made in the place of one of the base that had died in its slot. */
export function replacesBase(m: Model, before: Row, after: Row, t: number): boolean {
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, slotOfTask(m, t), place));
    if (get(before, task + T.id) === 0 || specOf(m, before, task).isHead) continue;
    const ended =
      get(before, task + T.desired) <= TaskState.running && get(after, task + T.desired) > TaskState.running;
    if (ended && get(before, task + T.observed) === TaskState.failed) return true;
  }
  return false;
}
