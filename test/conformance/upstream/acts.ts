// What an upstream test's own hand does: writes to the store, and nodes that come, go and change.
import { takeNodeDown, takeReconnection } from '#model/actors/cluster.js';
import { takeElection } from '#model/actors/leadership.js';
import { takeNodeMove } from '#model/actors/moves.js';
import { clearNext } from '#model/actors/next-snapshot.js';
import { takeMove } from '#model/actors/operator.js';
import { updateService } from '#model/actors/service-status.js';
import { registerUpdater } from '#model/actors/updater.js';
import { createTask } from '#model/create-task.js';
import type { Model } from '#model/index.js';
import { taskAt } from '#model/slots.js';
import { removeService, writeService, writeTask } from '#model/store.js';
import { deleteTask } from '#model/task-reaper.js';
import { MOVES, TaskState, type Move, type TaskStateName } from '#model/vocabulary.js';
import { G, L, S, T } from '#model/world.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import type { TaskShown } from './happened.ts';
import { placeTask, specNamed, type TaskSetup } from './swarm-setup.ts';

export interface Hand {
  readonly m: Model;
  readonly row: Row;
  readonly tasks: () => readonly TaskShown[];
  readonly flags: Set<string>;
}

export type Act = (hand: Hand) => void;

/** Every component starts, as on a manager that has become the leader. */
export const starts: Act = ({ m, row }) => {
  takeElection(m, row);
};

/** UpdateService. */
export const deploys =
  (spec: string, service = 0): Act =>
  ({ m, row }) => {
    updateService(m, row, service, specNamed(m, service, spec));
  };

/** Writes the service as it is: an update without any change. */
export const touches =
  (service = 0): Act =>
  ({ m, row }) => {
    writeService(m, row, service);
  };

/** A service that was there unknown to anyone is written: orchestrators handle that like its creation. */
export const creates = (service: number): Act => touches(service);

/** DeleteService. */
export const removes =
  (service = 0): Act =>
  ({ m, row }) => {
    removeService(m, row, service);
  };

/** NewUpdater(...).Run with every task of the service, a slot each. */
export const runsUpdater: Act = ({ m, row }) => {
  const service = m.places.service(0);
  for (let l = 0; l < (m.services[0]?.slots ?? 0); l++) {
    const slot = m.places.slot(l);
    for (let place = 0; place < m.tasksPerSlot; place++) {
      const task = m.places.task(taskAt(m, l, place));
      if (get(row, task + T.id) === 0) continue;
      const desired = get(row, task + T.desired);
      const add = (field: number): void => set(row, slot + field, get(row, slot + field) | (1 << place));
      add(L.nextSnapshot);
      if (desired <= TaskState.running) add(L.nextWanted);
      if (desired === TaskState.running) add(L.nextRunning);
    }
  }
  set(row, service + S.nextSpec, get(row, service + S.spec));
  set(row, service + S.nextSpecVersion, get(row, service + S.specVersion));
  set(row, service + S.nextState, get(row, service + S.updateState));
  registerUpdater(m, row, 0);
  clearNext(m, row, 0);
};

/** Writes a task's status. */
export function sets(which: string | ((task: TaskShown) => boolean), state: TaskStateName): Act {
  return ({ m, row, tasks }) => {
    const meant = tasks().filter((task) => (typeof which === 'string' ? task.label === which : which(task)));
    if (meant.length === 0) throw new Error('no such task');
    for (const { record } of meant) writeState(m, row, record, state);
  };
}

export function writeState(m: Model, w: Row, t: number, state: TaskStateName): void {
  const task = m.places.task(t);
  for (const field of [T.observed, T.actual]) set(w, task + field, TaskState[state]);
  for (const field of [T.statusAt, T.actualSince]) set(w, task + field, get(w, G.now));
  set(w, task + T.reportSince, NEVER);
  writeTask(m, w, t);
}

/** Writes a task's desired state. */
export const wants =
  (label: string, desired: TaskStateName): Act =>
  ({ m, row, tasks }) => {
    const record = recordOf(tasks(), label);
    set(row, m.places.task(record) + T.desired, TaskState[desired]);
    set(row, m.places.task(record) + T.desiredSince, get(row, G.now));
    writeTask(m, row, record);
  };

export const deletes =
  (label: string): Act =>
  ({ m, row, tasks }) => {
    deleteTask(m, row, recordOf(tasks(), label));
  };

/** CreateTask by hand: in any state, anywhere. */
export const adds =
  (task: TaskSetup): Act =>
  ({ m, row }) => {
    writeTask(m, row, placeTask(m, row, task));
  };

/** A new task as orchestrators create it. */
export const createsTask =
  (slot: number): Act =>
  ({ m, row }) => {
    createTask(m, row, slot - 1, get(row, m.places.service(0) + S.spec), 0, TaskState.running);
  };

/** `docker node update`. */
export const changesNode =
  (move: Move, node: number): Act =>
  ({ m, row }) => {
    takeNodeMove(m, row, move, node - 1);
  };

export const goesDown =
  (node: number): Act =>
  ({ m, row }) => {
    takeNodeDown(m, row, node - 1);
  };

/** READY again; or, where upstream creates a node, READY for the first time. */
export const comesUp =
  (node: number): Act =>
  ({ m, row }) => {
    takeReconnection(m, row, node - 1);
  };

/** A client lists the service and is about to send its update. */
export const begins =
  (move: Move): Act =>
  ({ m, row }) => {
    takeMove(m, row, MOVES.indexOf(move) * 64);
  };

export const raises =
  (flag: string): Act =>
  ({ flags }) => {
    flags.add(flag);
  };

function recordOf(tasks: readonly TaskShown[], label: string): number {
  const task = tasks.find((known) => known.label === label);
  if (task === undefined) throw new Error(`no task ${label}`);
  return task.record;
}
