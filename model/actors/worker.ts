import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { createTask } from '../create-task.ts';
import { worker as machine } from '../machines/worker.ts';
import { serviceAt, serviceOfSlot, type Model } from '../model.ts';
import { PHASE } from '../phases.ts';
import { codeIn, wire } from '../step-machine.ts';
import { KIND } from '../steps.ts';
import { slotOfTask, taskAt } from '../slots.ts';
import { TaskState } from '../vocabulary.ts';
import { G, L, S, T } from '../world.ts';
import { actorOf, pend, type Pending } from './pending.ts';
import { delayStart } from './restart-supervisor.ts';
import { runConfig } from './run-config.ts';
import { cleanTasks, othersOf, removeOld, stillWanted } from './slot-tasks.ts';

/** swarmkit updater.go worker, updateTask, useExistingTask, removeOldTasks; semantics 6.2-6.4. Subjects are slot indexes. */
const worker = wire<Model, Row>(machine, {
  read: (m, w, l) => get(w, m.places.slot(l) + L.worker),
  write: (m, w, l, phase) => {
    set(w, m.places.slot(l) + L.worker, phase);
    set(w, m.places.slot(l) + L.workerSince, get(w, G.now));
  },
  guards: {
    'must be promoted': mustBePromoted,
    'start-first and running': (m, w, l) =>
      config(m, w, l).order === 'start-first' && get(w, m.places.slot(l) + L.saw) === TaskState.running,
    'delay is set': (m, w, l) => config(m, w, l).delayMs > 0,
  },
  effects: {
    'nothing more': () => undefined,
    'removes the other tasks': removeOthers,
    'promotes the kept task': promote,
    'creates the new task': replace,
    'removes the old tasks': (m, w, l) => {
      removeOld(m, w, l, get(w, m.places.slot(l) + L.snapshotWanted));
    },
  },
});
const event = (name: string): number => codeIn(worker.table.events, name);
const ON = {
  queues: event('updater.queues'),
  handsOut: event('updater.hands-out'),
  returns: event('updater.returns'),
  keeps: event('worker.keeps'),
  replaces: event('worker.replaces'),
  aborts: event('worker.aborts'),
  seesPromotion: event('worker.sees-promotion'),
  seesRunning: event('worker.sees-running'),
  hasWaited: event('worker.has-waited'),
  stops: event('worker.stops'),
  leaderChanges: event('leader.changes'),
} as const;

const config = (m: Model, w: Row, l: number) => runConfig(m, w, serviceOfSlot(m, l));

export function queueSlot(m: Model, w: Row, l: number): void {
  worker.fire(m, w, l, ON.queues);
}

export function handOut(m: Model, w: Row, l: number): void {
  worker.fire(m, w, l, ON.handsOut);
}

/** Slots that some worker holds: each worker goroutine holds one at a time, its Delay included. */
export function busyWorkers(m: Model, w: Row, s: number): number {
  const { worker: at } = PHASE;
  const { firstSlot, slots } = serviceAt(m, s);
  let busy = 0;
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const phase = get(w, m.places.slot(l) + L.worker);
    if (phase !== at.idle && phase !== at.queued && phase !== at.done) busy++;
  }
  return busy;
}

/** The updater has returned: its snapshot and what it remembered of each slot are gone. */
export function dismissWorkers(m: Model, w: Row, s: number): void {
  endWorkers(m, w, s, ON.returns);
}

/** The leader has changed: whatever they were doing, they do it no longer. */
export function forgetWorkers(m: Model, w: Row, s: number): void {
  endWorkers(m, w, s, ON.leaderChanges);
}

function endWorkers(m: Model, w: Row, s: number, how: number): void {
  const { firstSlot, slots } = serviceAt(m, s);
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const slot = m.places.slot(l);
    if (get(w, slot + L.worker) !== PHASE.worker.idle) worker.fire(m, w, l, how);
    for (const field of WORKER_FIELDS) set(w, slot + field, 0);
    set(w, slot + L.workerSince, NEVER);
    set(w, slot + L.trackedAt, NEVER);
  }
}
const WORKER_FIELDS = [
  L.snapshot,
  L.snapshotWanted,
  L.snapshotRunning,
  L.tracked,
  L.saw,
  L.failureSeen,
  L.failureOrder,
  L.kept,
];

export function pendWorker(m: Model, w: Row, l: number, into: Pending): void {
  const slot = m.places.slot(l);
  const phase = get(w, slot + L.worker);
  const { worker: at } = PHASE;
  if (phase === at.idle || phase === at.queued || phase === at.done) return;
  const since = get(w, slot + L.workerSince);
  const offer = (kind: number, argument = l, from = since): void => {
    pend(w, into, kind, argument, actorOf.worker(m, l), from, m.scenario.timing.manager);
  };
  if (phase === at.choosing) {
    offerChoice(m, w, l, offer);
    return;
  }
  const service = m.places.service(serviceOfSlot(m, l));
  if (get(w, service + S.updaterCancelled) !== 0) offer(KIND['worker.stops'], l, get(w, service + S.updaterSince));
  if (phase === at.delaying) offer(KIND['worker.has-waited'], l, since + config(m, w, l).delayMs);
  if (phase === at.promoting && keptIsPromoted(m, w, l)) offer(KIND['worker.sees-promotion']);
  if (phase === at.waiting && get(w, slot + L.saw) !== 0 && !awaitsStart(m, w, l)) offer(KIND['worker.sees-running']);
}

/** Semantics 6.2: a clean task with desired RUNNING, else a clean one below it, else a new task. Which of several is a choice. */
function offerChoice(m: Model, w: Row, l: number, offer: (kind: number, argument?: number) => void): void {
  const slot = m.places.slot(l);
  const clean = cleanTasks(m, w, l, get(w, slot + L.snapshot));
  const running = clean & get(w, slot + L.snapshotRunning);
  const candidates = running !== 0 ? running : clean & get(w, slot + L.snapshotWanted);
  if (candidates === 0) {
    offer(KIND['worker.replaces-task']);
    return;
  }
  for (let place = 0; place < m.tasksPerSlot; place++) {
    if ((candidates & (1 << place)) !== 0) offer(KIND['worker.keeps-task'], taskAt(m, l, place));
  }
}

function keptIsPromoted(m: Model, w: Row, l: number): boolean {
  const kept = get(w, m.places.slot(l) + L.kept) - 1;
  return get(w, m.places.task(taskAt(m, l, kept)) + T.delayed) === PHASE.delay.none;
}

/** The tracked task's delayed start is still pending: the worker has not yet come to read its watch. */
function awaitsStart(m: Model, w: Row, l: number): boolean {
  const tracked = get(w, m.places.slot(l) + L.tracked);
  for (let place = 0; place < m.tasksPerSlot; place++) {
    const task = m.places.task(taskAt(m, l, place));
    if (get(w, task + T.id) === tracked) return get(w, task + T.delayed) !== PHASE.delay.none;
  }
  return false;
}

export function takeKeep(m: Model, w: Row, t: number): void {
  const l = slotOfTask(m, t);
  set(w, m.places.slot(l) + L.kept, (t % m.tasksPerSlot) + 1);
  worker.fire(m, w, l, ON.keeps);
}

export function takeReplace(m: Model, w: Row, l: number): void {
  worker.fire(m, w, l, oldTaskIsGone(m, w, l) ? ON.aborts : ON.replaces);
}

/** Stop-first: every old task that was wanted in the snapshot has vanished or was shut down meanwhile. */
function oldTaskIsGone(m: Model, w: Row, l: number): boolean {
  const wanted = get(w, m.places.slot(l) + L.snapshotWanted);
  return config(m, w, l).order === 'stop-first' && wanted !== 0 && stillWanted(m, w, l, wanted) === 0;
}

export function takeSight(m: Model, w: Row, l: number): void {
  set(w, m.places.slot(l) + L.trackedAt, get(w, G.now));
  worker.fire(m, w, l, ON.seesRunning);
}

export function takePromotion(m: Model, w: Row, l: number): void {
  worker.fire(m, w, l, ON.seesPromotion);
}

export function takeWait(m: Model, w: Row, l: number): void {
  worker.fire(m, w, l, ON.hasWaited);
}

export function takeWorkerStop(m: Model, w: Row, l: number): void {
  worker.fire(m, w, l, ON.stops);
}

/** W1 of updateTask; W2 is the restart supervisor's. */
function replace(m: Model, w: Row, l: number): void {
  const service = m.places.service(serviceOfSlot(m, l));
  const slot = m.places.slot(l);
  // The watch is on before the task exists, so nothing that becomes of it is missed.
  set(w, slot + L.tracked, get(w, G.lastTaskId) + 1);
  set(w, slot + L.trackedAt, NEVER);
  set(w, slot + L.saw, 0);
  const [spec, specVersion] = [get(w, service + S.updaterSpec), get(w, service + S.updaterSpecVersion)];
  const task = createTask(m, w, l, spec, specVersion, TaskState.ready);
  if (task < 0) return;
  const stopFirst = config(m, w, l).order === 'stop-first';
  const removed = stopFirst ? removeOld(m, w, l, get(w, slot + L.snapshotWanted)) : -1;
  delayStart(m, w, task, 0, removed);
}

/** useExistingTask: a kept task below desired RUNNING; but an error about the others aborts the promotion. */
function mustBePromoted(m: Model, w: Row, l: number): boolean {
  const slot = m.places.slot(l);
  const others = othersOf(m, w, l);
  const failed = others !== 0 && stillWanted(m, w, l, others) === 0;
  return !failed && (get(w, slot + L.snapshotRunning) & (1 << (get(w, slot + L.kept) - 1))) === 0;
}

function removeOthers(m: Model, w: Row, l: number): void {
  removeOld(m, w, l, othersOf(m, w, l));
}

/** Promotes once what was removed has stopped.. */
function promote(m: Model, w: Row, l: number): void {
  const slot = m.places.slot(l);
  const others = othersOf(m, w, l);
  const old = others === 0 ? -1 : taskAt(m, l, 31 - Math.clz32(others));
  delayStart(m, w, taskAt(m, l, get(w, slot + L.kept) - 1), 0, old);
}
