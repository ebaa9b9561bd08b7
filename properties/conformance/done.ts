import type { Model } from '#model/index.js';
import { PHASE } from '#model/phases.js';
import { L, S } from '#model/world.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { behind } from './row.ts';

/**
 * The window is opened when the last worker is done. Steps are taken in any order, each dated by its own causes, so the worker that
 * is taken last need not be the one that was done last: a word behind the world remembers that instant.
 */
export function noteDone(m: Model, before: Row, after: Row): void {
  const { done } = behind(m);
  const service = m.places.service(0);
  const phase = get(after, service + S.updater);
  if (phase === PHASE.updater.absent || phase === PHASE.updater.created) set(after, done, NEVER);
  else set(after, done, Math.max(get(after, done), ...doneInstants(m, before, after)));
  if (phase !== PHASE.updater.monitoring || get(before, service + S.updater) === phase) return;
  const opened = service + S.monitorSince;
  set(after, opened, Math.max(get(after, opened), get(after, done)));
  set(after, done, NEVER);
}

function doneInstants(m: Model, before: Row, after: Row): readonly number[] {
  const workers = Array.from({ length: m.slots }, (_, l) => m.places.slot(l));
  const isDone = (row: Row, slot: number): boolean => get(row, slot + L.worker) === PHASE.worker.done;
  return workers
    .filter((slot) => isDone(after, slot) && !isDone(before, slot))
    .map((slot) => get(after, slot + L.workerSince));
}
