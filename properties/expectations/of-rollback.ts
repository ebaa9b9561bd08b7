import { specAt } from '#model/model.js';
import { UpdateState } from '#model/vocabulary.js';
import { S } from '#model/world.js';
import { get } from '#src/layout/layout.js';
import type { Expectation } from '../expectation.ts';
import { isOperators, onState } from '../observed.ts';
import { narrowWorld } from '../wanted.ts';

const ROLLS_BACK = { failureAction: 'rollback', maxFailureRatio: 0 } as const;

/** What a rollback seems to promise. */
export const ROLLBACK_EXPECTATIONS: readonly Expectation[] = [
  {
    claim: 'rollback_completed: the spec is the one from before the failing deploy',
    source: 'section 17; 6.7, 6.9',
    brokenBy: [
      {
        trace: 'rolled-back-to-itself-relabelled',
        cases: ['P03', 'P11'],
        within: narrowWorld({
          replicas: [2],
          fates: ['dies', 'never-healthy'],
          update: ROLLS_BACK,
          operator: { moves: ['label-only'], maxMoves: 1 },
        }),
      },
      {
        trace: 'rolled-back-to-itself-redeployed',
        cases: ['B07'],
        within: narrowWorld({
          replicas: [2, 3],
          fates: ['dies', 'never-healthy'],
          update: { ...ROLLS_BACK, parallelism: 1 },
          operator: { moves: ['identical'], maxMoves: 2 },
        }),
      },
    ],
    watch: (m) => {
      const service = m.places.service(0);
      let failed = -1;
      return {
        begins: () => (failed = -1),
        steps(before, code, after) {
          const [was, is] = [get(before, service + S.spec), get(after, service + S.spec)];
          const isRolledBack =
            !isOperators(code) &&
            get(before, service + S.updateState) !== UpdateState.rollback_started &&
            get(after, service + S.updateState) === UpdateState.rollback_started;
          if (isOperators(code)) failed = -1;
          if (isRolledBack) failed = specAt(m, was).templateId;
          const same = onState(m, UpdateState.rollback_completed, () =>
            specAt(m, is).templateId === failed ? 'it went back to the template that had failed' : null,
          );
          return same(before, code, after);
        },
      };
    },
  },
  {
    claim: 'rollback_completed stays until the next deploy',
    source: 'section 17; 6.8',
    brokenBy: [
      {
        trace: 'rollback-completed-flips-by-hand',
        cases: ['E01'],
        within: narrowWorld({
          replicas: [2],
          orders: ['start-first'],
          fates: ['dies', 'image-missing'],
          times: 'persistent',
          update: { failureAction: 'continue', delayMs: 0 },
          restart: { condition: 'any', delayMs: 20, maxAttempts: 0 },
          operator: { moves: ['rollback'], maxMoves: 1, moveWindow: { earliestMs: 250, latestMs: 2_000 } },
        }),
      },
      {
        trace: 'rollback-completed-flips-by-itself',
        cases: ['E02'],
        within: narrowWorld({
          replicas: [2, 3],
          orders: ['start-first'],
          fates: ['dies', 'image-missing'],
          update: { failureAction: 'rollback' },
          rollback: { failureAction: 'pause' },
          restart: { condition: 'any', maxAttempts: 0 },
        }),
      },
    ],
    watch: (m) => {
      const state = m.places.service(0) + S.updateState;
      return {
        steps: (before, code, after) =>
          !isOperators(code) &&
          get(before, state) === UpdateState.rollback_completed &&
          get(after, state) !== UpdateState.rollback_completed
            ? 'it turned into another'
            : null,
      };
    },
  },
  {
    claim: 'a rollback ends',
    source: 'section 17; 6.7',
    brokenBy: [
      {
        trace: 'rollback-started-for-ever',
        cases: ['C01'],
        within: narrowWorld({
          replicas: [3],
          fates: ['dies'],
          update: { ...ROLLS_BACK, parallelism: 1 },
          restart: { condition: 'none' },
          operator: { moves: ['identical'], maxMoves: 2 },
        }),
      },
    ],
    watch: (m) => ({
      rests: (world) =>
        get(world, m.places.service(0) + S.updateState) === UpdateState.rollback_started
          ? 'rollback_started for ever'
          : null,
    }),
  },
];
