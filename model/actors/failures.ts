import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { serviceAt, type Model } from '../model.ts';
import { G, isRollingBack, L, S } from '../world.ts';
import { runConfig } from './run-config.ts';

/** What a failure makes the updater do (semantics 6.5, 6.6). */
export type Reaction = 'tolerates' | 'pauses' | 'rollsBack' | 'pausesRollback';

/** Takes the oldest failure out of the queue. Its age is judged now, not when it happened. */
export function readFailure(m: Model, w: Row, s: number): Reaction {
  const service = m.places.service(s);
  const slot = m.places.slot(nextFailure(m, w, s));
  const at = get(w, slot + L.trackedAt);
  const young = at === NEVER || get(w, G.now) - at <= get(w, service + S.updaterMonitorMs);
  if (!young) return 'tolerates';
  set(w, slot + L.failureSeen, 1);
  set(w, service + S.updaterFailures, get(w, service + S.updaterFailures) + 1);
  return tooMany(m, w, s) ? actionOf(m, w, s) : 'tolerates';
}

/** Takes the slot whose failure is first out of the queue. */
function nextFailure(m: Model, w: Row, s: number): number {
  const { firstSlot, slots } = serviceAt(m, s);
  let first = firstSlot;
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const slot = m.places.slot(l);
    const order = get(w, slot + L.failureOrder);
    if (order === 1) first = l;
    if (order > 0) set(w, slot + L.failureOrder, order - 1);
  }
  const queued = m.places.service(s) + S.failuresQueued;
  set(w, queued, get(w, queued) - 1);
  return first;
}

/** swarmkit updater.go: float32(failures)/float32(dirty slots) > ratio, strictly. */
function tooMany(m: Model, w: Row, s: number): boolean {
  const service = m.places.service(s);
  const ratio = Math.fround(get(w, service + S.updaterFailures) / get(w, service + S.updaterDirty));
  return ratio > Math.fround(runConfig(m, w, s).maxFailureRatio);
}

function actionOf(m: Model, w: Row, s: number): Reaction {
  if (wouldRollBackARollback(m, w, s)) return 'pausesRollback';
  return runConfig(m, w, s).failureAction === 'rollback' ? 'rollsBack' : 'pauses';
}

/** Never roll back a rollback: swarmkit updater.go l.242-246. */
export function wouldRollBackARollback(m: Model, w: Row, s: number): boolean {
  const rollingBack = isRollingBack(get(w, m.places.service(s) + S.updaterState));
  return rollingBack && runConfig(m, w, s).failureAction === 'rollback';
}
