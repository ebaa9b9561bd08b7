import { get, set, type Row } from '#src/layout/layout.js';
import { createTask } from '../create-task.ts';
import { serviceAt, serviceOfSlot, specAt, type Model } from '../model.ts';
import { isInvalidNode, isPaused, meetsConstraints } from '../nodes.ts';
import { slotOfTask, taskAt } from '../slots.ts';
import { isGone, setDesired } from '../store.ts';
import { deleteTask } from '../task-reaper.ts';
import { TaskState } from '../vocabulary.ts';
import { isOverState, L, N, S, T } from '../world.ts';
import { isDirtyTask } from './dirty.ts';
import { clearNext, fillNext } from './next-snapshot.ts';
import { restart, updatableTasks } from './restart-supervisor.ts';
import { superviseUpdate } from './supervisor.ts';

/**
 * swarmkit manager/orchestrator/global/global.go: a slot is a node.
 * Simplified: it reads nodes as the store has them now, not as its last node event had them (semantics 4.2).
 */

/** tickTasks: on a paused or no longer matching node there is no replacement; on one that is down or drained nothing happens. */
export function handleTask(m: Model, w: Row, t: number): void {
  const task = m.places.task(t);
  if (get(w, task + T.id) === 0 || get(w, task + T.desired) > TaskState.running) return;
  if (!isOverState(get(w, task + T.observed))) return;
  const l = slotOfTask(m, t);
  const s = serviceOfSlot(m, l);
  if (isGone(m, w, s)) return;
  const n = l - serviceAt(m, s).firstSlot;
  if (isInvalidNode(m, w, n)) return;
  const spec = specAt(m, get(w, m.places.service(s) + S.spec));
  if (isPaused(m, w, n) || !meetsConstraints(m, w, n, spec)) shutDown(m, w, t);
  else restart(m, w, t);
}

/** reconcileServices: tasks are created and shut down at once; what has a task on its node goes to the updater. */
export function reconcile(m: Model, w: Row, s: number, spec: number, specVersion: number, state: number): void {
  const service = m.places.service(s);
  const { firstSlot } = serviceAt(m, s);
  let updates = false;
  for (let n = 0; n < m.nodes; n++) {
    const l = firstSlot + n;
    const tasks = fillNext(m, w, l, state);
    if (isInvalidNode(m, w, n) || !meetsConstraints(m, w, n, specAt(m, spec))) shutDownAll(m, w, l, tasks);
    else if (!isPaused(m, w, n)) {
      if (tasks !== 0) {
        updates = true;
        continue;
      }
      createTask(m, w, l, spec, specVersion, TaskState.running);
    }
    for (const field of [L.nextSnapshot, L.nextWanted, L.nextRunning]) set(w, m.places.slot(l) + field, 0);
  }
  if (!updates) return;
  set(w, service + S.nextSpec, spec);
  set(w, service + S.nextSpecVersion, specVersion);
  set(w, service + S.nextState, state);
  superviseUpdate(m, w, s);
  if (get(w, service + S.nextPending) === 0) clearNext(m, w, s);
}

/** reconcileOneNode: not a rolling update. A dirty task is shut down and a new one created at once, paused or not. */
export function handleNode(m: Model, w: Row, n: number): void {
  for (let s = 0; s < m.services.length; s++) {
    const { mode, firstSlot } = serviceAt(m, s);
    const isServed = mode === 'global' && !isGone(m, w, s);
    if (isServed) reconcileOnNode(m, w, s, firstSlot + n, n);
  }
}

function reconcileOnNode(m: Model, w: Row, s: number, l: number, n: number): void {
  if (get(w, m.places.node(n) + N.gone) !== 0) {
    for (let place = 0; place < m.tasksPerSlot; place++) deleteAt(m, w, taskAt(m, l, place));
    return;
  }
  if (isInvalidNode(m, w, n)) {
    shutDownAll(m, w, l, -1);
    return;
  }
  const service = m.places.service(s);
  const spec = get(w, service + S.spec);
  const specVersion = get(w, service + S.specVersion);
  if (isPaused(m, w, n) || !meetsConstraints(m, w, n, specAt(m, spec))) return;
  const tasks = updatableTasks(m, w, l, get(w, service + S.updateState));
  let clean = 0;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if ((tasks & (1 << place)) !== 0 && !isDirtyTask(m, w, task, spec, specVersion)) clean |= 1 << place;
  }
  const kept = clean & -clean;
  shutDownAll(m, w, l, tasks & ~kept);
  if (kept === 0) createTask(m, w, l, spec, specVersion, TaskState.running);
}

function deleteAt(m: Model, w: Row, t: number): void {
  if (get(w, m.places.task(t) + T.id) !== 0) deleteTask(m, w, t);
}

function shutDownAll(m: Model, w: Row, l: number, mask: number): void {
  for (let place = 0; place < m.tasksPerSlot; place++) {
    if ((mask & (1 << place)) !== 0) shutDown(m, w, taskAt(m, l, place));
  }
}

export function shutDown(m: Model, w: Row, t: number): void {
  const task = m.places.task(t);
  if (get(w, task + T.id) !== 0 && get(w, task + T.desired) < TaskState.shutdown)
    setDesired(m, w, t, TaskState.shutdown);
}
