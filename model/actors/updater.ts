import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { DELAY_MONITOR_MARGIN_MS } from '../defaults.ts';
import { updater as machine } from '../machines/updater.ts';
import { serviceAt, serviceOfSlot, type Model } from '../model.ts';
import { PHASE } from '../phases.ts';
import { codeIn, wire } from '../step-machine.ts';
import { KIND } from '../steps.ts';
import { UpdateState } from '../vocabulary.ts';
import { G, L, MESSAGE, S } from '../world.ts';
import { isDirtySlot } from './dirty.ts';
import { readFailure, wouldRollBackARollback } from './failures.ts';
import { actorOf, pend, type Pending } from './pending.ts';
import { runConfig } from './run-config.ts';
import { completeUpdate, pauseUpdate, rollbackUpdate, startUpdate } from './service-status.ts';
import { busyWorkers, dismissWorkers, forgetWorkers, handOut, queueSlot } from './worker.ts';

/** swarmkit manager/orchestrator/update/updater.go Run; semantics 6.1, 6.5, 6.6. Subjects are service indexes. */
const updater = wire<Model, Row>(machine, {
  read: (m, w, s) => get(w, m.places.service(s) + S.updater),
  write: (m, w, s, phase) => {
    set(w, m.places.service(s) + S.updater, phase);
  },
  guards: {
    'status is paused': (m, w, s) => {
      const state = get(w, m.places.service(s) + S.updaterState);
      return state === UpdateState.paused || state === UpdateState.rollback_paused;
    },
    'no slot is dirty': (m, w, s) => dirtySlots(m, w, s) === 0,
    'update in progress': (m, w, s) => {
      const state = get(w, m.places.service(s) + S.updaterState);
      return state === UpdateState.updating || state === UpdateState.rollback_started;
    },
    'more slots': (m, w, s) => slotsIn(m, w, s, PHASE.worker.queued) > 0,
  },
  effects: {
    'completes the update': completeUpdate,
    'starts the update': begin,
    'pauses the update': (m, w, s) => {
      const bug = wouldRollBackARollback(m, w, s);
      pauseUpdate(m, w, s, bug ? MESSAGE.rollbackPaused : MESSAGE.paused);
    },
    'rolls the update back': rollbackUpdate,
    'opens the window': openWindow,
    returns: (m, w, s) => {
      dismissWorkers(m, w, s);
      forget(m, w, s);
    },
    'is forgotten': (m, w, s) => {
      forgetWorkers(m, w, s);
      forget(m, w, s);
    },
  },
});
const event = (name: string): number => codeIn(updater.table.events, name);
const ON = {
  creates: event('supervisor.creates'),
  starts: event('updater.starts'),
  handsOut: event('updater.hands-out'),
  tolerates: event('updater.tolerates'),
  pauses: event('updater.pauses'),
  rollsBack: event('updater.rolls-back'),
  pausesRollback: event('updater.pauses-rollback'),
  completes: event('updater.completes'),
  stops: event('updater.stops'),
  workersFinish: event('workers.finish'),
  leaderChanges: event('leader.changes'),
} as const;

function dirtySlots(m: Model, w: Row, s: number): number {
  const { firstSlot, slots } = serviceAt(m, s);
  let dirty = 0;
  for (let l = firstSlot; l < firstSlot + slots; l++) if (isDirtySlot(m, w, s, l)) dirty++;
  return dirty;
}

function slotsIn(m: Model, w: Row, s: number, phase: number): number {
  const { firstSlot, slots } = serviceAt(m, s);
  let found = 0;
  for (let l = firstSlot; l < firstSlot + slots; l++) if (get(w, m.places.slot(l) + L.worker) === phase) found++;
  return found;
}

/** Registers an updater with the snapshot that reconcile has left in `next…`. */
export function registerUpdater(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  updater.fire(m, w, s, ON.creates);
  set(w, service + S.updaterSpec, get(w, service + S.nextSpec));
  set(w, service + S.updaterSpecVersion, get(w, service + S.nextSpecVersion));
  set(w, service + S.updaterState, get(w, service + S.nextState));
  set(w, service + S.updaterSince, get(w, G.now));
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const slot = m.places.slot(l);
    set(w, slot + L.snapshot, get(w, slot + L.nextSnapshot));
    set(w, slot + L.snapshotWanted, get(w, slot + L.nextWanted));
    set(w, slot + L.snapshotRunning, get(w, slot + L.nextRunning));
  }
}

/** Steps 3-6 of Run: the status, the denominator, the queue of slots. */
function begin(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  set(w, service + S.updaterDirty, dirtySlots(m, w, s));
  set(w, service + S.updaterMonitorMs, runConfig(m, w, s).monitorMs);
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) if (isDirtySlot(m, w, s, l)) queueSlot(m, w, l);
  if (get(w, service + S.updaterState) === UpdateState.unset) startUpdate(m, w, s);
}

/** Step 9: a Delay that reaches the monitor window widens it. */
function openWindow(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  const { delayMs } = runConfig(m, w, s);
  if (delayMs >= get(w, service + S.updaterMonitorMs)) {
    set(w, service + S.updaterMonitorMs, delayMs + DELAY_MONITOR_MARGIN_MS);
  }
  set(w, service + S.monitorSince, get(w, G.now));
}

/**
 * Run returns and the updater unregisters.
 * Simplified: in one step with its last write, so it has always unregistered before the orchestrator handles that write. So it was
 * in every executed case; by source it is a race (semantics 6.8).
 */
function forget(m: Model, w: Row, s: number): void {
  const service = m.places.service(s);
  for (const field of UPDATER_FIELDS) set(w, service + field, 0);
  set(w, service + S.updaterSince, NEVER);
  set(w, service + S.monitorSince, NEVER);
}
const UPDATER_FIELDS = [
  S.updaterSpec,
  S.updaterSpecVersion,
  S.updaterState,
  S.updaterDirty,
  S.updaterFailures,
  S.updaterMonitorMs,
  S.updaterCancelled,
  S.failuresQueued,
];

export function pendUpdater(m: Model, w: Row, s: number, into: Pending): void {
  const service = m.places.service(s);
  const phase = get(w, service + S.updater);
  const { updater: at } = PHASE;
  if (phase === at.absent || phase === at.draining || phase === at.halting) return;
  const { manager } = m.scenario.timing;
  const since = get(w, service + S.updaterSince);
  const offer = (kind: number, argument: number, from = since): void => {
    pend(w, into, kind, argument, actorOf.updater(m, s), from, manager);
  };
  if (phase === at.created) offer(KIND['updater.starts'], s);
  if (phase === at.completing) offer(KIND['updater.completes'], s);
  if (phase !== at.dispatching && phase !== at.monitoring) return;
  if (get(w, service + S.updaterCancelled) !== 0) offer(KIND['updater.stops'], s);
  if (get(w, service + S.failuresQueued) > 0) offer(KIND['updater.reads-failure'], s);
  if (phase === at.monitoring) {
    // swarmkit updater.go Run: the timer and a failure may be ready at the same instant; select then picks either.
    offer(KIND['updater.completes'], s, get(w, service + S.monitorSince) + get(w, service + S.updaterMonitorMs));
    return;
  }
  const { parallelism, delayMs } = runConfig(m, w, s);
  // swarmkit updater.go worker: one that the stop channel wakes from its Delay returns, and takes no further slot.
  if (delayMs > 0 && get(w, service + S.updaterCancelled) !== 0) return;
  if (parallelism !== 0 && busyWorkers(m, w, s) >= parallelism) return;
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    if (get(w, m.places.slot(l) + L.worker) === PHASE.worker.queued) offer(KIND['updater.hands-out-slot'], l);
  }
}

export function takeStart(m: Model, w: Row, s: number): void {
  set(w, m.places.service(s) + S.updaterSince, get(w, G.now));
  updater.fire(m, w, s, ON.starts);
}

export function takeHandOut(m: Model, w: Row, l: number): void {
  const s = serviceOfSlot(m, l);
  set(w, m.places.service(s) + S.updaterSince, get(w, G.now));
  handOut(m, w, l);
  updater.fire(m, w, s, ON.handsOut);
}

/** A leader's updaters end with its term, without a word. */
export function loseUpdater(m: Model, w: Row, s: number): void {
  updater.fire(m, w, s, ON.leaderChanges);
}

export function takeCompletion(m: Model, w: Row, s: number): void {
  updater.fire(m, w, s, ON.completes);
}

export function takeStop(m: Model, w: Row, s: number): void {
  updater.fire(m, w, s, ON.stops);
  finishIfIdle(m, w, s);
}

/** wg.Wait: goes on as soon as the last worker is done. */
export function finishIfIdle(m: Model, w: Row, s: number): void {
  const phase = get(w, m.places.service(s) + S.updater);
  const waiting = phase === PHASE.updater.draining || phase === PHASE.updater.halting;
  if (waiting && busyWorkers(m, w, s) === 0) updater.fire(m, w, s, ON.workersFinish);
}

/** Reads the oldest failure and acts on it. */
export function takeFailure(m: Model, w: Row, s: number): void {
  set(w, m.places.service(s) + S.updaterSince, get(w, G.now));
  updater.fire(m, w, s, ON[readFailure(m, w, s)]);
  finishIfIdle(m, w, s);
}
