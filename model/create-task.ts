import { get, set, type Row } from '#src/layout/layout.js';
import { serviceAt, serviceOfSlot, specAt, type Model } from './model.ts';
import { taskAt } from './slots.ts';
import { writeTask } from './store.ts';
import { reap } from './task-reaper.ts';
import { TaskState } from './vocabulary.ts';
import { G, L, S, T } from './world.ts';

/** Creates a task of a spec in a slot; returns it, or -1 when the slot's bound is met (the run is then undecided). */
export function createTask(m: Model, w: Row, l: number, spec: number, specVersion: number, desired: number): number {
  reap(m, w, l);
  const place = freePlace(m, w, l);
  if (place < 0) {
    set(w, G.overflow, 1);
    return -1;
  }
  const t = taskAt(m, l, place);
  const task = m.places.task(t);
  const id = get(w, G.lastTaskId) + 1;
  const now = get(w, G.now);
  set(w, G.lastTaskId, id);
  set(w, task + T.id, id);
  set(w, task + T.spec, spec);
  set(w, task + T.specVersion, specVersion);
  set(w, task + T.observed, TaskState.new);
  set(w, task + T.actual, TaskState.new);
  set(w, task + T.desired, desired);
  const { mode, firstSlot } = serviceAt(m, serviceOfSlot(m, l));
  // A global service's slots are the nodes: NodeID is set from the start.
  if (mode === 'global') set(w, task + T.node, l - firstSlot + 1);
  set(w, task + T.createdAt, now);
  set(w, task + T.statusAt, now);
  set(w, task + T.actualSince, now);
  set(w, task + T.desiredSince, now);
  set(w, task + T.fate, drawFate(m, w, m.places.service(serviceOfSlot(m, l)), spec));
  writeTask(m, w, t);
  return t;
}

/** The fate of a new task: its spec's, unless that struck `once` already. */
function drawFate(m: Model, w: Row, service: number, spec: number): number {
  const { isHead, fate: own } = specAt(m, spec);
  if (own === undefined && !isHead) return 0;
  const chosen = own ?? get(w, service + S.headFate);
  const fate = m.fates[chosen - 1];
  if (fate?.times === 'once') {
    if (get(w, service + S.fateUsed) !== 0) return 0;
    set(w, service + S.fateUsed, 1);
  }
  return chosen;
}

/** A free place; one that no snapshot of an updater still names is preferred, so that a name never comes to mean another task. */
function freePlace(m: Model, w: Row, l: number): number {
  const slot = m.places.slot(l);
  const named = get(w, slot + L.snapshot) | get(w, slot + L.nextSnapshot);
  let free = -1;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    if (get(w, m.places.task(taskAt(m, l, place)) + T.id) !== 0) continue;
    if ((named & (1 << place)) === 0) return place;
    free = place;
  }
  return free;
}
