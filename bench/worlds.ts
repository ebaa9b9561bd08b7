import { GOOD } from '#properties/proof/bounds.js';
import { type WorldParameters } from '#properties/proof/proof-world.js';

/** A good head and two moves of the operator, of two kinds, at any instant: a world of the standard bounds, and not the smallest. */
export const TWO_MOVES: WorldParameters = { ...GOOD, moves: ['force', 'other-spec'], maxMoves: 2 };

/** The largest world of the standard bounds, and a lag beside: 5.8 million states. */
export const LARGE: WorldParameters = {
  ...GOOD,
  order: 'stop-first',
  failureAction: 'continue',
  rollbackAction: 'continue',
  fate: 'turns-unhealthy',
  memory: 'tight',
  lag: 1,
  leaderChanges: 1,
  moves: ['scale'],
  maxMoves: 1,
};
