import { get, type Row } from '#src/layout/layout.js';
import type { Model, Spec } from './model.ts';
import { N } from './world.ts';

/** Codes of availabilities: positions in the list. */
export const AVAILABILITY = { active: 0, pause: 1, drain: 2 } as const;

/** swarmkit orchestrator.InvalidNode: down or drained, or not there. */
export function isInvalidNode(m: Model, w: Row, n: number): boolean {
  const node = m.places.node(n);
  return (
    get(w, node + N.gone) !== 0 || get(w, node + N.down) !== 0 || get(w, node + N.availability) === AVAILABILITY.drain
  );
}

export const isPaused = (m: Model, w: Row, n: number): boolean =>
  get(w, m.places.node(n) + N.availability) === AVAILABILITY.pause;

/** constraint.NodeMatches. */
export const meetsConstraints = (m: Model, w: Row, n: number, { constrained }: Spec): boolean =>
  !constrained || get(w, m.places.node(n) + N.unlabelled) === 0;
