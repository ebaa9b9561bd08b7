import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import type { Model } from '../model.ts';
import { KIND } from '../steps.ts';
import { tellDelayedStarts, writeNode } from '../store.ts';
import { G, N, T } from '../world.ts';
import { GATE } from './operator.ts';
import { actorOf, pend, pendFreely, type Pending } from './pending.ts';

/** What befalls the cluster itself from the deploy on: another leader, a node that is cut off for a while (semantics 6.10, 8.6). */
export function pendCluster(m: Model, w: Row, into: Pending): void {
  const { kinds, maxFaults, downFor } = m.scenario.faults;
  const mayFail = get(w, G.gate) === GATE.deployed && get(w, G.closed) === 0 && get(w, G.faults) < maxFaults;
  if (mayFail && kinds.includes('leader-change')) {
    pendFreely(into, KIND['raft.elects-leader'], 0, actorOf.cluster, 0);
  }
  // The first node is the manager.
  for (let n = 1; n < m.nodes; n++) {
    const node = m.places.node(n);
    if (get(w, node + N.gone) !== 0) continue;
    const since = get(w, node + N.cutSince);
    if (since === NEVER) {
      const mayGo = mayFail && kinds.includes('node-down') && get(w, node + N.down) === 0;
      if (mayGo) pendFreely(into, KIND['network.cuts-off-node'], n, actorOf.cluster, 0);
      continue;
    }
    pend(w, into, KIND['network.reconnects-node'], n, actorOf.cluster, since, downFor);
    if (get(w, node + N.down) !== 0) continue;
    pend(w, into, KIND['dispatcher.marks-node-down'], n, actorOf.cluster, since, m.scenario.timing.nodeDown);
  }
}

export function takeCut(m: Model, w: Row, n: number): void {
  set(w, G.faults, get(w, G.faults) + 1);
  set(w, m.places.node(n) + N.cutSince, get(w, G.now));
}

/** `docker node rm --force`: no manager hears of it any more. */
export function removeNode(m: Model, w: Row, n: number): void {
  const node = m.places.node(n);
  set(w, node + N.gone, 1);
  set(w, node + N.cutSince, get(w, G.now));
  writeNode(m, w, n);
  endWaits(m, w, n);
}

/** The heartbeat is overdue. Whoever waits for a task on this node to stop waits no longer. */
export function takeNodeDown(m: Model, w: Row, n: number): void {
  set(w, m.places.node(n) + N.down, 1);
  writeNode(m, w, n);
  endWaits(m, w, n);
}

function endWaits(m: Model, w: Row, n: number): void {
  for (let t = 0; t < m.tasks; t++) {
    if (get(w, m.places.task(t) + T.node) === n + 1) tellDelayedStarts(m, w, t);
  }
}

/**
 * It reports again.
 * Simplified: as READY at once; tasks that were given up on it meanwhile stop only now, and none is ORPHANED, which takes a day
 * (semantics 8.6).
 */
export function takeReconnection(m: Model, w: Row, n: number): void {
  const node = m.places.node(n);
  set(w, node + N.cutSince, NEVER);
  if (get(w, node + N.down) === 0) return;
  set(w, node + N.down, 0);
  writeNode(m, w, n);
}
