import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { fateOf, later, plus, serviceOfSlot, specOf, type Model, type Spec } from '../model.ts';
import { AT_ONCE, type Fate, type Window } from '../scenario.ts';
import { KIND } from '../steps.ts';
import { slotOfTask } from '../slots.ts';
import { writeTask } from '../store.ts';
import { TaskState } from '../vocabulary.ts';
import { END, G, L, N, S, T } from '../world.ts';
import { actorOf, pend, type Pending } from './pending.ts';
import { TASK_EVENT, taskLives } from './task-lives.ts';

/**
 * The node's side of a task: agent and container (semantics 8.1-8.3). What happens here reaches the store by `agent.reports`.
 * Simplified: while a node is cut off nothing happens on it; its containers run on, and it goes on where it was (semantics 8.6).
 */
export function pendAgent(m: Model, w: Row, t: number, task: number, into: Pending): void {
  if (get(w, m.places.node(get(w, task + T.node) - 1) + N.cutSince) !== NEVER) return;
  const actor = actorOf.task(m, t);
  const actual = get(w, task + T.actual);
  const { timing } = m.scenario;
  // A status below the one in the store is ignored: the constraint enforcer may have been there before.
  if (actual > get(w, task + T.observed)) {
    pend(w, into, KIND['agent.reports'], t, actor, get(w, task + T.reportSince), timing.report);
  }
  if (actual > TaskState.running) return;
  const since = get(w, task + T.actualSince);
  const desired = get(w, task + T.desired);
  if (desired > TaskState.running) pendStop(m, w, t, task, actor, into);
  if (actual === TaskState.assigned) pend(w, into, KIND['agent.accepts'], t, actor, since, timing.assign);
  else if (actual === TaskState.accepted) {
    if (!knowsStop(m, w, task)) pend(w, into, KIND['agent.prepares'], t, actor, since, AT_ONCE);
  } else if (actual === TaskState.preparing) {
    const missing = fateOf(m, w, task)?.kind === 'image-missing';
    const kind = missing ? KIND['agent.rejects'] : KIND['agent.has-prepared'];
    pend(w, into, kind, t, actor, since, specOf(m, w, task).behaviour.prepare);
  } else if (actual === TaskState.ready && desired === TaskState.running) {
    pend(w, into, KIND['agent.starts'], t, actor, later(since, get(w, task + T.desiredSince)), timing.assign);
  } else if (actual >= TaskState.starting) pendContainer(m, w, t, task, actor, into);
}

/** swarmkit exec/controller.go Do: a task that is known to be stopped makes no step but that. It was known when this state began. */
function knowsStop(m: Model, w: Row, task: number): boolean {
  const since = get(w, task + T.desiredSince) + m.scenario.timing.assign.latestMs;
  return get(w, task + T.desired) > TaskState.running && since < get(w, task + T.actualSince);
}

/**
 * Desired state past RUNNING: tasks that never started are dropped once the agent knows; PREPARING runs to its end first.
 * Simplified: signal and stop are one step with the sum of their windows; the 2 s of gossip for overlay networks are the scenario's to
 * add (semantics 8.3).
 */
function pendStop(m: Model, w: Row, t: number, task: number, actor: number, into: Pending): void {
  const actual = get(w, task + T.actual);
  if (actual === TaskState.preparing) return;
  const { timing } = m.scenario;
  const since = get(w, task + T.desiredSince);
  if (actual < TaskState.starting) {
    pend(w, into, KIND['agent.stops'], t, actor, later(since, get(w, task + T.actualSince)), timing.assign);
    return;
  }
  const window = stopWindow(m, specOf(m, w, task));
  pend(w, into, KIND['agent.stops'], t, actor, since, window);
}

/** From the desired state in the store to the end of the container: the old spec's own grace period cuts its stop. */
function stopWindow(m: Model, spec: Spec): Window {
  const { stop } = spec.behaviour;
  const cut = {
    earliestMs: Math.min(stop.earliestMs, spec.stopGraceMs),
    latestMs: Math.min(stop.latestMs, spec.stopGraceMs),
  };
  return plus(plus(m.scenario.timing.assign, m.scenario.timing.stopSignal), cut);
}

function pendContainer(m: Model, w: Row, t: number, task: number, actor: number, into: Pending): void {
  const spec = specOf(m, w, task);
  const fate = fateOf(m, w, task);
  const actual = get(w, task + T.actual);
  const started = get(w, task + T.startedAt);
  const { behaviour } = spec;
  if (get(w, task + T.booted) === 0 && behaviour.bootMemoryMb !== behaviour.restMemoryMb) {
    pend(w, into, KIND['container.settles'], t, actor, started, behaviour.boot);
  }
  if (fate?.kind === 'eats-memory' && get(w, task + T.swollen) === 0) {
    pend(w, into, KIND['container.swells'], t, actor, started, fate.window);
  }
  if (actual === TaskState.starting) pendStart(w, t, task, actor, into, spec, fate);
  else if (fate) pendEnd(w, t, task, actor, into, fate);
}

function pendStart(
  w: Row,
  t: number,
  task: number,
  actor: number,
  into: Pending,
  spec: Spec,
  fate: Fate | undefined,
): void {
  const since = get(w, task + T.actualSince);
  if (fate?.kind === 'never-healthy' && spec.healthcheck) {
    const { startPeriodMs, retries, intervalMs, timeoutMs } = spec.healthcheck;
    const window = {
      earliestMs: startPeriodMs + retries * intervalMs + spec.behaviour.stop.earliestMs,
      latestMs: startPeriodMs + retries * (intervalMs + timeoutMs) + spec.behaviour.stop.latestMs,
    };
    pend(w, into, KIND['agent.finds-unhealthy'], t, actor, since, window);
    return;
  }
  const window = fate?.kind === 'starts-slowly' ? fate.window : spec.behaviour.start;
  pend(w, into, KIND['agent.has-started'], t, actor, since, window);
}

function pendEnd(w: Row, t: number, task: number, actor: number, into: Pending, fate: Fate): void {
  const since = get(w, task + T.actualSince);
  if (fate.kind === 'dies' || fate.kind === 'dies-late') {
    pend(w, into, KIND['container.exits'], t, actor, since, fate.window);
  } else if (fate.kind === 'turns-unhealthy') {
    pend(w, into, KIND['agent.finds-unhealthy'], t, actor, since, fate.window);
  }
}

/** Moves the task on its node; a report of the new state is due unless one was already. */
function move(m: Model, w: Row, t: number, event: number): void {
  const task = m.places.task(t);
  const reported = get(w, task + T.actual) === get(w, task + T.observed);
  taskLives.fire(m, w, t, event);
  if (reported) set(w, task + T.reportSince, get(w, G.now));
}

export const takeAcceptance = (m: Model, w: Row, t: number): void => {
  move(m, w, t, TASK_EVENT.accepts);
};
export const takePreparation = (m: Model, w: Row, t: number): void => {
  move(m, w, t, TASK_EVENT.prepares);
};
export const takePrepared = (m: Model, w: Row, t: number): void => {
  move(m, w, t, TASK_EVENT.isPrepared);
};
export const takeStarted = (m: Model, w: Row, t: number): void => {
  move(m, w, t, TASK_EVENT.isStarted);
};

export function takeContainerStart(m: Model, w: Row, t: number): void {
  set(w, m.places.task(t) + T.startedAt, get(w, G.now));
  move(m, w, t, TASK_EVENT.starts);
}

export function takeStopped(m: Model, w: Row, t: number): void {
  endTask(m, w, t, TASK_EVENT.shutsDown, END.stopped);
}

export function takeRejection(m: Model, w: Row, t: number): void {
  endTask(m, w, t, TASK_EVENT.rejects, END.rejected);
}

export function takeExit(m: Model, w: Row, t: number): void {
  const clean = fateOf(m, w, m.places.task(t))?.exitCode === 0;
  endTask(m, w, t, clean ? TASK_EVENT.finishes : TASK_EVENT.fails, END.exited);
}

/**
 * moby controller.go Start, Wait: a container that its healthcheck ends is stopped, and then COMPLETE if it exits 0 (semantics 8.2).
 * Simplified: no scenario file can say that a container traps SIGTERM so; recordings do (semantics 8.2).
 */
export function takeUnhealthy(m: Model, w: Row, t: number): void {
  const clean = specOf(m, w, m.places.task(t)).exitsZeroWhenStopped === true;
  endTask(m, w, t, clean ? TASK_EVENT.finishes : TASK_EVENT.fails, clean ? END.exited : END.unhealthy);
}

export function takeSettling(m: Model, w: Row, t: number): void {
  set(w, m.places.task(t) + T.booted, 1);
}

export function takeSwelling(m: Model, w: Row, t: number): void {
  set(w, m.places.task(t) + T.swollen, 1);
}

/** A task ends on its node. Truth counts the deaths of their own accord: of tasks that were still wanted. */
function endTask(m: Model, w: Row, t: number, event: number, end: number): void {
  const task = m.places.task(t);
  const wanted = get(w, task + T.desired) <= TaskState.running;
  move(m, w, t, event);
  set(w, task + T.end, end);
  set(w, task + T.startedAt, NEVER);
  if (end !== END.stopped && wanted) noteDeath(m, w, t, end);
}

function noteDeath(m: Model, w: Row, t: number, end: number): void {
  const task = m.places.task(t);
  const slot = m.places.slot(slotOfTask(m, t));
  const service = m.places.service(serviceOfSlot(m, slotOfTask(m, t)));
  const persistent = !specOf(m, w, task).isHead || m.fates[get(w, service + S.headFate) - 1]?.times !== 'once';
  if (persistent) set(w, slot + L.deaths, get(w, slot + L.deaths) + 1);
  if (!specOf(m, w, task).isHead) return;
  set(w, service + S.headDeaths, get(w, service + S.headDeaths) + 1);
  set(w, service + S.headEnd, end);
}

export const failByKernel = (m: Model, w: Row, t: number): void => {
  endTask(m, w, t, TASK_EVENT.fails, END.killedByKernel);
};

/** The latest state on the node reaches the store; what lay between is never stored (semantics section 3, coalescing). */
export function takeReport(m: Model, w: Row, t: number): void {
  const task = m.places.task(t);
  set(w, task + T.observed, get(w, task + T.actual));
  set(w, task + T.reportSince, NEVER);
  set(w, task + T.statusAt, get(w, G.now));
  writeTask(m, w, t);
}
