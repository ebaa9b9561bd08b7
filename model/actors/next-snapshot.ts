import { get, set, type Row } from '#src/layout/layout.js';
import { serviceAt, type Model } from '../model.ts';
import { taskAt } from '../slots.ts';
import { TaskState } from '../vocabulary.ts';
import { L, S, T } from '../world.ts';
import { updatableTasks } from './restart-supervisor.ts';

/** What a reconcile found, kept in `next…` until the Supervisor has taken it: the snapshot of the next updater. */

/** Notes the tasks of a slot that the updater is to see, as masks of places; 0: the slot is dead. */
export function fillNext(m: Model, w: Row, l: number, state: number): number {
  const slot = m.places.slot(l);
  const tasks = updatableTasks(m, w, l, state);
  set(w, slot + L.nextSnapshot, tasks);
  set(w, slot + L.nextWanted, tasks & tasksWith(m, w, l, TaskState.new, TaskState.running));
  set(w, slot + L.nextRunning, tasks & tasksWith(m, w, l, TaskState.running, TaskState.running));
  return tasks;
}

/** Places of a slot whose task has a desired state within two bounds. */
function tasksWith(m: Model, w: Row, l: number, least: number, most: number): number {
  let mask = 0;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    const desired = get(w, task + T.desired);
    if (get(w, task + T.id) !== 0 && desired >= least && desired <= most) mask |= 1 << place;
  }
  return mask;
}

export function clearNext(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  for (const field of SERVICE_FIELDS) set(w, service + field, 0);
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    for (const field of SLOT_FIELDS) set(w, m.places.slot(l) + field, 0);
  }
}
const SERVICE_FIELDS = [S.nextSpec, S.nextSpecVersion, S.nextState, S.nextMissing, S.nextFewer];
const SLOT_FIELDS = [L.nextSnapshot, L.nextWanted, L.nextRunning, L.nextExtra];
