import { specAt } from '#model/model.js';
import { PHASE } from '#model/phases.js';
import { KIND, kindOf } from '#model/steps.js';
import { UpdateState } from '#model/vocabulary.js';
import { G, S } from '#model/world.js';
import { get } from '#src/layout/layout.js';
import type { Expectation } from '../expectation.ts';
import { hasFailed, isIdle, isMove, isOldSlot, isOperators, onState } from '../observed.ts';
import { narrowWorld, PROMPT } from '../wanted.ts';

const FAILS_AT_ONCE = { maxFailureRatio: 0, delayMs: 0 } as const;

/** What a deploy leaves in UpdateStatus. */
export const STATUS_EXPECTATIONS: readonly Expectation[] = [
  {
    claim: 'the status is set again after a deploy that changed the template',
    source: 'section 17; 6.9',
    brokenBy: [
      {
        trace: 'status-unset-for-ever',
        cases: ['P01'],
        within: narrowWorld({ replicas: [2], fates: ['good'], operator: { moves: ['identical'], maxMoves: 1 } }),
      },
      {
        trace: 'status-unset-after-failure',
        cases: ['C07'],
        within: narrowWorld({
          replicas: [1],
          fates: ['dies'],
          times: 'persistent',
          update: { ...FAILS_AT_ONCE, failureAction: 'rollback' },
          restart: { condition: 'none' },
          operator: { moves: ['identical'], maxMoves: 1 },
        }),
      },
    ],
    watch: (m) => {
      const service = m.places.service(0);
      return {
        rests: (world) =>
          get(world, G.deployedAt) >= 0 && get(world, service + S.updateState) === UpdateState.unset
            ? 'it stays unset for ever'
            : null,
      };
    },
  },
  {
    claim: 'an update that fails under pause or rollback never ends completed, or without a status',
    source: 'section 17; 6.5, 6.9, 6.10',
    brokenBy: [
      {
        trace: 'failing-but-completed-masked',
        cases: ['P13'],
        says: 'completed all the same',
        within: narrowWorld({
          replicas: [2],
          fates: ['dies'],
          timing: PROMPT,
          update: { ...FAILS_AT_ONCE, parallelism: 0, failureAction: 'rollback', monitorMs: 100 },
          restart: { condition: 'any', delayMs: 20, maxAttempts: 0 },
          behaviour: { start: { earliestMs: 0, latestMs: 400 } },
        }),
      },
      {
        trace: 'failing-but-completed-election',
        cases: ['P09'],
        says: 'failed once it was completed',
        within: narrowWorld({
          replicas: [1],
          fates: ['dies'],
          times: 'persistent',
          update: { ...FAILS_AT_ONCE, failureAction: 'pause', monitorMs: 1_000 },
          faults: { kinds: ['leader-change'], maxFaults: 1 },
        }),
      },
      {
        trace: 'failing-but-completed-late',
        cases: ['C03'],
        says: 'failed once it was completed',
        within: narrowWorld({
          replicas: [1],
          fates: ['dies-late'],
          update: { ...FAILS_AT_ONCE, failureAction: 'pause', monitorMs: 50 },
        }),
      },
      {
        trace: 'failing-but-unset-relabelled',
        cases: ['C05'],
        says: 'failed once the status was unset',
        within: narrowWorld({
          replicas: [1],
          fates: ['dies'],
          update: { ...FAILS_AT_ONCE, failureAction: 'rollback', monitorMs: 600 },
          operator: { moves: ['label-only'], maxMoves: 1 },
        }),
      },
      {
        trace: 'failing-but-unset-scaled',
        cases: ['C06'],
        says: 'failed once the status was unset',
        within: narrowWorld({
          replicas: [1],
          fates: ['dies'],
          update: { ...FAILS_AT_ONCE, failureAction: 'pause', monitorMs: 600 },
          operator: { moves: ['scale'], maxMoves: 1, scaleTo: 2 },
        }),
      },
      {
        trace: 'failing-but-unset-redeployed',
        cases: ['C07'],
        says: 'halted late',
        within: narrowWorld({
          replicas: [1],
          fates: ['dies'],
          update: { ...FAILS_AT_ONCE, failureAction: 'pause', monitorMs: 600 },
          operator: { moves: ['identical'], maxMoves: 1 },
        }),
      },
      {
        trace: 'failing-and-halted-without-a-word',
        cases: ['P01b'],
        says: 'halted halfway',
        within: narrowWorld({
          replicas: [2],
          fates: ['dies'],
          update: { ...FAILS_AT_ONCE, parallelism: 1, delayMs: 400, failureAction: 'pause', monitorMs: 600 },
          operator: { moves: ['identical'], maxMoves: 1 },
        }),
      },
    ],
    watch: (m) => {
      const service = m.places.service(0);
      let [failedBefore, halted] = [false, false];
      return {
        begins: () => ([failedBefore, halted] = [false, false]),
        steps(before, code, after) {
          const [was, state] = [get(before, service + S.updateState), get(after, service + S.updateState)];
          if (was !== state) [failedBefore, halted] = [hasFailed(m, after), false];
          const isRead = kindOf(code) === KIND['updater.reads-failure'];
          if (isRead && get(before, service + S.updater) !== get(after, service + S.updater)) halted = true;
          if (!hasFailed(m, after) || !isIdle(m, after) || !specAt(m, get(after, service + S.spec)).isHead) return null;
          if (state === UpdateState.completed)
            return failedBefore ? 'it had failed, and was completed all the same' : 'it failed once it was completed';
          if (state !== UpdateState.unset) return null;
          const isHalfway = Array.from({ length: m.slots }, (_, l) => l).some((l) => isOldSlot(m, after, l));
          if (halted) return `it failed and was halted ${isHalfway ? 'halfway' : 'late'}, and the status is unset`;
          return failedBefore ? 'it had failed, and the status is unset' : 'it failed once the status was unset';
        },
      };
    },
  },
  {
    claim: 'a label-only deploy does not influence a running rollout',
    source: 'section 17; 6.9',
    brokenBy: [
      {
        trace: 'relabelled-and-back-to-itself',
        cases: ['P03'],
        says: 'went back',
        within: narrowWorld({
          fates: ['dies', 'never-healthy'],
          update: { ...FAILS_AT_ONCE, failureAction: 'rollback' },
          operator: { moves: ['label-only'], maxMoves: 1 },
        }),
      },
      {
        trace: 'relabelled-and-never-ended',
        cases: ['C05'],
        says: 'without a status',
        within: narrowWorld({
          replicas: [1],
          fates: ['good'],
          update: { monitorMs: 300 },
          operator: { moves: ['label-only'], maxMoves: 1 },
        }),
      },
    ],
    watch: (m) => {
      const service = m.places.service(0);
      let met = false;
      return {
        begins: () => (met = false),
        steps(before, code, after) {
          const isRunning =
            get(before, service + S.updater) !== PHASE.updater.absent &&
            get(before, service + S.updateState) === UpdateState.updating;
          if (isMove(code, 'label-only') && isRunning) met = true;
          if (!met) return null;
          const isUnset = get(after, service + S.updateState) === UpdateState.unset;
          if (isUnset && isIdle(m, after)) return 'the rollout ended without a status';
          const same = onState(m, UpdateState.rollback_completed, () =>
            specAt(m, get(after, service + S.spec)).isHead ? 'the rollout went back to the head itself' : null,
          );
          return same(before, code, after);
        },
      };
    },
  },
  {
    claim: 'to deploy once more what is deployed changes nothing',
    source: 'section 17; 2.1, 6.9',
    brokenBy: [
      {
        trace: 'redeployed-and-status-lost',
        cases: ['P01'],
        says: 'no status',
        within: narrowWorld({ replicas: [1], fates: ['good'], operator: { moves: ['identical'], maxMoves: 1 } }),
      },
      {
        trace: 'redeployed-and-resumed',
        cases: ['P15'],
        says: 'goes on',
        within: narrowWorld({
          replicas: [2],
          fates: ['dies'],
          update: { ...FAILS_AT_ONCE, parallelism: 1, failureAction: 'pause', monitorMs: 100 },
          operator: { moves: ['identical'], maxMoves: 1 },
        }),
      },
    ],
    watch: (m) => {
      const service = m.places.service(0);
      let had: number = UpdateState.unset;
      return {
        begins: () => (had = UpdateState.unset),
        steps(before, code, after) {
          const [was, is] = [get(before, service + S.updateState), get(after, service + S.updateState)];
          if (isOperators(code)) {
            had = get(before, service + S.spec) === get(after, service + S.spec) ? was : UpdateState.unset;
          }
          if (had === UpdateState.paused && is === UpdateState.updating) return 'an update that was paused goes on';
          const isLost = had === UpdateState.updating && is === UpdateState.unset && isIdle(m, after);
          return isLost ? 'an update that was running has no status' : null;
        },
      };
    },
  },
];
