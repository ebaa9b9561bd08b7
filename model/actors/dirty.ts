import { get, type Row } from '#src/layout/layout.js';
import { specAt, specOf, type Model } from '../model.ts';
import { taskAt } from '../store.ts';
import { L, S, T } from '../world.ts';

/**
 * IsTaskDirty against a spec (semantics section 5). Simplified: templates differ or not; placement, registry auth and endpoint
 * rules are not told apart, since no move of the operator changes only those.
 */
export function isDirtyTask(m: Model, w: Row, task: number, spec: number, specVersion: number): boolean {
  if (get(w, task + T.specVersion) === specVersion) return false;
  return specOf(m, w, task).templateId !== specAt(m, spec).templateId;
}

/** swarmkit updater.go isSlotDirty, on the updater's snapshot: more than one task, or its only one is dirty. */
export function isDirtySlot(m: Model, w: Row, s: number, l: number): boolean {
  const snapshot = get(w, m.places.slot(l) + L.snapshot);
  if (snapshot === 0) return false;
  if ((snapshot & (snapshot - 1)) !== 0) return true;
  return isDirtyForUpdater(m, w, s, taskAt(m, l, 31 - Math.clz32(snapshot)));
}

export function isDirtyForUpdater(m: Model, w: Row, s: number, t: number): boolean {
  const service = m.places.service(s);
  const task = m.places.task(t);
  return isDirtyTask(m, w, task, get(w, service + S.updaterSpec), get(w, service + S.updaterSpecVersion));
}
