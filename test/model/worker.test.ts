// swarmkit updater.go worker, updateTask, useExistingTask: semantics 6.2-6.4.
import { describe, expect, test } from 'vitest';
import { drive } from './drive.ts';
import { isWanted, runs, wants } from './seen.ts';
import { at, between, BRIEF_HEALTHCHECK, dies, imageMissing, neverStarts, scenario } from './setup.ts';

describe('stop-first', () => {
  test('one transaction creates the new task and shuts the old one down; the new one runs when the old one has stopped', () => {
    const swarm = drive(scenario());
    swarm.deploys();
    swarm.takes('worker.replaces-task');
    expect(swarm.tasksOf(1)).toMatchObject([
      { spec: 'base', state: 'running', desired: 'shutdown' },
      { spec: 'head', state: 'new', desired: 'ready' },
    ]);
    swarm.untilTaskIs(1, 'ready', 'head');
    expect(swarm.tasksOf(1)).toMatchObject([{ onNode: 'running' }, { onNode: 'ready', desired: 'ready' }]);
    swarm.takes('restart-supervisor.starts-task');
    expect(swarm.tasksOf(1)).toMatchObject([{ state: 'shutdown' }, { desired: 'running' }]);
    expect(swarm.see().nowMs).toBe(20);
    swarm.settles();
    expect(swarm.trace()).toBe('unset>updating>completed');
  });

  test('prepares the new task while the old one is stopping', () => {
    const swarm = drive(scenario({ prepare: at(50), stop: at(50) }));
    swarm.deploys();
    swarm.untilTaskIs(1, 'running', 'head');
    expect(swarm.see().nowMs).toBe(50 + 10);
  });

  test('an old task that does not stop is waited for 60 s, then both run and the update completes (C10)', () => {
    const swarm = drive(scenario({ stop: at(100_000), stopGraceMs: 100_000 }));
    swarm.deploys();
    swarm.untilTaskIs(1, 'running', 'head');
    expect(swarm.see().nowMs).toBe(60_000 + 10);
    expect(runs(swarm.see())).toBe('base+head');
    swarm.until(({ status }) => status === 'completed');
    expect(swarm.see()).toMatchObject({ status: 'completed', completedAtMs: 60_000 + 10 + 300 });
    expect(runs(swarm.see())).toBe('base+head');
  });

  test.each([
    [59_999, 'one'],
    [60_001, 'two'],
  ])('a grace period of %i ms lets at most %s task run at once (swarmkit#3274)', (stopGraceMs, most) => {
    const swarm = drive(scenario({ stop: at(200_000), stopGraceMs }));
    swarm.deploys();
    let atOnce = 0;
    swarm.until((seen) => {
      atOnce = Math.max(
        atOnce,
        seen.tasks.filter(({ onNode }) => onNode === 'running' || onNode === 'starting').length,
      );
      return seen.status === 'completed';
    });
    expect(atOnce).toBe(most === 'one' ? 1 : 2);
  });

  test('creates nothing where the restart supervisor was first: the old task is already shut down (P05)', () => {
    const swarm = drive(scenario({ replicas: 2, update: { delayMs: 200 }, restart: { delayMs: 50 } }));
    swarm.holds('updater.hands-out-slot', { slot: 2 });
    swarm.deploys();
    swarm.untilTaskIs(1, 'running', 'head');
    swarm.crashes({ slot: 2 });
    swarm.settles();
    expect(swarm.tasksOf(2).map(({ spec }) => spec)).toEqual(['base', 'head']);
    expect(swarm.steps.filter(({ kind }) => kind === 'worker.replaces-task').map(({ slot }) => slot)).toEqual([1, 2]);
    expect(swarm.trace()).toBe('unset>updating>completed');
  });

  test('leaves a slot empty whose task ended under condition none, until the run after completion (swarmkit#2242)', () => {
    const swarm = drive(scenario({ replicas: 2, update: { delayMs: 200 }, restart: { condition: 'none' } }));
    swarm.holds('updater.hands-out-slot', { slot: 2 });
    swarm.deploys();
    swarm.untilTaskIs(1, 'running', 'head');
    swarm.crashes({ slot: 2 });
    swarm.until(({ status }) => status === 'completed');
    expect(wants(swarm.see())).toBe('head -');
    swarm.settles();
    expect(runs(swarm.see())).toBe('head head');
    expect(swarm.writes.map(({ to }) => to)).toEqual(['unset', 'updating', 'completed', 'completed']);
  });
});

describe('start-first', () => {
  const setup = { update: { order: 'start-first' as const } };

  test('leaves the old task alone until the new one runs, then shuts it down without waiting for its end', () => {
    const swarm = drive(scenario({ ...setup, stop: at(1_000) }));
    swarm.deploys();
    swarm.takes('restart-supervisor.starts-task');
    expect(swarm.tasksOf(1)).toMatchObject([{ desired: 'running' }, { desired: 'running', state: 'new' }]);
    swarm.takes('worker.sees-running');
    expect(swarm.see().nowMs).toBe(10);
    expect(swarm.tasksOf(1)).toMatchObject([{ state: 'running', desired: 'shutdown' }, { state: 'running' }]);
    swarm.until(({ status }) => status === 'completed');
    expect(swarm.see().completedAtMs).toBe(10 + 300);
    expect(runs(swarm.see())).toBe('base+head');
  });

  test.each([
    ['never starts', [neverStarts]],
    ['has no image', [imageMissing]],
  ] as const)('keeps the old task when the new one %s', (_why, [fate]) => {
    const swarm = drive(scenario({ ...setup, fates: [fate], healthcheck: BRIEF_HEALTHCHECK }));
    swarm.deploys(fate.kind);
    swarm.until(({ status }) => status === 'paused');
    expect(swarm.tasksOf(1)[0]).toMatchObject({ spec: 'base', state: 'running', desired: 'running' });
  });

  test('keeps the old task when RUNNING was never stored: the worker sees FAILED first (section 3, coalescing)', () => {
    const swarm = drive(scenario({ ...setup, fates: [dies(5)], timing: { report: between(0, 100) } }));
    swarm.deploys('dies');
    swarm.holds('agent.reports', { spec: 'head' });
    swarm.takes('container.exits');
    swarm.until(({ status }) => status === 'paused');
    expect(swarm.tasksOf(1)[0]).toMatchObject({ spec: 'base', state: 'running', desired: 'running' });
  });

  test('a crash of the old task leaves two new ones in its slot until the run after completion (B02)', () => {
    const swarm = drive(
      scenario({ replicas: 2, update: { order: 'start-first', delayMs: 200 }, restart: { delayMs: 50 } }),
    );
    swarm.holds('updater.hands-out-slot', { slot: 2 });
    swarm.deploys();
    swarm.untilTaskIs(1, 'running', 'head');
    swarm.crashes({ slot: 2 });
    swarm.until(({ status }) => status === 'completed');
    expect(runs(swarm.see())).toBe('head head+head');
    swarm.settles();
    expect(runs(swarm.see())).toBe('head head');
  });
});

describe('a clean task of the slot is used instead of a new one', () => {
  /** A start-first update of one slot has paused; the new task crash-loops beside the healthy old one. */
  function pausedBesideACrashLoop(restartDelayMs: number) {
    const swarm = drive(
      scenario({
        update: { order: 'start-first' },
        restart: { delayMs: restartDelayMs },
        fates: [neverStarts],
        healthcheck: BRIEF_HEALTHCHECK,
        horizonMs: 10_000,
      }),
    );
    swarm.deploys('never-healthy');
    swarm.until(({ status }) => status === 'paused');
    swarm.passes(20);
    return swarm;
  }

  test('a label-only deploy kills the healthy old task for the sake of a crash-looping new one (P07)', () => {
    const swarm = pausedBesideACrashLoop(100);
    expect(wants(swarm.see())).toBe('base+head');
    swarm.moves('label-only');
    swarm.takes('worker.keeps-task', { spec: 'head' });
    expect(swarm.tasksOf(1)[0]).toMatchObject({ spec: 'base', onNode: 'running', desired: 'shutdown' });
    swarm.until(({ status }) => status === 'completed');
    expect(runs(swarm.see())).toBe('-');
    expect(swarm.trace()).toBe('unset>updating>paused>unset>updating>completed');
  });

  test('one below desired RUNNING is promoted once the removed one has stopped, whatever is left of its restart delay', () => {
    const swarm = pausedBesideACrashLoop(5_000);
    swarm.moves('label-only');
    swarm.takes('worker.keeps-task', { spec: 'head' });
    const { nowMs } = swarm.see();
    expect(swarm.tasksOf(1).find(isWanted)).toMatchObject({ spec: 'head', desired: 'ready' });
    swarm.takes('worker.sees-promotion');
    expect(swarm.see().nowMs).toBe(nowMs + 20);
    expect(swarm.tasksOf(1).find(isWanted)).toMatchObject({ spec: 'head', desired: 'running' });
  });

  test('its failures are not counted: the update completes while it crash-loops (6.5)', () => {
    const swarm = pausedBesideACrashLoop(100);
    swarm.moves('label-only');
    swarm.until(({ status }) => status === 'completed');
    expect(swarm.steps.filter(({ kind }) => kind === 'updater.reads-failure')).toHaveLength(1);
  });

  test('of two that are desired RUNNING either may be kept (6.11 g)', () => {
    const kept = (nth: 0 | 1): string => {
      const swarm = drive(
        scenario({
          replicas: 1,
          update: { order: 'start-first' },
          restart: { delayMs: 0 },
          timing: { manager: between(0, 50) },
        }),
      );
      const release = swarm.holds('worker.replaces-task');
      swarm.deploys();
      swarm.until(({ workers }) => workers[0] === 'choosing');
      swarm.crashes({ slot: 1 });
      swarm.takes('orchestrator.handles-event');
      release();
      swarm.until(({ status }) => status === 'completed');
      const twins = swarm.tasksOf(1).filter(isWanted);
      expect(twins.map(({ spec }) => spec)).toEqual(['head', 'head']);
      swarm.takes('worker.keeps-task', { task: twins[nth]?.id ?? 0 });
      swarm.settles();
      expect(runs(swarm.see())).toBe('head');
      return swarm.tasksOf(1).find(isWanted)?.id === twins[nth]?.id ? 'kept' : 'removed';
    };
    expect([kept(0), kept(1)]).toEqual(['kept', 'kept']);
  });
});

test('a task that the restart supervisor has already made of the new spec is kept, and no other is created', () => {
  const swarm = drive(scenario({ replicas: 2, fates: [dies(5, { times: 'once' })], restart: { delayMs: 50 } }));
  swarm.holds('updater.hands-out-slot', { slot: 2 });
  swarm.deploys('dies');
  swarm.until(({ status }) => status === 'paused');
  swarm.settles();
  swarm.moves('label-only');
  swarm.settles();
  expect(swarm.tasksOf(1).map(({ spec }) => spec)).toEqual(['base', 'head', 'head']);
  expect(swarm.tasksOf(2).map(({ spec }) => spec)).toEqual(['base', 'head']);
});
