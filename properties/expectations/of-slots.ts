import { KIND, kindOf } from '#model/steps.js';
import { slotOfTask } from '#model/slots.js';
import { TaskState, UpdateState } from '#model/vocabulary.js';
import { S, T } from '#model/world.js';
import { get } from '#src/layout/layout.js';
import type { Expectation } from '../expectation.ts';
import { movingSlots, runningIn, stoppedAlive } from '../observed.ts';
import { narrowWorld } from '../wanted.ts';

const LONG_STOP = { earliestMs: 70_000, latestMs: 70_000 };
const LONG_CUT = { earliestMs: 3_000, latestMs: 3_000 };

/** What the orders and the parallelism seem to promise of every slot. */
export const SLOT_EXPECTATIONS: readonly Expectation[] = [
  {
    claim: 'start-first: the updater leaves a healthy task in every slot',
    source: 'section 17; 6.4',
    brokenBy: [
      {
        trace: 'start-first-kills-the-healthy-after-pause',
        cases: ['P07'],
        within: narrowWorld({
          replicas: [1],
          orders: ['start-first'],
          fates: ['never-healthy', 'image-missing'],
          update: { failureAction: 'pause', maxFailureRatio: 0 },
          restart: { condition: 'any', delayMs: 300, maxAttempts: 0 },
          operator: { moves: ['label-only'], maxMoves: 1, moveWindow: { earliestMs: 500, latestMs: 2_000 } },
        }),
      },
      {
        trace: 'start-first-kills-the-healthy-after-completion',
        cases: ['B01'],
        within: narrowWorld({
          replicas: [1],
          orders: ['start-first'],
          fates: ['never-healthy', 'image-missing'],
          update: { failureAction: 'continue' },
          restart: { condition: 'any', maxAttempts: 0 },
        }),
      },
    ],
    watch: (m) => ({
      steps(before, code, after) {
        if (kindOf(code) !== KIND['worker.keeps-task'] && kindOf(code) !== KIND['worker.sees-running']) return null;
        const last = stoppedAlive(m, before, after).find(
          (t) =>
            runningIn(m, after, slotOfTask(m, t)).filter((task) => get(after, task + T.desired) <= TaskState.running)
              .length === 0,
        );
        return last === undefined ? null : `the last healthy task of slot ${slotOfTask(m, last) + 1} was told to stop`;
      },
    }),
  },
  {
    claim: 'stop-first: a slot has one running task at most',
    source: 'section 17; 6.3, 7.2, 8.6',
    brokenBy: [
      {
        trace: 'stop-first-overlaps-after-a-minute',
        cases: ['C10'],
        within: narrowWorld({
          replicas: [1],
          orders: ['stop-first'],
          fates: ['good'],
          spec: { stopGraceMs: 80_000 },
          behaviour: { stop: LONG_STOP },
          horizonMs: 150_000,
        }),
      },
      {
        trace: 'stop-first-overlaps-on-a-lost-node',
        cases: ['8.6'],
        within: narrowWorld({
          replicas: [2],
          nodes: [2],
          orders: ['stop-first'],
          fates: ['good'],
          restart: { condition: 'any', delayMs: 0, maxAttempts: 0 },
          faults: { kinds: ['node-down'], maxFaults: 1, downFor: LONG_CUT },
        }),
      },
    ],
    watch: (m) => ({
      steps(_before, _code, after) {
        for (let l = 0; l < m.slots; l++) {
          if (runningIn(m, after, l).length > 1) return `two containers run in slot ${l + 1}`;
        }
        return null;
      },
    }),
  },
  {
    claim: 'at most parallelism slots are on their way from the old spec to the new one',
    source: 'section 17; 4.2, 7.1',
    brokenBy: [
      {
        trace: 'more-slots-than-parallelism-by-restart',
        cases: ['P05'],
        within: narrowWorld({
          replicas: [3],
          pressure: true,
          orders: ['stop-first'],
          fates: ['good'],
          update: { parallelism: 1 },
          restart: { condition: 'any', maxAttempts: 0 },
        }),
      },
      {
        trace: 'more-slots-than-parallelism-by-node-event',
        cases: ['G01'],
        within: narrowWorld({
          modes: ['global'],
          nodes: [3],
          fates: ['good'],
          update: { parallelism: 1 },
          operator: { moves: ['relabel-node'], maxMoves: 1, moveWindow: { earliestMs: 0, latestMs: 100 } },
        }),
      },
    ],
    watch: (m) => {
      const moving = movingSlots(m);
      const { parallelism } = m.scenario.head.update;
      return {
        begins: moving.clear,
        steps(_before, _code, after) {
          const count = moving.count(after);
          if (get(after, m.places.service(0) + S.updateState) !== UpdateState.updating) return null;
          return parallelism > 0 && count > parallelism ? `${count} slots, parallelism ${parallelism}` : null;
        },
      };
    },
  },
];
