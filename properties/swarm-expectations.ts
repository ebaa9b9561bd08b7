import { specAt, specOf } from '#model/model.js';
import { KIND, kindOf } from '#model/steps.js';
import { slotOfTask } from '#model/slots.js';
import { TaskState, UpdateState } from '#model/vocabulary.js';
import { G, REPLACED, S, T } from '#model/world.js';
import { get } from '#src/layout/layout.js';
import type { Wanted } from './arbitraries.ts';
import type { Invariant } from './breach.ts';
import { isMove, isOperators, longestRuns, onState, replacesBase, runningIn, stoppedAlive } from './observed.ts';

/** What one would expect of an engine, and the real one does not keep: the model must be able to break it too. */
export interface Expectation extends Invariant {
  /** The executed case that broke it. */
  readonly witness: string;
  /** Scenarios in which a breach is that case's, and not some other. */
  readonly within: Wanted;
}

const noPressure: Wanted = { pressure: false, operator: { maxMoves: 0 } };

export const EXPECTATIONS: readonly Expectation[] = [
  {
    claim: 'completed: every slot has run the new spec for the monitor time',
    source: 'section 17',
    witness: 'P13',
    within: {
      ...noPressure,
      replicas: [2],
      update: { parallelism: 0, failureAction: 'rollback', maxFailureRatio: 0, monitorMs: 50, delayMs: 0 },
      fates: ['dies'],
    },
    watch: (m) => {
      const ran = longestRuns(m);
      const { monitorMs } = m.scenario.head.update;
      return {
        begins: ran.clear,
        steps(before, code, after) {
          ran.note(before);
          const short = onState(m, UpdateState.completed, () => {
            const slot = ran.of.findIndex((ms) => ms < monitorMs);
            return slot < 0 ? null : `slot ${slot + 1} has run for ${ran.of[slot] ?? 0} ms`;
          });
          return short(before, code, after);
        },
      };
    },
  },
  {
    claim: 'rollback_completed: the spec is the one from before the failing deploy',
    source: 'section 17; 6.9',
    witness: 'P03',
    within: {
      pressure: false,
      update: { failureAction: 'rollback', maxFailureRatio: 0 },
      fates: ['dies', 'never-healthy'],
      operator: { moves: ['label-only'], maxMoves: 1 },
    },
    watch: (m) => {
      const service = m.places.service(0);
      let failed = -1;
      return {
        begins: () => (failed = -1),
        steps(before, code, after) {
          const [was, is] = [get(before, service + S.spec), get(after, service + S.spec)];
          if (was !== is) failed = isOperators(code) ? -1 : specAt(m, was).templateId;
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
    witness: 'E02',
    within: {
      ...noPressure,
      orders: ['start-first'],
      update: { failureAction: 'rollback' },
      restart: { condition: 'any', maxAttempts: 0 },
    },
    watch: (m) => {
      const state = m.places.service(0) + S.updateState;
      return {
        steps: (before, code, after) =>
          !isOperators(code) &&
          get(before, state) === UpdateState.rollback_completed &&
          get(after, state) !== UpdateState.rollback_completed
            ? `it turned into state ${get(after, state)}`
            : null,
      };
    },
  },
  {
    claim: 'start-first: the updater leaves a healthy task in every slot',
    source: 'section 17; 6.4',
    witness: 'P07, B01',
    within: {
      ...noPressure,
      orders: ['start-first'],
      fates: ['never-healthy', 'image-missing'],
      update: { failureAction: 'continue' },
    },
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
    claim: 'paused: no task of the new spec is created',
    source: 'section 17; 6.9 G',
    witness: 'P06',
    within: {
      pressure: true,
      orders: ['stop-first'],
      update: { failureAction: 'pause', maxFailureRatio: 0, parallelism: 1 },
      operator: { maxMoves: 0 },
      replicas: [2, 3],
    },
    watch: (m) => {
      const service = m.places.service(0);
      return {
        steps(before, code, after) {
          if (get(before, service + S.updateState) !== UpdateState.paused) return null;
          if (kindOf(code) !== KIND['orchestrator.handles-event']) return null;
          const created = get(after, G.lastTaskId);
          if (created === get(before, G.lastTaskId)) return null;
          for (let t = 0; t < m.tasks; t++) {
            const task = m.places.task(t);
            if (get(after, task + T.id) !== created || !specOf(m, after, task).isHead) continue;
            return replacesBase(m, before, after, t) ? 'a crashed task of the base came back as the head' : null;
          }
          return null;
        },
      };
    },
  },
  {
    claim: 'a label-only deploy replaces no healthy task',
    source: 'section 17; 6.4',
    witness: 'P07',
    within: {
      replicas: [1],
      pressure: false,
      orders: ['start-first'],
      update: { failureAction: 'pause', maxFailureRatio: 0 },
      restart: { condition: 'any', maxAttempts: 0 },
      fates: ['never-healthy', 'image-missing'],
      operator: { moves: ['label-only'], maxMoves: 1, moveWindow: { earliestMs: 0, latestMs: 2_000 } },
    },
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
  {
    claim: 'the status is set again after a deploy that changed the template',
    source: 'section 17; 6.9',
    witness: 'P01, C07',
    within: { pressure: false, operator: { moves: ['identical'], maxMoves: 1 } },
    watch: (m) => {
      const service = m.places.service(0);
      return {
        ends: (world, quiet) =>
          quiet && get(world, G.deployedAt) >= 0 && get(world, service + S.updateState) === UpdateState.unset
            ? 'it stays unset for ever'
            : null,
      };
    },
  },
  {
    claim: 'completed: the spec is the one that was deployed',
    source: 'section 17',
    witness: 'E02, P04',
    within: { update: { failureAction: 'rollback' }, operator: { maxMoves: 0 } },
    watch: (m) => ({
      steps: onState(m, UpdateState.completed, (_before, after) =>
        get(after, m.places.service(0) + S.replacedBy) === REPLACED.byDeploy
          ? null
          : 'it is the one that was rolled back to',
      ),
    }),
  },
  {
    claim: 'a rollback ends',
    source: 'section 17',
    witness: 'C01',
    within: {
      replicas: [3],
      pressure: false,
      fates: ['dies'],
      update: { failureAction: 'rollback', maxFailureRatio: 0, parallelism: 1 },
      restart: { condition: 'none' },
      operator: { moves: ['identical'], maxMoves: 2 },
    },
    watch: (m) => ({
      ends: (world, quiet) =>
        quiet && get(world, m.places.service(0) + S.updateState) === UpdateState.rollback_started
          ? 'rollback_started for ever'
          : null,
    }),
  },
  {
    claim: 'an update ends unless a task fails',
    source: 'section 17; 8.5',
    witness: 'B06',
    within: { ...noPressure, fates: ['unschedulable'] },
    watch: (m) => ({
      ends: (world, quiet) =>
        quiet && get(world, m.places.service(0) + S.updateState) === UpdateState.updating ? 'updating for ever' : null,
    }),
  },
];
