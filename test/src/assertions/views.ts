// Hand-made answers: what a Swarm of one node would show.
import type { FailReason, JudgeContext, Verdict } from '#src/assertions/judge.js';
import type { NodeView, RolloutPace, ServiceView, TaskView } from '#src/port/swarm-port.js';

export const HEAD = '7ae7b0f76efb1c2d3e4f5061728394a5b6c7d8e9';
export const HEAD_STAMP = '7ae7b0f7+U';
export const BASE_STAMP = 'eb96de94+U';
export const OTHER_STAMP = '0badc0de';
export const HEAD_SPEC = 2;
export const BASE_SPEC = 1;
export const NODE = 9;

export const PASS: Verdict = { verdict: 'pass' };
export const fail = (reason: FailReason): Verdict => ({ verdict: 'fail', reason });

export function context(change: Partial<JudgeContext> = {}): JudgeContext {
  return {
    services: 1,
    slots: 4,
    tasksPerSlot: 4,
    head: HEAD,
    deadlineMs: 60_000,
    healthDeadlineMs: 60_000,
    healthAnswers: 1,
    healthyNeedsConverged: false,
    graceMs: 30_000,
    lagMs: 0,
    captured: true,
    allowRestarts: 0,
    ...change,
  };
}

/** update_config and rollback_config as they are when a file gives none. */
const DEFAULT_PACE: RolloutPace = { parallelism: 1, delayMs: 0, monitorMs: 5_000 };

/** A service of one slot under the head's stamp. */
export function service(change: Partial<ServiceView> = {}): ServiceView {
  return {
    version: 20,
    stamp: HEAD_STAMP,
    previousStamp: BASE_STAMP,
    mode: 'replicated',
    replicas: 1,
    containerSpec: HEAD_SPEC,
    updateState: 'unset',
    startedAtMs: null,
    update: DEFAULT_PACE,
    rollback: DEFAULT_PACE,
    ...change,
  };
}

/** A task of the head that runs in slot 1. */
export function task(id: number, change: Partial<TaskView> = {}): TaskView {
  return {
    id,
    slot: 1,
    state: 'running',
    desired: 'running',
    containerSpec: HEAD_SPEC,
    container: id,
    node: NODE,
    exitCode: 0,
    createdAtMs: 0,
    ...change,
  };
}

export const node = (id: number, change: Partial<NodeView> = {}): NodeView => ({
  id,
  down: false,
  availability: 'active',
  ...change,
});
