import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { serviceAt, type Model } from '../model.ts';
import { SPEC } from '../specs.ts';
import { AT_ONCE } from '../scenario.ts';
import { KIND } from '../steps.ts';
import { MOVES } from '../vocabulary.ts';
import { G, S } from '../world.ts';
import { isStackDeploy, mayMove, takeNodeMove, targetsOf, updateFor } from './moves.ts';
import { actorOf, pend, pendFreely, type Pending } from './pending.ts';
import { updateService } from './service-status.ts';

/** `Global.gate`: the deploy waits for the watcher's capture, may begin, is under way, was answered. */
export const GATE = { closed: 0, open: 1, deploying: 2, deployed: 3 } as const;

/** `operator.deploys` names a service and a fate of its head; `operator.moves` a move and a service or node. */
const PARTS = 64;
export const halves = (argument: number) => ({ first: Math.floor(argument / PARTS), second: argument % PARTS });

/**
 * Deploys the head of every service, each with a fate of the scenario's choosing, and may make further moves of the kinds that real
 * pipelines make.
 * Simplified: one client at a time; networks, configs and secrets are not part of a deploy, and the allocator does not write services
 * (semantics 2.1, semantics 2.3).
 */
export function pendOperator(m: Model, w: Row, into: Pending): void {
  const gate = get(w, G.gate);
  if (gate === GATE.open || gate === GATE.deploying) pendDeploy(m, w, gate, into);
  if (gate !== GATE.deployed) return;
  if (get(w, G.command) !== 0) pendUpdates(m, w, into);
  else pendMoves(m, w, into);
}

/** docker/cli stack deploy: one service after the other, in the order of a Go map. */
function pendDeploy(m: Model, w: Row, gate: number, into: Pending): void {
  const window = gate === GATE.open ? AT_ONCE : m.scenario.operator.request;
  const since = gate === GATE.open ? get(w, G.now) : get(w, G.requestedAt);
  for (let s = 0; s < m.services.length; s++) {
    if (gate === GATE.deploying && get(w, m.places.service(s) + S.due) === 0) continue;
    for (let fate = 0; fate < serviceAt(m, s).fates; fate++) {
      pend(w, into, KIND['operator.deploys'], s * PARTS + fate, actorOf.operator, since, window);
    }
  }
}

export function takeDeploy(m: Model, w: Row, argument: number): void {
  const { first: s, second: fate } = halves(argument);
  const service = m.places.service(s);
  if (get(w, G.gate) === GATE.open) {
    for (let other = 0; other < m.services.length; other++) set(w, m.places.service(other) + S.due, 1);
  }
  const { firstFate, firstSpec } = serviceAt(m, s);
  set(w, service + S.headFate, m.fates[firstFate + fate]?.kind === 'good' ? 0 : firstFate + fate + 1);
  updateService(m, w, s, firstSpec + SPEC.head);
  const isDone = answered(m, w, s);
  set(w, G.gate, isDone ? GATE.deployed : GATE.deploying);
  if (isDone) set(w, G.deployedAt, get(w, G.now));
}

/** A request of the command was answered; whether it was the last. */
function answered(m: Model, w: Row, s: number): boolean {
  set(w, m.places.service(s) + S.due, 0);
  set(w, m.places.service(s) + S.listed, 0);
  set(w, G.requestedAt, get(w, G.now));
  for (let other = 0; other < m.services.length; other++) {
    if (get(w, m.places.service(other) + S.due) !== 0) return false;
  }
  return true;
}

function pendMoves(m: Model, w: Row, into: Pending): void {
  const { maxMoves, moves, moveWindow } = m.scenario.operator;
  if (get(w, G.closed) !== 0 || get(w, G.moves) >= maxMoves) return;
  const elapsed = get(w, G.now) - get(w, G.deployedAt);
  if (elapsed > moveWindow.latestMs) return;
  for (const move of moves) {
    for (let target = 0; target < targetsOf(m, move); target++) {
      if (!mayMove(m, w, move, target)) continue;
      const argument = MOVES.indexOf(move) * PARTS + target;
      pendFreely(into, KIND['operator.moves'], argument, actorOf.operator, moveWindow.earliestMs - elapsed);
    }
  }
}

/**
 * A command begins: it lists what it will update, with versions. Where requests take no time and there is one service, the
 * update is part of the same step.
 */
export function takeMove(m: Model, w: Row, argument: number): void {
  const { first, second: target } = halves(argument);
  const move = MOVES[first] ?? 'identical';
  set(w, G.moves, get(w, G.moves) + 1);
  set(w, G.lastMove, get(w, G.lastMove) * (MOVES.length + 1) + first + 1);
  if (takeNodeMove(m, w, move, target)) return;
  const services = isStackDeploy(move) ? m.services.map((_, s) => s) : [target];
  if (services.length === 1 && m.scenario.operator.request.latestMs === 0) {
    updateFor(m, w, move, target);
    return;
  }
  set(w, G.command, first + 1);
  set(w, G.requestedAt, get(w, G.now));
  for (const s of services) {
    set(w, m.places.service(s) + S.due, 1);
    set(w, m.places.service(s) + S.listed, get(w, m.places.service(s) + S.version));
  }
}

function pendUpdates(m: Model, w: Row, into: Pending): void {
  const { request } = m.scenario.operator;
  for (let s = 0; s < m.services.length; s++) {
    if (get(w, m.places.service(s) + S.due) === 0) continue;
    pend(w, into, KIND['operator.updates'], s, actorOf.operator, get(w, G.requestedAt), request);
  }
}

/** Whether the service was written since the command listed it: the update is refused, "update out of sequence" (semantics 2.1). */
export const isOutOfSequence = (m: Model, w: Row, s: number): boolean =>
  get(w, m.places.service(s) + S.listed) !== get(w, m.places.service(s) + S.version);

/** The rollout is judged: no further moves, and what a command under way has not sent yet belongs to the next rollout. */
export function closeOperator(m: Model, w: Row): void {
  set(w, G.closed, 1);
  if (get(w, G.command) !== 0) endCommand(m, w);
}

/** A refused update ends the command: services that it has not come to stay as they are. */
export function takeUpdate(m: Model, w: Row, s: number): void {
  const move = MOVES[get(w, G.command) - 1] ?? 'identical';
  if (!isOutOfSequence(m, w, s)) {
    updateFor(m, w, move, s);
    if (!answered(m, w, s)) return;
  }
  endCommand(m, w);
}

function endCommand(m: Model, w: Row): void {
  set(w, G.command, 0);
  set(w, G.requestedAt, NEVER);
  for (let other = 0; other < m.services.length; other++) {
    set(w, m.places.service(other) + S.due, 0);
    set(w, m.places.service(other) + S.listed, 0);
  }
}
