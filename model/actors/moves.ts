import { get, set, type Row } from '#src/layout/layout.js';
import { serviceAt, specAt, type Model } from '../model.ts';
import { AVAILABILITY } from '../nodes.ts';
import { forcedTwin, scaledTwin, SPEC } from '../specs.ts';
import { isGone, removeService, writeNode } from '../store.ts';
import { removeNode } from './cluster.ts';
import type { Move } from '../vocabulary.ts';
import { N, S } from '../world.ts';
import { isVacant, recreateService } from './service-creation.ts';
import { rollBackService, updateService } from './service-status.ts';

/** `docker stack deploy`: it updates every service of the stack, changed or not, and creates those that are missing (semantics 2.3). */
export function isStackDeploy(move: Move): boolean {
  return move === 'identical' || move === 'label-only' || move === 'other-spec';
}

/** `docker service rollback`, `update --force`, `scale` and `rm`. */
export function isOnService(move: Move): boolean {
  return move === 'rollback' || move === 'force' || move === 'scale' || move === 'remove-service';
}

/** How many things a move may be aimed at: the stack, its services, or the nodes. */
export function targetsOf(m: Model, move: Move): number {
  if (isStackDeploy(move)) return 1;
  return isOnService(move) ? m.services.length : m.nodes;
}

/** Whether the move would do anything at all. */
export function mayMove(m: Model, w: Row, move: Move, target: number): boolean {
  const service = m.places.service(target);
  if (isOnService(move) && isGone(m, w, target)) return false;
  if (!isOnService(move) && !isStackDeploy(move) && get(w, m.places.node(target) + N.gone) !== 0) return false;
  const availability = (n: number): number => get(w, m.places.node(n) + N.availability);
  switch (move) {
    case 'identical':
    case 'label-only':
    case 'other-spec':
      return m.services.every((_, s) => !isGone(m, w, s) || isVacant(m, w, s));
    case 'relabel-node':
    case 'remove-service':
      return true;
    // The first node is the manager.
    case 'remove-node':
      return target > 0;
    case 'rollback':
      return get(w, service + S.previousSpec) !== 0;
    case 'force':
      return forcedTwin(get(w, service + S.spec)) >= 0;
    case 'scale': {
      const spec = get(w, service + S.spec);
      return specAt(m, spec).replicas !== specAt(m, scaledTwin(spec)).replicas;
    }
    case 'drain':
      return availability(target) !== AVAILABILITY.drain;
    case 'pause-node':
      return availability(target) !== AVAILABILITY.pause;
    case 'activate':
      return availability(target) !== AVAILABILITY.active;
  }
}

/**
 * What a command sends for one service: an update or, where a stack's service is missing, its creation.
 * Simplified: a service that was removed is created again only once nothing of it is left (semantics 2.3).
 */
export function updateFor(m: Model, w: Row, move: Move, s: number): void {
  const spec = get(w, m.places.service(s) + S.spec);
  if (isStackDeploy(move)) {
    (isGone(m, w, s) ? recreateService : updateService)(m, w, s, deployedBy(m, move, s));
    return;
  }
  if (isGone(m, w, s)) return;
  if (move === 'remove-service') removeService(m, w, s);
  else if (move === 'rollback') rollBackService(m, w, s);
  else if (move === 'force') updateService(m, w, s, forcedTwin(spec));
  else updateService(m, w, s, scaledTwin(spec));
}

function deployedBy(m: Model, move: Move, s: number): number {
  const { firstSpec } = serviceAt(m, s);
  if (move === 'label-only') return firstSpec + SPEC.headRelabelled;
  return firstSpec + (move === 'other-spec' ? SPEC.other : SPEC.head);
}

/** `docker node update`; whether it was one. */
export function takeNodeMove(m: Model, w: Row, move: Move, n: number): boolean {
  const node = m.places.node(n);
  const availability = AVAILABILITY_OF[move];
  if (move === 'remove-node') {
    removeNode(m, w, n);
    return true;
  }
  if (availability === undefined && move !== 'relabel-node') return false;
  if (availability === undefined) set(w, node + N.unlabelled, 1 - get(w, node + N.unlabelled));
  else set(w, node + N.availability, availability);
  writeNode(m, w, n);
  return true;
}

const AVAILABILITY_OF: Readonly<Partial<Record<Move, number>>> = {
  drain: AVAILABILITY.drain,
  'pause-node': AVAILABILITY.pause,
  activate: AVAILABILITY.active,
};
