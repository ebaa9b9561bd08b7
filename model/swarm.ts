import { blank, get, set, type Row } from '#src/layout/layout.js';
import * as agent from './actors/agent.ts';
import * as cluster from './actors/cluster.ts';
import * as enforcer from './actors/constraint-enforcer.ts';
import * as hostMemory from './actors/host-memory.ts';
import { takeElection } from './actors/leadership.ts';
import * as operator from './actors/operator.ts';
import * as orchestrator from './actors/orchestrator.ts';
import { actorOf, UNFORCED, type Pending } from './actors/pending.ts';
import * as restartSupervisor from './actors/restart-supervisor.ts';
import * as scheduler from './actors/scheduler.ts';
import * as updater from './actors/updater.ts';
import * as worker from './actors/worker.ts';
import { specAt, type Model } from './model.ts';
import { taskAt } from './slots.ts';
import { argumentOf, KIND, kindOf } from './steps.ts';
import { deleteTask, pendReaper } from './task-reaper.ts';
import { TaskState } from './vocabulary.ts';
import { G, S, T } from './world.ts';

/** Number of actors of a model's world. */
export const actorsOf = (m: Model): number => actorOf.task(m, m.tasks);

/** The base of every service runs, settled, in every slot that it wants. Replicas are dealt out over the nodes in turn. */
export function initialWorld(m: Model, w: Row): void {
  blank(w, 0, m.places.layout.kinds);
  set(w, G.now, 0);
  set(w, G.raftIndex, 1);
  let id = 0;
  m.services.forEach(({ firstSpec, firstSlot, mode, slots }, s) => {
    set(w, m.places.service(s) + S.version, 1);
    set(w, m.places.service(s) + S.spec, firstSpec);
    const wanted = mode === 'global' ? slots : specAt(m, firstSpec).replicas;
    for (let l = firstSlot; l < firstSlot + wanted; l++) {
      id++;
      startedTask(m, w, taskAt(m, l, 0), id, firstSpec, mode === 'global' ? l - firstSlot : (id - 1) % m.nodes);
    }
  });
  set(w, G.lastTaskId, id);
}

function startedTask(m: Model, w: Row, t: number, id: number, spec: number, n: number): void {
  const task = m.places.task(t);
  set(w, task + T.id, id);
  set(w, task + T.spec, spec);
  set(w, task + T.node, n + 1);
  for (const field of [T.observed, T.actual, T.desired]) set(w, task + field, TaskState.running);
  for (const field of [T.actualSince, T.desiredSince, T.createdAt, T.startedAt, T.statusAt]) set(w, task + field, 0);
  set(w, task + T.booted, 1);
}

/** All steps that are enabled, or that time will enable. The order depends on the world alone. */
export function pending(m: Model, w: Row, into: Pending): void {
  if (get(w, G.overflow) !== 0) return;
  pendManager(m, w, into);
  for (let t = 0; t < m.tasks; t++) pendTask(m, w, t, into);
}

/** Whether time forces some step: only clock steps and free choices of the environment are left where it forces none. `scratch` is written to. */
export function isForced(m: Model, w: Row, scratch: Pending): boolean {
  if (get(w, G.overflow) !== 0) return false;
  for (let t = 0; t < m.tasks; t++) {
    scratch.count = 0;
    pendTask(m, w, t, scratch);
    if (hasForced(scratch)) return true;
  }
  scratch.count = 0;
  pendManager(m, w, scratch);
  return hasForced(scratch);
}

function hasForced({ count, until }: Pending): boolean {
  for (let i = 0; i < count; i++) if ((until[i] as number) < UNFORCED) return true;
  return false;
}

function pendManager(m: Model, w: Row, into: Pending): void {
  operator.pendOperator(m, w, into);
  orchestrator.pendOrchestrators(m, w, into);
  for (let s = 0; s < m.services.length; s++) updater.pendUpdater(m, w, s, into);
  for (let l = 0; l < m.slots; l++) worker.pendWorker(m, w, l, into);
  restartSupervisor.pendDelayedStarts(m, w, into);
  hostMemory.pendHostMemory(m, w, into);
  enforcer.pendEnforcer(m, w, into);
  cluster.pendCluster(m, w, into);
}

function pendTask(m: Model, w: Row, t: number, into: Pending): void {
  const task = m.places.task(t);
  if (get(w, task + T.id) === 0) return;
  pendReaper(m, w, t, task, into);
  // Until the scheduler is done with it a task is the manager's, its node preassigned or not.
  if (get(w, task + T.actual) <= TaskState.pending) scheduler.pendScheduling(m, w, t, task, into);
  else if (get(w, task + T.node) !== 0) agent.pendAgent(m, w, t, task, into);
}

/** Takes one enabled step, in place. */
export function take(m: Model, w: Row, code: number): void {
  const handler = HANDLERS[kindOf(code)];
  if (handler === undefined) throw new Error(`invariant broken: no step ${code}`);
  handler(m, w, argumentOf(code));
  for (let s = 0; s < m.services.length; s++) {
    updater.finishIfIdle(m, w, s);
    orchestrator.wakeOrchestrator(m, w, s);
  }
  hostMemory.weighMemory(m, w);
}

type Handler = (m: Model, w: Row, argument: number) => void;

const BY_KIND: Readonly<Record<keyof typeof KIND, Handler>> = {
  'operator.deploys': operator.takeDeploy,
  'operator.moves': operator.takeMove,
  'operator.updates': operator.takeUpdate,
  'orchestrator.handles-event': orchestrator.takeEvent,
  'updater.starts': updater.takeStart,
  'updater.hands-out-slot': updater.takeHandOut,
  'updater.reads-failure': updater.takeFailure,
  'updater.completes': updater.takeCompletion,
  'updater.stops': updater.takeStop,
  'worker.replaces-task': worker.takeReplace,
  'worker.keeps-task': worker.takeKeep,
  'worker.sees-promotion': worker.takePromotion,
  'worker.sees-running': worker.takeSight,
  'worker.has-waited': worker.takeWait,
  'worker.stops': worker.takeWorkerStop,
  'restart-supervisor.starts-task': restartSupervisor.takeDelayedStart,
  'allocator.allocates': scheduler.takeAllocation,
  'scheduler.assigns': scheduler.takeAssignment,
  'scheduler.gives-up': scheduler.takeGivingUp,
  'scheduler.drops': scheduler.takeDrop,
  'agent.accepts': agent.takeAcceptance,
  'agent.prepares': agent.takePreparation,
  'agent.has-prepared': agent.takePrepared,
  'agent.rejects': agent.takeRejection,
  'agent.starts': agent.takeContainerStart,
  'agent.has-started': agent.takeStarted,
  'agent.stops': agent.takeStopped,
  'agent.finds-unhealthy': agent.takeUnhealthy,
  'agent.reports': agent.takeReport,
  'container.exits': agent.takeExit,
  'container.settles': agent.takeSettling,
  'container.swells': agent.takeSwelling,
  'host-memory.kills': hostMemory.takeKill,
  'host-memory.load-becomes': hostMemory.takeLoad,
  'task-reaper.deletes': deleteTask,
  'constraint-enforcer.checks-node': enforcer.takeCheck,
  'raft.elects-leader': takeElection,
  'network.cuts-off-node': cluster.takeCut,
  'network.reconnects-node': cluster.takeReconnection,
  'dispatcher.marks-node-down': cluster.takeNodeDown,
};
const HANDLERS: readonly Handler[] = (Object.keys(KIND) as (keyof typeof KIND)[]).map((kind) => BY_KIND[kind]);
