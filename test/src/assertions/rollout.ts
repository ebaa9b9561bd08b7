// A rollout as head-serves sees it: the base until the deploy returns, at 1,000 ms; the head from then on, completed.
import { expect } from 'vitest';
import type { ServiceView, TaskView } from '#src/port/swarm-port.js';
import { headServes } from '#src/assertions/head-serves.js';
import type { JudgeContext } from '#src/assertions/judge.js';
import type { Engine, Pace, Run } from './drive.ts';
import { drive } from './drive.ts';
import { BASE_SPEC, BASE_STAMP, context, node, NODE, service, task } from './views.ts';

const DEPLOYED = 1_000;
const BASE_TASK = 1;
export const HEAD_TASK = 11;

/** The window of these services: one slot, no delay, a monitor of 5 s. */
export const WINDOW = 5_000;

export const baseService = (change: Partial<ServiceView> = {}): ServiceView =>
  service({ version: 10, stamp: BASE_STAMP, previousStamp: null, containerSpec: BASE_SPEC, ...change });
export const headService = (change: Partial<ServiceView> = {}): ServiceView =>
  service({ updateState: 'completed', startedAtMs: DEPLOYED, ...change });
export const baseTask = (change: Partial<TaskView> = {}): TaskView =>
  task(BASE_TASK, { containerSpec: BASE_SPEC, ...change });
export const stoppedBaseTask = baseTask({ state: 'shutdown', desired: 'shutdown' });

/** What is shown once the deploy has returned; the base before it. Tasks that are wanted count as up to date. */
export interface Shown {
  readonly inspect?: (ms: number, service: number) => ServiceView;
  readonly list?: (ms: number, service: number) => readonly TaskView[];
  readonly upToDate?: (ms: number, service: number) => readonly TaskView[];
  readonly nodes?: Engine['nodes'];
  /** What the capture shows. */
  readonly before?: { readonly inspect?: ServiceView; readonly list?: readonly TaskView[] };
}

export function rollout({ before = {}, ...after }: Shown = {}): Engine {
  const list = after.list ?? (() => [stoppedBaseTask, task(HEAD_TASK)]);
  const upToDate = after.upToDate ?? ((...when) => list(...when).filter(({ desired }) => desired === 'running'));
  return {
    inspect: (ms, index) =>
      ms < DEPLOYED ? (before.inspect ?? baseService()) : (after.inspect?.(ms, index) ?? headService()),
    list: (ms, index) => (ms < DEPLOYED ? (before.list ?? [baseTask()]) : list(ms, index)),
    upToDate,
    nodes: after.nodes ?? (() => [node(NODE)]),
  };
}

export function watch(shown: Shown = {}, given: Partial<JudgeContext> = {}, pace: Pace = {}): Run {
  return drive(headServes, context(given), rollout(shown), { deployMs: DEPLOYED, ...pace });
}

export const undecided = (missing: RegExp) => ({
  verdict: 'undecided',
  missing: expect.stringMatching(missing) as unknown,
});
