import { serviceAt, type Model } from '#model/model.js';
import { KINDS, kindOf } from '#model/steps.js';
import { taskAt } from '#model/slots.js';
import { TaskState } from '#model/vocabulary.js';
import { S, T } from '#model/world.js';
import { get, type Row } from '#src/layout/layout.js';
import type { Watch } from '../breach.ts';

/** What invariants look at, and how they name it. */

export const nameOf = (code: number): string => KINDS[kindOf(code)] ?? '';
export const isOperators = (code: number): boolean => nameOf(code).startsWith('operator.');

/** What the store holds of a service that people are shown. */
const SHOWN = [
  S.spec,
  S.previousSpec,
  S.specVersion,
  S.previousSpecVersion,
  S.updateState,
  S.startedAt,
  S.completedAt,
  S.message,
] as const;

/** What the store holds of a task. */
export const STORED = [T.id, T.spec, T.specVersion, T.observed, T.desired, T.node] as const;

/** Looks at every task record; `at` are offsets of its record, the same before and after a step. */
export function eachTask(m: Model, look: (at: number, t: number) => string | null): string | null {
  for (let t = 0; t < m.tasks; t++) {
    const words = look(m.places.task(t), t);
    if (words !== null) return words;
  }
  return null;
}

/** Checks each task that was there before a step and still is. */
export const keptTasks =
  (m: Model, look: (before: Row, after: Row, at: number) => string | null): NonNullable<Watch['steps']> =>
  (before, _code, after) =>
    eachTask(m, (at) => {
      const id = get(before, at + T.id);
      return id === 0 || get(after, at + T.id) !== id ? null : look(before, after, at);
    });

export function eachService(m: Model, look: (at: number, s: number) => string | null): string | null {
  for (let s = 0; s < m.services.length; s++) {
    const words = look(m.places.service(s), s);
    if (words !== null) return m.services.length === 1 ? words : `${serviceAt(m, s).name}: ${words}`;
  }
  return null;
}

/** Whether the store's copy of a service was written, as far as people are shown it. */
export const isWritten = (before: Row, after: Row, service: number): boolean =>
  SHOWN.some((field) => get(before, service + field) !== get(after, service + field));

/** How many tasks of a slot are wanted. */
export function wantedIn(m: Model, w: Row, l: number): number {
  let wanted = 0;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.id) !== 0 && get(w, task + T.desired) <= TaskState.running) wanted++;
  }
  return wanted;
}
