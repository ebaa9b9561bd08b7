import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { TASK_HISTORY_LIMIT } from './defaults.ts';
import { specAt, type Model } from './model.ts';
import { commit, taskAt, tellDelayedStarts } from './store.ts';
import { TaskState } from './vocabulary.ts';
import { S, T, Task } from './world.ts';

/**
 * The task reaper deletes the oldest tasks that are over, beyond the history limit (semantics 7.7).
 * Simplified: at the next creation in the slot, not up to 250 ms later, and never a task whose end the orchestrator has not handled.
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
      if (oldest < 0 || get(w, task + T.id) < get(w, m.places.task(oldest) + T.id)) oldest = t;
    }
    if (kept < historyLimit(m, w) || oldest < 0) return;
    deleteTask(m, w, oldest);
  }
}

/** swarmkit taskreaper.go: MaxAttempts + 1 where attempts are limited; never more than the slot has room for. */
function historyLimit(m: Model, w: Row): number {
  const { maxAttempts } = specAt(m, get(w, m.places.service(0) + S.spec)).restart;
  return Math.min(maxAttempts > 0 ? maxAttempts + 1 : TASK_HISTORY_LIMIT, m.tasksPerSlot - 1);
}

function isReapable(w: Row, task: number): boolean {
  if (get(w, task + T.desired) <= TaskState.running) return false;
  const observed = get(w, task + T.observed);
  return observed > TaskState.running || observed <= TaskState.pending;
}

function deleteTask(m: Model, w: Row, t: number): void {
  const task = m.places.task(t);
  tellDelayedStarts(m, w, t);
  Task.kinds.forEach((kind, offset) => {
    set(w, task + offset, kind === 'instant' ? NEVER : 0);
  });
  commit(w);
}
