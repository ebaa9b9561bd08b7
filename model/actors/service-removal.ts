import { get, set, type Row } from '#src/layout/layout.js';
import { serviceAt, type Model } from '../model.ts';
import { taskAt } from '../slots.ts';
import { setDesired } from '../store.ts';
import { deleteTask } from '../task-reaper.ts';
import { TaskState } from '../vocabulary.ts';
import { L, T } from '../world.ts';

/** swarmkit orchestrator/service.go SetServiceTasksRemove, and the service's restart history is cleared. */
export function removeTasks(m: Model, w: Row, s: number): void {
  for (const t of tasksOf(m, w, s)) {
    if (get(w, m.places.task(t) + T.desired) < TaskState.remove) setDesired(m, w, t, TaskState.remove);
  }
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    set(w, m.places.slot(l) + L.restarts, 0);
    set(w, m.places.slot(l) + L.restartVersion, 0);
  }
}

/** swarmkit taskinit/init.go CheckTasks: tasks of a service that is gone are deleted. */
export function deleteOrphans(m: Model, w: Row, s: number): void {
  for (const t of tasksOf(m, w, s)) deleteTask(m, w, t);
}

export function tasksOf(m: Model, w: Row, s: number): readonly number[] {
  const { firstSlot, slots } = serviceAt(m, s);
  const all = Array.from({ length: slots * m.tasksPerSlot }, (_, i) => taskAt(m, firstSlot, 0) + i);
  return all.filter((t) => get(w, m.places.task(t) + T.id) !== 0);
}
