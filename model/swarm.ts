import { get, set, type Row } from '#src/layout/layout.js';
import * as agent from './actors/agent.ts';
import * as hostMemory from './actors/host-memory.ts';
import * as operator from './actors/operator.ts';
import * as orchestrator from './actors/orchestrator.ts';
import { ACTOR, type Pending } from './actors/pending.ts';
import * as restartSupervisor from './actors/restart-supervisor.ts';
import * as scheduler from './actors/scheduler.ts';
import * as updater from './actors/updater.ts';
import * as worker from './actors/worker.ts';
import type { Model } from './model.ts';
import { argumentOf, KIND, kindOf } from './steps.ts';
import { TaskState } from './vocabulary.ts';
import { blank, G, S, T } from './world.ts';

/** Number of actors of a model's world. */
export const actorsOf = (m: Model): number => ACTOR.first + m.slots + m.tasks;

/** The base runs, settled, in every slot. */
export function initialWorld(m: Model, w: Row): void {
  blank(m.places.layout, w);
  set(w, G.now, 0);
  set(w, m.places.service(0) + S.version, 1);
  set(w, G.raftIndex, 1);
  for (let l = 0; l < m.slots; l++) {
    const task = m.places.task(l * m.tasksPerSlot);
    set(w, task + T.id, l + 1);
    set(w, task + T.node, 1);
    for (const field of [T.observed, T.actual, T.desired]) set(w, task + field, TaskState.running);
    for (const field of [T.actualSince, T.desiredSince, T.createdAt, T.startedAt]) set(w, task + field, 0);
    set(w, task + T.booted, 1);
  }
  set(w, G.lastTaskId, m.slots);
}

/** All steps that are enabled, or that time will enable. The order depends on the world alone. */
export function pending(m: Model, w: Row, into: Pending): void {
  if (get(w, G.overflow) !== 0) return;
  operator.pendOperator(m, w, into);
  orchestrator.pendOrchestrator(m, w, into);
  updater.pendUpdater(m, w, 0, into);
  for (let l = 0; l < m.slots; l++) worker.pendWorker(m, w, l, into);
  restartSupervisor.pendDelayedStarts(m, w, into);
  hostMemory.pendHostMemory(m, w, into);
  for (let t = 0; t < m.tasks; t++) {
    const task = m.places.task(t);
    if (get(w, task + T.id) === 0) continue;
    if (get(w, task + T.node) !== 0) agent.pendAgent(m, w, t, task, into);
    else if (get(w, task + T.observed) <= TaskState.pending) scheduler.pendScheduling(m, w, t, task, into);
  }
}

/** Takes one enabled step, in place. */
export function take(m: Model, w: Row, code: number): void {
  const handler = HANDLERS[kindOf(code)];
  if (handler === undefined) throw new Error(`invariant broken: no step ${code}`);
  handler(m, w, argumentOf(code));
  updater.finishIfIdle(m, w, 0);
  orchestrator.wakeOrchestrator(m, w, 0);
  hostMemory.weighMemory(m, w);
}

type Handler = (m: Model, w: Row, argument: number) => void;

const BY_KIND: Readonly<Record<keyof typeof KIND, Handler>> = {
  'operator.deploys': operator.takeDeploy,
  'operator.moves': operator.takeMove,
  'orchestrator.handles-event': orchestrator.takeEvent,
  'updater.starts': updater.takeStart,
  'updater.hands-out-slot': (m, w, l) => {
    updater.takeHandOut(m, w, 0, l);
  },
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
  'host-memory.load-becomes': (_m, w, level) => {
    hostMemory.takeLoad(w, level);
  },
};
const HANDLERS: readonly Handler[] = (Object.keys(KIND) as (keyof typeof KIND)[]).map((kind) => BY_KIND[kind]);
