import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { serviceAt, serviceOfSlot, type Model } from '../model.ts';
import { isInvalidNode } from '../nodes.ts';
import { PHASE } from '../phases.ts';
import { slotOfTask, taskAt } from '../slots.ts';
import { isGone, publish } from '../store.ts';
import { TaskState } from '../vocabulary.ts';
import { EVENT, G, N, O, S, T } from '../world.ts';
import * as global from './global-orchestrator.ts';
import { clearNext } from './next-snapshot.ts';
import * as replicated from './replicated-orchestrator.ts';
import { forgetRestarts, recordRestart, startAgain } from './restart-supervisor.ts';
import { deleteOrphans, tasksOf } from './service-removal.ts';
import { loseUpdater } from './updater.ts';

/**
 * Another manager becomes the leader : whatever was in memory is gone, the store stays.
 * Simplified: no time passes without a leader, requests are answered throughout, and nodes are not UNKNOWN until they have reported
 * to the new one (semantics 6.10).
 */
export function takeElection(m: Model, w: Row): void {
  set(w, G.faults, get(w, G.faults) + 1);
  for (let s = 0; s < m.services.length; s++) {
    const service = m.places.service(s);
    set(w, service + S.nextPending, 0);
    clearNext(m, w, s);
    if (get(w, service + S.updater) !== PHASE.updater.absent) loseUpdater(m, w, s);
  }
  forgetRestarts(m, w);
  for (let q = 0; q < m.orchestrators.length; q++) {
    w.fill(0, m.places.event(q, 0), m.places.event(q, m.places.dimensions.events));
    set(w, m.places.orchestrator(q) + O.queued, 0);
    publish(m, w, q, EVENT.start, 0);
  }
  for (let n = 0; n < m.nodes; n++) set(w, m.places.node(n) + N.checkSince, get(w, G.now));
  for (let t = 0; t < m.tasks; t++) {
    set(w, m.places.task(t) + T.dropped, 0);
    set(w, m.places.task(t) + T.tickAt, NEVER);
  }
}

/** An orchestrator's start (swarmkit taskinit/init.go CheckTasks, then a reconcile of every service): semantics 7.6. */
export function startUp(m: Model, w: Row, q: number): void {
  const related = m.services.flatMap(({ orchestrator }, s) => (orchestrator === q ? [s] : []));
  for (const s of related.filter((s) => isGone(m, w, s))) deleteOrphans(m, w, s);
  const services = related.filter((s) => !isGone(m, w, s));
  const tasks = services.flatMap((s) => tasksOf(m, w, s));
  const over = tasks.filter((t) => fixTask(m, w, t));
  for (const t of tasks) {
    const task = m.places.task(t);
    const isReady = get(w, task + T.desired) === TaskState.ready && get(w, task + T.observed) <= TaskState.complete;
    if (isReady) startAgain(m, w, t);
  }
  for (const s of services) rebuildHistory(m, w, s);
  const mode = m.orchestrators[q] === 'global' ? global : replicated;
  for (const t of over) mode.handleTask(m, w, t);
  for (const s of services) {
    const service = m.places.service(s);
    mode.reconcile(m, w, s, get(w, service + S.spec), get(w, service + S.specVersion), get(w, service + S.updateState));
  }
}

/** FixTask: whether the task is to be restarted. The global orchestrator shuts down what stands on a node that it does not use. */
function fixTask(m: Model, w: Row, t: number): boolean {
  const task = m.places.task(t);
  if (get(w, task + T.desired) > TaskState.running) return false;
  const node = get(w, task + T.node);
  const isMisplaced = node !== 0 && isInvalidNode(m, w, node - 1);
  const isGlobal = serviceAt(m, serviceOfSlot(m, slotOfTask(m, t))).mode === 'global';
  if (isMisplaced && isGlobal) global.shutDown(m, w, t);
  return isMisplaced ? !isGlobal : get(w, task + T.observed) > TaskState.running;
}

/** Of each slot's tasks with the newest SpecVersion all but the first count as restarts, in the order of their creation. */
function rebuildHistory(m: Model, w: Row, s: number): void {
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const tasks = Array.from({ length: m.tasksPerSlot }, (_, place) => taskAt(m, l, place)).filter(
      (t) => get(w, m.places.task(t) + T.id) !== 0,
    );
    const version = (t: number): number => get(w, m.places.task(t) + T.specVersion);
    const newest = Math.max(...tasks.map(version));
    const current = tasks.filter((t) => version(t) === newest);
    current.sort((a, b) => get(w, m.places.task(a) + T.id) - get(w, m.places.task(b) + T.id));
    for (const t of current.slice(1)) recordRestart(m, w, l, t);
  }
}
