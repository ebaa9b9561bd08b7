import { get, set, type Row } from '#src/layout/layout.js';
import type { Model } from '../model.ts';
import { PHASE } from '../phases.ts';
import { G, S } from '../world.ts';
import { registerUpdater } from './updater.ts';

/** Supervisor.Update with the snapshot that reconcile has left in `next…`: does nothing, registers, or cancels and waits. */
export function superviseUpdate(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  if (get(w, service + S.updater) === PHASE.updater.absent) {
    registerUpdater(m, w, s);
  } else if (get(w, service + S.updaterSpec) !== get(w, service + S.nextSpec)) {
    // Only a deep-equal spec lets the old updater live; its snapshot then stays what it was.
    set(w, service + S.updaterCancelled, 1);
    set(w, service + S.nextPending, 1);
    set(w, service + S.updaterSince, get(w, G.now));
  }
}
