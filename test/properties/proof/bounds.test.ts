import { boundsOf, PROOF_MOVES, type ProofWorld } from '#properties/proof/bounds.js';
import type { WorldParameters } from '#properties/proof/proof-world.js';
import { FAILURE_ACTIONS, FATES, UPDATE_ORDERS } from '#model/vocabulary.js';
import { describe, expect, test } from 'vitest';

const holds = (worlds: readonly ProofWorld[], wanted: Partial<WorldParameters>): boolean =>
  worlds.some(({ parameters }) =>
    Object.entries(wanted).every(([key, value]) => parameters[key as keyof WorldParameters] === value),
  );

/** What the standard bounds promise, one factor a line. */
const FACTORS: Readonly<Partial<Record<keyof WorldParameters, readonly (string | number)[]>>> = {
  replicas: [1, 2],
  order: UPDATE_ORDERS,
  failureAction: FAILURE_ACTIONS,
  rollbackAction: ['pause', 'continue'],
  fate: FATES,
  times: ['persistent', 'once'],
  memory: ['tight', 'ample'],
  delay: ['below', 'above'],
};

describe('the standard bounds', () => {
  const { worlds } = boundsOf('standard');

  test('have every combination of order, failure action and fate', () => {
    for (const order of UPDATE_ORDERS) {
      for (const failureAction of FAILURE_ACTIONS) {
        for (const fate of FATES) expect(holds(worlds, { order, failureAction, fate }), `${order} ${fate}`).toBe(true);
      }
    }
  });

  test('have every pair of what is fixed in a world', () => {
    const keys = Object.keys(FACTORS) as (keyof typeof FACTORS)[];
    for (const a of keys) {
      for (const b of keys.slice(keys.indexOf(a) + 1)) {
        for (const left of FACTORS[a] ?? []) {
          for (const right of FACTORS[b] ?? [])
            expect(holds(worlds, { [a]: left, [b]: right }), `${left} ${right}`).toBe(true);
        }
      }
    }
  });

  test('have every move of the operator, two in a row, a leader change, a stack of two services, a foreign run', () => {
    for (const move of PROOF_MOVES) {
      expect(worlds.some(({ parameters: { moves, maxMoves } }) => maxMoves === 1 && moves.includes(move))).toBe(true);
      for (const other of PROOF_MOVES) {
        const both = ({ parameters: { moves, maxMoves } }: ProofWorld): boolean =>
          maxMoves === 2 && moves.includes(move) && moves.includes(other);
        expect(worlds.some(both), `${move}, ${other}`).toBe(true);
      }
    }
    expect(holds(worlds, { leaderChanges: 1 })).toBe(true);
    expect(holds(worlds, { services: 2 })).toBe(true);
    expect(holds(worlds, { lag: 1 })).toBe(true);
  });
});

test.each(['small', 'standard', 'large'] as const)('%s: no world twice, and none without a name of its own', (name) => {
  const { worlds } = boundsOf(name);
  expect(new Set(worlds.map((world) => world.name)).size).toBe(worlds.length);
  expect(worlds.length).toBeGreaterThan(30);
});
