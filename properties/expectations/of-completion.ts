import { UpdateState } from '#model/vocabulary.js';
import { REPLACED, S } from '#model/world.js';
import { get } from '#src/layout/layout.js';
import type { Expectation } from '../expectation.ts';
import { longestRuns, onState } from '../observed.ts';
import { narrowWorld, PROMPT } from '../wanted.ts';

/** What `completed` seems to say. */
export const COMPLETION_EXPECTATIONS: readonly Expectation[] = [
  {
    claim: 'completed: the spec is the one that was deployed',
    source: 'section 17; 6.6, 6.8',
    brokenBy: [
      {
        trace: 'completed-after-rollback',
        cases: ['E02'],
        within: narrowWorld({
          orders: ['start-first'],
          replicas: [2, 3],
          fates: ['dies', 'image-missing'],
          update: { failureAction: 'rollback' },
          rollback: { failureAction: 'pause' },
          restart: { condition: 'any', maxAttempts: 0 },
        }),
      },
      {
        trace: 'completed-over-rollback-paused',
        cases: ['P04'],
        within: narrowWorld({
          orders: ['stop-first'],
          fates: ['dies'],
          pressure: true,
          update: { failureAction: 'rollback', maxFailureRatio: 0 },
          rollback: { failureAction: 'rollback', maxFailureRatio: 0 },
        }),
      },
    ],
    watch: (m) => ({
      steps: onState(m, UpdateState.completed, (_before, after) =>
        get(after, m.places.service(0) + S.replacedBy) === REPLACED.byDeploy
          ? null
          : 'it is the one that was rolled back to',
      ),
    }),
  },
  {
    claim: 'completed: every slot has run the new spec for the monitor time',
    source: 'section 17; 6.5, 6.10',
    brokenBy: [
      {
        trace: 'completed-masked-in-parallel',
        cases: ['P13'],
        within: narrowWorld({
          replicas: [2],
          fates: ['dies'],
          timing: PROMPT,
          update: { parallelism: 0, failureAction: 'rollback', maxFailureRatio: 0, monitorMs: 100, delayMs: 0 },
          behaviour: { start: { earliestMs: 0, latestMs: 400 } },
        }),
      },
      {
        trace: 'completed-masked-one-by-one',
        cases: ['P13b'],
        within: narrowWorld({
          replicas: [2],
          fates: ['dies'],
          timing: PROMPT,
          update: { parallelism: 1, failureAction: 'rollback', maxFailureRatio: 0, monitorMs: 100, delayMs: 0 },
          behaviour: { start: { earliestMs: 0, latestMs: 400 } },
        }),
      },
      {
        trace: 'completed-by-election',
        cases: ['P09'],
        within: narrowWorld({
          replicas: [1],
          fates: ['good'],
          update: { failureAction: 'rollback', monitorMs: 300, delayMs: 0 },
          faults: { kinds: ['leader-change'], maxFaults: 1 },
        }),
      },
      {
        trace: 'completed-under-continue',
        cases: ['P20'],
        within: narrowWorld({
          replicas: [1],
          fates: ['dies', 'image-missing'],
          update: { failureAction: 'continue', monitorMs: 100, delayMs: 0 },
        }),
      },
    ],
    watch: (m) => {
      const ran = longestRuns(m);
      const { monitorMs } = m.scenario.head.update;
      return {
        begins: ran.clear,
        steps(before, code, after) {
          ran.note(before);
          const short = onState(m, UpdateState.completed, () => {
            const slot = ran.of.findIndex((ms) => ms < monitorMs);
            if (slot < 0) return null;
            const ms = ran.of[slot] ?? 0;
            return ms < 0 ? `slot ${slot + 1} has never run` : `slot ${slot + 1} has run for ${ms} ms`;
          });
          return short(before, code, after);
        },
      };
    },
  },
];
