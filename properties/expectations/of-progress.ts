import { pending } from '#model/index.js';
import { specAt, type Model } from '#model/model.js';
import { argumentOf, KIND, kindOf } from '#model/steps.js';
import { TaskState, UpdateState } from '#model/vocabulary.js';
import { S, T } from '#model/world.js';
import { assignment } from '#model/actors/scheduler.js';
import { stepList } from '#src/explore/transition-system.js';
import { get, set, type Row } from '#src/layout/layout.js';
import type { Expectation } from '../expectation.ts';
import { countsFailure, isOperators } from '../observed.ts';
import { narrowWorld } from '../wanted.ts';

/** A task that is wanted and would fit somewhere, if only the scheduler had not forgotten it; 0: none. */
function stranded(m: Model, world: Row): number {
  const again = world.slice();
  for (let t = 0; t < m.tasks; t++) set(again, m.places.task(t) + T.dropped, 0);
  const offered = stepList();
  pending(m, again, offered);
  for (let i = 0; i < offered.count; i++) {
    const code = offered.code[i] ?? 0;
    if (kindOf(code) !== KIND['scheduler.assigns']) continue;
    const task = m.places.task(assignment(m, argumentOf(code)).t);
    if (get(world, task + T.dropped) !== 0 && get(world, task + T.desired) <= TaskState.running)
      return get(world, task + T.id);
  }
  return 0;
}

/** That an update gets on, and what it makes of failures. */
export const PROGRESS_EXPECTATIONS: readonly Expectation[] = [
  {
    claim: 'an update gets on unless a task fails',
    source: 'section 17; 8.5',
    brokenBy: [
      {
        trace: 'updating-for-ever',
        cases: ['B06'],
        says: 'updating for ever',
        within: narrowWorld({ replicas: [1], fates: ['unschedulable'] }),
      },
      {
        trace: 'stranded-by-the-scheduler',
        cases: ['Sched C'],
        says: 'forgotten',
        within: narrowWorld({
          replicas: [2],
          orders: ['stop-first'],
          fates: ['good'],
          spec: { reservationMb: 400 },
          behaviour: { stop: { earliestMs: 300, latestMs: 300 } },
          operator: {
            moves: ['label-only', 'relabel-node'],
            maxMoves: 2,
            moveWindow: { earliestMs: 0, latestMs: 300 },
          },
        }),
      },
    ],
    watch: (m) => ({
      rests(world) {
        const id = stranded(m, world);
        if (id !== 0) return `task t${id} fits, and is forgotten`;
        const state = get(world, m.places.service(0) + S.updateState);
        return state === UpdateState.updating ? 'updating for ever' : null;
      },
    }),
  },
  {
    claim: 'failures are acted upon when, and only when, of all slots of the deploy more than the ratio have failed',
    source: 'section 17; 6.9, 6.10',
    brokenBy: [
      {
        trace: 'failures-counted-anew-by-a-leader',
        cases: ['C08'],
        within: narrowWorld({
          replicas: [3],
          fates: ['dies', 'image-missing'],
          update: { parallelism: 1, failureAction: 'pause', maxFailureRatio: 0.34 },
          faults: { kinds: ['leader-change'], maxFaults: 1 },
        }),
      },
      {
        trace: 'failures-counted-anew-when-superseded',
        cases: ['6.9'],
        within: narrowWorld({
          replicas: [3],
          fates: ['dies', 'image-missing'],
          update: { parallelism: 1, failureAction: 'pause', maxFailureRatio: 0.34 },
          operator: { moves: ['label-only'], maxMoves: 1 },
        }),
      },
    ],
    watch: (m) => {
      const service = m.places.service(0);
      let [slots, failures] = [0, 0];
      return {
        begins: () => ([slots, failures] = [0, 0]),
        steps(before, code, after) {
          const template = (w: Row): number => specAt(m, get(w, service + S.spec)).templateId;
          if (isOperators(code) && template(before) !== template(after)) [slots, failures] = [0, 0];
          if (slots === 0) slots = get(after, service + S.updaterDirty);
          if (kindOf(code) !== KIND['updater.reads-failure']) return null;
          if (!countsFailure(before, after, service)) return null;
          failures++;
          const acted = get(before, service + S.updater) !== get(after, service + S.updater);
          const exceeds =
            Math.fround(failures / slots) >
            Math.fround(specAt(m, get(before, service + S.spec)).update.maxFailureRatio);
          if (acted === exceeds) return null;
          return `${failures} of ${slots} slots had failed, and it was ${acted ? 'acted upon' : 'let go'}`;
        },
      };
    },
  },
];
