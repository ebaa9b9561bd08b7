import { get, type Row } from '#src/layout/layout.js';
import { serviceOfSlot, type Model } from '../model.ts';
import { taskAt } from '../slots.ts';
import { setDesired } from '../store.ts';
import { TaskState } from '../vocabulary.ts';
import { L, T } from '../world.ts';
import { isDirtyForUpdater } from './dirty.ts';

/** Tasks of one slot as masks of places: what a worker sees of them. */

/** Those of these places whose task is clean against the updater's spec. */
export function cleanTasks(m: Model, w: Row, l: number, mask: number): number {
  let clean = 0;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const t = taskAt(m, l, place);
    if ((mask & (1 << place)) === 0 || get(w, m.places.task(t) + T.id) === 0) continue;
    if (!isDirtyForUpdater(m, w, serviceOfSlot(m, l), t)) clean |= 1 << place;
  }
  return clean;
}

/** Which of these places still hold a task with desired state <= RUNNING. */
export function stillWanted(m: Model, w: Row, l: number, mask: number): number {
  let wanted = 0;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if ((mask & (1 << place)) === 0 || get(w, task + T.id) === 0) continue;
    if (get(w, task + T.desired) <= TaskState.running) wanted |= 1 << place;
  }
  return wanted;
}

/** removeOldTasks: shuts down what is still wanted; returns the last one, or -1. */
export function removeOld(m: Model, w: Row, l: number, mask: number): number {
  const wanted = stillWanted(m, w, l, mask);
  let removed = -1;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    if ((wanted & (1 << place)) === 0) continue;
    removed = taskAt(m, l, place);
    setDesired(m, w, removed, TaskState.shutdown);
  }
  return removed;
}

/** What was wanted in the snapshot beside the task that the worker keeps. */
export function othersOf(m: Model, w: Row, l: number): number {
  const slot = m.places.slot(l);
  return get(w, slot + L.snapshotWanted) & ~(1 << (get(w, slot + L.kept) - 1));
}
