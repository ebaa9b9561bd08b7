import { specOf } from '#model/model.js';
import { KIND, kindOf } from '#model/steps.js';
import { slotOfTask } from '#model/slots.js';
import { UpdateState } from '#model/vocabulary.js';
import { G, S, T } from '#model/world.js';
import { get } from '#src/layout/layout.js';
import type { Expectation } from '../expectation.ts';
import { isMove, isOldSlot, stoppedAlive } from '../observed.ts';
import { narrowWorld } from '../wanted.ts';

const PAUSES = { failureAction: 'pause', maxFailureRatio: 0, parallelism: 1 } as const;

/** What one would expect to stay as it is. */
export const PAUSED_EXPECTATIONS: readonly Expectation[] = [
  {
    claim: 'paused: no slot of the old spec is given a task of the new one',
    source: 'section 17; 4.2, 7.1',
    brokenBy: [
      {
        trace: 'paused-but-spreads-by-restart',
        cases: ['P06'],
        within: narrowWorld({
          replicas: [2, 3],
          pressure: true,
          orders: ['stop-first'],
          fates: ['dies', 'image-missing'],
          update: PAUSES,
          restart: { condition: 'any', maxAttempts: 0 },
        }),
      },
      {
        trace: 'paused-but-spreads-by-node-event',
        cases: ['G01'],
        within: narrowWorld({
          modes: ['global'],
          nodes: [2, 3],
          orders: ['stop-first'],
          fates: ['dies', 'image-missing'],
          times: 'persistent',
          update: PAUSES,
          operator: { moves: ['relabel-node'], maxMoves: 1 },
        }),
      },
    ],
    watch: (m) => ({
      steps(before, code, after) {
        if (get(before, m.places.service(0) + S.updateState) !== UpdateState.paused) return null;
        // Workers that were under way when it was paused finish their slot (6.6).
        if (kindOf(code) !== KIND['orchestrator.handles-event']) return null;
        const created = get(after, G.lastTaskId);
        if (created === get(before, G.lastTaskId)) return null;
        for (let t = 0; t < m.tasks; t++) {
          const task = m.places.task(t);
          if (get(after, task + T.id) !== created || !specOf(m, after, task).isHead) continue;
          const l = slotOfTask(m, t);
          return isOldSlot(m, before, l) ? `slot ${l + 1} was given one` : null;
        }
        return null;
      },
    }),
  },
  {
    claim: 'a label-only deploy replaces no healthy task',
    source: 'section 17; 6.4',
    brokenBy: [
      {
        trace: 'relabelled-and-healthy-task-stopped',
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
    ],
    watch: (m) => {
      const state = m.places.service(0) + S.updateState;
      let afterAPause = false;
      return {
        begins: () => (afterAPause = false),
        steps(before, code, after) {
          if (isMove(code, 'label-only')) afterAPause = get(before, state) === UpdateState.paused;
          const stopped =
            afterAPause && kindOf(code) === KIND['worker.keeps-task'] ? stoppedAlive(m, before, after) : [];
          return stopped.length > 0 ? 'a healthy task was told to stop' : null;
        },
      };
    },
  },
];
