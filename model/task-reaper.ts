import { blank, get, type Row } from '#src/layout/layout.js';
import { actorOf, pend, type Pending } from './actors/pending.ts';
import { REAPER_BATCH_MS, TASK_HISTORY_LIMIT } from './defaults.ts';
import { later, serviceAt, serviceOfSlot, specAt, type Model } from './model.ts';
import { slotOfTask, taskAt } from './slots.ts';
import { KIND } from './steps.ts';
import { commit, isGone, publish, tellDelayedStarts } from './store.ts';
import { TaskState } from './vocabulary.ts';
import { EVENT, S, T, Task } from './world.ts';

/** swarmkit taskreaper.go: tasks that a scale-down gave up go as soon as they are over, or were never assigned. */
export function pendReaper(m: Model, w: Row, t: number, task: number, into: Pending): void {
  if (get(w, task + T.desired) !== TaskState.remove) return;
  const observed = get(w, task + T.observed);
  if (observed < TaskState.complete && observed > TaskState.pending) return;
  const since = later(get(w, task + T.desiredSince), get(w, task + T.statusAt));
  pend(w, into, KIND['task-reaper.deletes'], t, actorOf.cluster, since, { earliestMs: 0, latestMs: REAPER_BATCH_MS });
}

/**
 * The task reaper deletes the oldest tasks that are over, beyond the history limit (semantics 7.7).
 * Simplified: at the next creation in the slot, not up to 250 ms later, and never a task whose end the orchestrator has not
 * handled (semantics 7.7).
 */
export function reap(m: Model, w: Row, l: number): void {
  for (;;) {
    let kept = 0;
    let oldest = -1;
    for (let place = 0; place < m.tasksPerSlot; place++) {
      const t = taskAt(m, l, place);
      const task = m.places.task(t);
      if (get(w, task + T.id) === 0) continue;
      kept++;
      if (!isReapable(w, task)) continue;
      if (oldest < 0 || isOlder(w, task, m.places.task(oldest))) oldest = t;
    }
    if (kept < historyLimit(m, w, l) || oldest < 0) return;
    deleteTask(m, w, oldest);
  }
}

/** swarmkit orchestrator/task.go TasksByTimestamp: by the instant at which the status was written, and not by creation. */
function isOlder(w: Row, task: number, other: number): boolean {
  const [mine, its] = [get(w, task + T.statusAt), get(w, other + T.statusAt)];
  return mine === its ? get(w, task + T.id) < get(w, other + T.id) : mine < its;
}

/** The slot's newest task, by the same order; -1: it has none. */
export function newestIn(m: Model, w: Row, l: number): number {
  let newest = -1;
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const t = taskAt(m, l, place);
    const task = m.places.task(t);
    if (get(w, task + T.id) !== 0 && (newest < 0 || isOlder(w, m.places.task(newest), task))) newest = t;
  }
  return newest;
}

/** swarmkit taskreaper.go: MaxAttempts + 1 where attempts are limited; never more than the slot has room for. */
function historyLimit(m: Model, w: Row, l: number): number {
  const { maxAttempts } = specAt(m, get(w, m.places.service(serviceOfSlot(m, l)) + S.spec)).restart;
  return Math.min(maxAttempts > 0 ? maxAttempts + 1 : TASK_HISTORY_LIMIT, m.tasksPerSlot - 1);
}

function isReapable(w: Row, task: number): boolean {
  if (get(w, task + T.desired) <= TaskState.running) return false;
  const observed = get(w, task + T.observed);
  return observed > TaskState.running || observed <= TaskState.pending;
}

/**
 * Takes a task out of the store.
 * Simplified: its container, if one still runs, is gone with it; really its agent stops it then (semantics 7.7).
 */
export function deleteTask(m: Model, w: Row, t: number): void {
  const task = m.places.task(t);
  const isWanted = get(w, task + T.desired) <= TaskState.running;
  tellDelayedStarts(m, w, t);
  blank(w, task, Task.kinds);
  commit(w);
  // swarmkit replicated/tasks.go handleTaskEvent: only a hand deletes what is still wanted; the global orchestrator does not care.
  const s = serviceOfSlot(m, slotOfTask(m, t));
  const { mode, orchestrator } = serviceAt(m, s);
  const isServed = !isGone(m, w, s);
  if (isWanted && mode === 'replicated' && isServed) publish(m, w, orchestrator, EVENT.service, s);
}
