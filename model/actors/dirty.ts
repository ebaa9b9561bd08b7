import { get, type Row } from '#src/layout/layout.js';
import { specAt, specOf, type Model, type Spec } from '../model.ts';
import { meetsConstraints } from '../nodes.ts';
import { taskAt } from '../slots.ts';
import { TaskState } from '../vocabulary.ts';
import { L, S, T } from '../world.ts';

/**
 * IsTaskDirty against a spec: its rules in their order.
 * Simplified: no spec lacks a Placement, on which managers before Engine 29.7 panic; the docker CLI always sends one (semantics 5).
 */
export function isDirtyTask(m: Model, w: Row, task: number, spec: number, specVersion: number): boolean {
  if (get(w, task + T.specVersion) === specVersion) return false;
  const [mine, wanted] = [specOf(m, w, task), specAt(m, spec)];
  if (mine === wanted) return false;
  if (differsInPlacementAlone(mine, wanted) && fitsWhereItIs(m, w, task, wanted)) return false;
  if (mine.templateId !== wanted.templateId || !isPlacedAlike(mine, wanted)) return true;
  if (mine.endpoint !== wanted.endpoint) return true;
  return mine.registryAuth !== wanted.registryAuth && !hasPulled(w, task);
}

/** swarmkit task.go IsTaskDirtyPlacementConstraintsOnly. */
export function differsInPlacementAlone(mine: Spec, wanted: Spec): boolean {
  const sameElse = mine.templateId === wanted.templateId && mine.registryAuth === wanted.registryAuth;
  return sameElse && !isPlacedAlike(mine, wanted);
}

const isPlacedAlike = (mine: Spec, wanted: Spec): boolean =>
  mine.constrained === wanted.constrained && mine.preferences === wanted.preferences;

/** nodeMatches: an unassigned task has no node that could. */
function fitsWhereItIs(m: Model, w: Row, task: number, wanted: Spec): boolean {
  const node = get(w, task + T.node);
  return node !== 0 && meetsConstraints(m, w, node - 1, wanted);
}

/** Wanted and READY to RUNNING: its image is there, whatever the registry's credentials are now. */
function hasPulled(w: Row, task: number): boolean {
  const observed = get(w, task + T.observed);
  return get(w, task + T.desired) <= TaskState.running && observed >= TaskState.ready && observed <= TaskState.running;
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
