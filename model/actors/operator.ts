import { get, set, type Row } from '#src/layout/layout.js';
import { SPEC, type Model } from '../model.ts';
import { KIND } from '../steps.ts';
import { MOVES, type Move } from '../vocabulary.ts';
import { G, S } from '../world.ts';
import { ACTOR, pend, pendFreely, type Pending } from './pending.ts';
import { rollBackService, updateService } from './service-status.ts';

const AT_ONCE = { earliestMs: 0, latestMs: 0 };

/** `Global.gate`. */
export const GATE = { closed: 0, open: 1, deployed: 2 } as const;

/** Deploys the head, with a fate of the scenario's choosing, and may make further moves of the kinds that real pipelines make. */
export function pendOperator(m: Model, w: Row, into: Pending): void {
  const gate = get(w, G.gate);
  if (gate === GATE.open) {
    for (let fate = 0; fate < m.fates.length; fate++) {
      pend(w, into, KIND['operator.deploys'], fate, ACTOR.operator, get(w, G.now), AT_ONCE);
    }
  }
  const { maxMoves, moves, moveWindow } = m.scenario.operator;
  if (gate !== GATE.deployed || get(w, G.closed) !== 0 || get(w, G.moves) >= maxMoves) return;
  const elapsed = get(w, G.now) - get(w, G.deployedAt);
  if (elapsed > moveWindow.latestMs) return;
  for (const move of moves) {
    if (move === 'rollback' && get(w, m.places.service(0) + S.previousSpec) === 0) continue;
    pendFreely(into, KIND['operator.moves'], MOVES.indexOf(move), ACTOR.operator, moveWindow.earliestMs - elapsed);
  }
}

export function takeDeploy(m: Model, w: Row, fate: number): void {
  set(w, G.headFate, m.fates[fate]?.kind === 'good' ? 0 : fate + 1);
  set(w, G.gate, GATE.deployed);
  set(w, G.deployedAt, get(w, G.now));
  updateService(m, w, 0, SPEC.head);
}

export function takeMove(m: Model, w: Row, index: number): void {
  set(w, G.moves, get(w, G.moves) + 1);
  set(w, G.lastMove, get(w, G.lastMove) * (MOVES.length + 1) + index + 1);
  const move = MOVES[index];
  if (move === undefined || move === 'rollback') rollBackService(m, w, 0);
  else updateService(m, w, 0, specOfMove(move));
}

function specOfMove(move: Exclude<Move, 'rollback'>): number {
  switch (move) {
    case 'identical':
      return SPEC.head;
    case 'label-only':
      return SPEC.headRelabelled;
    case 'other-spec':
      return SPEC.other;
    case 'force':
      return SPEC.headForced;
  }
}
