import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { serviceOfSlot, specAt, specOf, type Model } from '../model.ts';
import { AVAILABILITY, meetsConstraints } from '../nodes.ts';
import { slotOfTask } from '../slots.ts';
import { KIND } from '../steps.ts';
import { writeTask } from '../store.ts';
import { TaskState } from '../vocabulary.ts';
import { END, G, N, S, T } from '../world.ts';
import { actorOf, pend, type Pending } from './pending.ts';

/** swarmkit constraintenforcer: looks at a node that was written, and rejects what may no longer be there (semantics 8.1). */
export function pendEnforcer(m: Model, w: Row, into: Pending): void {
  for (let n = 0; n < m.nodes; n++) {
    const since = get(w, m.places.node(n) + N.checkSince);
    if (since === NEVER) continue;
    pend(w, into, KIND['constraint-enforcer.checks-node'], n, actorOf.cluster, since, m.scenario.timing.manager);
  }
}

/**
 * The state in the store becomes REJECTED; on the node the task runs on until its desired state is changed. Constraints are those of
 * the service as it is now. Simplified: tasks claim the node's memory in the order of their records (semantics 8.1).
 */
export function takeCheck(m: Model, w: Row, n: number): void {
  const node = m.places.node(n);
  set(w, node + N.checkSince, NEVER);
  if (get(w, node + N.availability) !== AVAILABILITY.active) return;
  let left = m.scenario.host.memoryMb;
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    const isHere = get(w, task + T.id) !== 0 && get(w, task + T.node) === n + 1;
    if (!isHere || get(w, task + T.observed) >= TaskState.complete) continue;
    if (get(w, task + T.desired) < TaskState.assigned || get(w, task + T.desired) > TaskState.complete) continue;
    const { reservationMb } = specOf(m, w, task);
    const service = m.places.service(serviceOfSlot(m, slotOfTask(m, t)));
    const fits = reservationMb <= left && meetsConstraints(m, w, n, specAt(m, get(w, service + S.spec)));
    if (fits) left -= reservationMb;
    else reject(m, w, t, task);
  }
}

function reject(m: Model, w: Row, t: number, task: number): void {
  set(w, task + T.observed, TaskState.rejected);
  set(w, task + T.statusAt, get(w, G.now));
  set(w, task + T.end, END.enforced);
  writeTask(m, w, t);
}
