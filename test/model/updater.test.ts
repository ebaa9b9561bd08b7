// swarmkit updater.go Run: semantics 6.1.
import { describe, expect, test } from 'vitest';
import { drive } from './drive.ts';
import { runs, wants } from './seen.ts';
import { between, dies, scenario } from './setup.ts';

/** A slot takes 30 ms: 20 to stop the old task, 10 to start the new one. */
const SLOT_MS = 30;

describe('an updater starts', () => {
  test('after the deploy was answered: the status is unset in between (2.1.5)', () => {
    const swarm = drive(scenario({ timing: { manager: between(5, 25) } }));
    swarm.deploys();
    expect(swarm.see()).toMatchObject({ status: 'unset', spec: 'head', previousSpec: 'base', updater: 'absent' });
    swarm.takes('orchestrator.handles-event');
    expect(swarm.see()).toMatchObject({ status: 'unset', updater: 'created', nowMs: 5 });
    swarm.takes('updater.starts');
    expect(swarm.see()).toMatchObject({ status: 'updating', startedAtMs: 10, message: 'update in progress' });
  });

  test('and returns without a word when no slot is dirty and the status is unset', () => {
    const swarm = drive(scenario({ replicas: 2 }));
    swarm.deploys();
    swarm.until(({ status }) => status === 'completed');
    swarm.moves('label-only');
    swarm.settles();
    expect(swarm.see()).toMatchObject({ status: 'unset', updater: 'absent', spec: 'headRelabelled' });
    expect(swarm.trace()).toBe('unset>updating>completed>unset');
  });

  test('and completes at once, without a window, when no slot is dirty and the status is rollback_started', () => {
    const swarm = drive(scenario({ replicas: 2, rollback: { monitorMs: 5_000 } }));
    swarm.deploys();
    swarm.until(({ status }) => status === 'completed');
    swarm.moves('label-only');
    swarm.settles();
    const { nowMs } = swarm.see();
    swarm.moves('rollback');
    swarm.settles();
    expect(swarm.see()).toMatchObject({ status: 'rollback_completed', completedAtMs: nowMs, spec: 'head' });
  });

  test('but not on a paused service: only a deploy makes it go on', () => {
    const swarm = drive(scenario({ replicas: 3, fates: [dies(5)], restart: { delayMs: 50 } }));
    swarm.holds('updater.hands-out-slot', { slot: 3 });
    swarm.deploys('dies');
    swarm.until(({ status }) => status === 'paused');
    swarm.passes(1_000);
    expect(swarm.see()).toMatchObject({ status: 'paused', updater: 'absent' });
    expect(wants(swarm.see())).toBe('head head base');
  });
});

describe('an updater hands out', () => {
  const most = (parallelism: number): { readonly atOnce: number; readonly trace: string } => {
    const swarm = drive(scenario({ replicas: 3, update: { parallelism } }));
    swarm.deploys();
    let atOnce = 0;
    swarm.until(({ workers, status }) => {
      const held = workers.filter((phase) => !['idle', 'queued', 'done'].includes(phase)).length;
      atOnce = Math.max(atOnce, held);
      return status === 'completed';
    });
    return { atOnce, trace: swarm.trace() };
  };

  test.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [0, 3],
  ])('parallelism %i: %i of 3 slots at once', (parallelism, atOnce) => {
    expect(most(parallelism)).toEqual({ atOnce, trace: 'unset>updating>completed' });
  });

  test.each([1, 2, 3])('slots in any order: slot %i may be the first (6.11 a)', (slot) => {
    const swarm = drive(scenario({ replicas: 3 }));
    swarm.deploys();
    swarm.until(({ status }) => status === 'updating');
    swarm.takes('updater.hands-out-slot', { slot });
    swarm.takes('worker.replaces-task', { slot });
    expect(swarm.tasksOf(slot).map(({ spec }) => spec)).toEqual(['base', 'head']);
    swarm.settles();
    expect(runs(swarm.see())).toBe('head head head');
  });

  test('slots of its snapshot: one that a restart has brought to the new spec meanwhile gets no second task', () => {
    const swarm = drive(scenario({ replicas: 2, restart: { delayMs: 0 }, timing: { manager: between(0, 100) } }));
    swarm.holds('orchestrator.handles-event');
    swarm.holds('updater.starts');
    swarm.deploys();
    swarm.crashes({ slot: 1 });
    swarm.takes('agent.reports', { slot: 1 });
    swarm.until(({ status }) => status === 'completed');
    // The deploy's event is older than the crash's, so slot 1 is in the snapshot with a task that is shut down by then.
    expect(swarm.tasksOf(1).map(({ spec }) => spec)).toEqual(['base', 'head']);
    expect(runs(swarm.see())).toBe('head head');
  });
});

describe('a good update takes', () => {
  test.each([
    { replicas: 1, parallelism: 1, delayMs: 0, monitorMs: 300 },
    { replicas: 3, parallelism: 1, delayMs: 0, monitorMs: 300 },
    { replicas: 3, parallelism: 1, delayMs: 100, monitorMs: 300 },
    { replicas: 3, parallelism: 2, delayMs: 100, monitorMs: 300 },
    { replicas: 3, parallelism: 0, delayMs: 100, monitorMs: 300 },
  ])('a delay after each batch, the last one included, and the window: %o', ({ replicas, ...update }) => {
    const swarm = drive(scenario({ replicas, update }));
    swarm.deploys();
    swarm.settles();
    const batches = Math.ceil(replicas / (update.parallelism === 0 ? replicas : update.parallelism));
    expect(swarm.see()).toMatchObject({
      status: 'completed',
      message: 'update completed',
      completedAtMs: batches * (SLOT_MS + update.delayMs) + update.monitorMs,
    });
  });
});

test('failure action continue reads no failure at all', () => {
  const update = { failureAction: 'continue' as const };
  const swarm = drive(scenario({ replicas: 2, update, fates: [dies(5)], restart: { delayMs: 50 } }));
  swarm.deploys('dies');
  swarm.until(({ status }) => status === 'completed');
  expect(swarm.steps.filter(({ kind }) => kind === 'updater.reads-failure')).toEqual([]);
  expect(swarm.tasksOf(1).length).toBeGreaterThan(2);
});
