import { get, set, type Row } from '#src/layout/layout.js';
import { createTask } from '../create-task.ts';
import { serviceAt, serviceOfSlot, specAt, type Model } from '../model.ts';
import { isInvalidNode } from '../nodes.ts';
import { slotOfTask, taskAt } from '../slots.ts';
import { isGone, setDesired } from '../store.ts';
import { deleteTask } from '../task-reaper.ts';
import { TaskState } from '../vocabulary.ts';
import { isOverState, L, S, T } from '../world.ts';
import { clearNext, fillNext } from './next-snapshot.ts';
import { restart } from './restart-supervisor.ts';
import { slotsToKeep } from './scale-down.ts';
import { superviseUpdate } from './supervisor.ts';

/** swarmkit replicated/tasks.go tickTasks: what is over, or stands on a node that is down or drained, is restarted. */
export function handleTask(m: Model, w: Row, t: number): void {
  const task = m.places.task(t);
  if (get(w, task + T.id) === 0 || get(w, task + T.desired) > TaskState.running) return;
  if (isGone(m, w, serviceOfSlot(m, slotOfTask(m, t)))) return;
  const node = get(w, task + T.node);
  if (isOverState(get(w, task + T.observed)) || (node !== 0 && isInvalidNode(m, w, node - 1))) restart(m, w, t);
}

/** swarmkit replicated/tasks.go handleNodeChange: only a node that went down or was drained matters. */
export function handleNode(m: Model, w: Row, n: number): void {
  if (!isInvalidNode(m, w, n)) return;
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    const isOurs = serviceAt(m, serviceOfSlot(m, slotOfTask(m, t))).mode === 'replicated';
    if (isOurs && get(w, task + T.node) === n + 1) handleTask(m, w, t);
  }
}

/** swarmkit replicated/services.go reconcile, with the service as the event carries it. */
export function reconcile(m: Model, w: Row, s: number, spec: number, specVersion: number, state: number): void {
  const service = m.places.service(s);
  const { firstSlot, slots } = serviceAt(m, s);
  const wanted = specAt(m, spec).replicas;
  let found = 0;
  for (let l = firstSlot; l < firstSlot + slots; l++) if (fillNext(m, w, l, state) !== 0) found++;
  if (found > wanted) leaveOut(m, w, s, wanted);
  if (found === wanted) deleteDead(m, w, s);
  set(w, service + S.nextSpec, spec);
  set(w, service + S.nextSpecVersion, specVersion);
  set(w, service + S.nextState, state);
  set(w, service + S.nextMissing, Math.max(0, wanted - found));
  set(w, service + S.nextFewer, found > wanted ? 1 : 0);
  superviseUpdate(m, w, s);
  if (get(w, service + S.nextPending) === 0) finishReconcile(m, w, s);
}

/** Takes the slots that are too many out of the updater's snapshot. */
function leaveOut(m: Model, w: Row, s: number, wanted: number): void {
  const kept = slotsToKeep(m, w, s, wanted);
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const slot = m.places.slot(l);
    if (kept.includes(l)) continue;
    set(w, slot + L.nextExtra, get(w, slot + L.nextSnapshot));
    for (const field of [L.nextSnapshot, L.nextWanted, L.nextRunning]) set(w, slot + field, 0);
  }
}

/** What reconcile does once the Supervisor has let it go on, never through the updater: adds tasks, gives up slots, deletes dead ones. */
export function finishReconcile(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  const missing = get(w, service + S.nextMissing);
  if (missing > 0) addTasks(m, w, s, missing);
  if (get(w, service + S.nextFewer) !== 0) {
    deleteDead(m, w, s);
    giveUpExtra(m, w, s);
  }
  clearNext(m, w, s);
}

/** addTasks: the lowest free slot numbers, desired RUNNING; their dead predecessors stay as history, other dead slots go. */
function addTasks(m: Model, w: Row, s: number, missing: number): void {
  const service = m.places.service(s);
  const { firstSlot, slots } = serviceAt(m, s);
  let left = missing;
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    if (get(w, m.places.slot(l) + L.nextSnapshot) !== 0) continue;
    if (left > 0) {
      createTask(m, w, l, get(w, service + S.nextSpec), get(w, service + S.nextSpecVersion), TaskState.running);
      left--;
    } else deleteUnwanted(m, w, l);
  }
}

function deleteDead(m: Model, w: Row, s: number): void {
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const slot = m.places.slot(l);
    if (get(w, slot + L.nextSnapshot) === 0 && get(w, slot + L.nextExtra) === 0) deleteUnwanted(m, w, l);
  }
}

function deleteUnwanted(m: Model, w: Row, l: number): void {
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const t = taskAt(m, l, place);
    const task = m.places.task(t);
    if (get(w, task + T.id) !== 0 && get(w, task + T.desired) > TaskState.running) deleteTask(m, w, t);
  }
}

/** setTasksDesiredState: the tasks of the slots that are too many are to be removed. */
function giveUpExtra(m: Model, w: Row, s: number): void {
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const extra = get(w, m.places.slot(l) + L.nextExtra);
    for (let place = 0; place < m.tasksPerSlot; place++) {
      const t = taskAt(m, l, place);
      const isExtra = (extra & (1 << place)) !== 0 && get(w, m.places.task(t) + T.id) !== 0;
      if (isExtra && get(w, m.places.task(t) + T.desired) < TaskState.remove) setDesired(m, w, t, TaskState.remove);
    }
  }
}
