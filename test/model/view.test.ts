// What the Engine API shows of a world: semantics section 9, and the reads of truth-and-harness.md section 1.
import { describe, expect, test } from 'vitest';
import {
  answersRequests,
  blankService,
  blankTask,
  runningTasks,
  showService,
  showTasks,
  type TaskShown,
} from '#model/view.js';
import { drive, type Drive } from './drive.ts';
import { at, BRIEF_HEALTHCHECK, dies, neverStarts, scenario } from './setup.ts';

function inspect({ model, row }: Drive) {
  const shown = blankService(model);
  showService(model, row, 0, shown);
  return shown;
}

function tasks({ model, row }: Drive, upToDate = false): readonly TaskShown[] {
  const into: TaskShown[] = [];
  const pool = Array.from({ length: model.tasks }, blankTask);
  showTasks(model, row, 0, upToDate, pool, into);
  return into.map((task) => ({ ...task })).sort((a, b) => a.id - b.id);
}

describe('inspect', () => {
  test('shows spec, PreviousSpec and no status right after the deploy; the version has grown', () => {
    const swarm = drive(scenario());
    const before = inspect(swarm);
    expect(before).toMatchObject({ stamp: 'eb96de94', previousStamp: null, updateState: 'unset', startedAtMs: null });
    swarm.deploys();
    const after = inspect(swarm);
    expect(after).toMatchObject({ stamp: '7ae7b0f7', previousStamp: 'eb96de94', updateState: 'unset' });
    expect(after.version).toBeGreaterThan(before.version);
  });

  test('grows by itself: the engine’s own status writes take versions too (2.1)', () => {
    const swarm = drive(scenario());
    swarm.deploys();
    const { version } = inspect(swarm);
    swarm.settles();
    expect(inspect(swarm).version).toBeGreaterThan(version);
    expect(inspect(swarm)).toMatchObject({ updateState: 'completed', startedAtMs: 0 });
  });

  test('shows no previous spec after an automatic rollback', () => {
    const swarm = drive(scenario({ update: { failureAction: 'rollback' }, fates: [dies(5)] }));
    swarm.deploys('dies');
    swarm.settles();
    expect(inspect(swarm)).toMatchObject({
      stamp: 'eb96de94',
      previousStamp: null,
      updateState: 'rollback_completed',
    });
  });
});

describe('task lists', () => {
  test('up to date is not dirty: not the base’s tasks, whatever runs', () => {
    const swarm = drive(scenario({ replicas: 2 }));
    expect(tasks(swarm, true)).toHaveLength(2);
    swarm.deploys();
    expect(tasks(swarm, true)).toEqual([]);
    swarm.settles();
    expect(tasks(swarm, true).map(({ id }) => id)).toEqual([3, 4]);
    expect(tasks(swarm)).toHaveLength(4);
  });

  test('a label-only deploy leaves every task up to date (section 5)', () => {
    const swarm = drive(scenario({ replicas: 2 }));
    swarm.deploys();
    swarm.settles();
    swarm.moves('label-only');
    expect(tasks(swarm, true)).toHaveLength(2);
    swarm.moves('force');
    expect(tasks(swarm, true)).toEqual([]);
  });

  test.each([
    ['dies', dies(5, { exitCode: 3 }), 'failed', 3],
    ['exits cleanly', dies(5, { exitCode: 0 }), 'complete', 0],
    ['is found unhealthy', neverStarts, 'failed', 143],
  ] as const)('a task that %s shows its exit code', (_how, fate, state, exitCode) => {
    const swarm = drive(scenario({ fates: [fate], healthcheck: BRIEF_HEALTHCHECK }));
    swarm.deploys(fate.kind);
    swarm.until(({ status }) => status === 'paused');
    expect(tasks(swarm).find((task) => task.state === state)).toMatchObject({ exitCode, slot: 1 });
  });

  test('the kernel’s kill is an ordinary 137 (8.4)', () => {
    const swarm = drive(scenario());
    swarm.crashes({ slot: 1 });
    swarm.takes('orchestrator.handles-event');
    expect(tasks(swarm)[0]).toMatchObject({ state: 'failed', exitCode: 137, desired: 'shutdown' });
  });
});

describe('counts and health', () => {
  test('running tasks are those observed so, old ones being stopped included (2 of 1, start-first)', () => {
    const swarm = drive(scenario({ update: { order: 'start-first' }, stop: at(500) }));
    swarm.deploys();
    swarm.takes('worker.sees-running');
    expect(runningTasks(swarm.model, swarm.row, 0)).toBe(2);
  });

  test('a dead task counts until its report, and does not answer', () => {
    const swarm = drive(scenario({ timing: { report: at(100) } }));
    swarm.crashes({ slot: 1 });
    expect(runningTasks(swarm.model, swarm.row, 0)).toBe(1);
    expect(answersRequests(swarm.model, swarm.row)).toBe(false);
  });

  test('one that starts does not answer yet; one that is being stopped still does', () => {
    const swarm = drive(scenario({ start: at(50), stop: at(50) }));
    swarm.deploys();
    swarm.takes('worker.replaces-task');
    expect(answersRequests(swarm.model, swarm.row)).toBe(true);
    swarm.untilTaskIs(1, 'starting');
    expect(answersRequests(swarm.model, swarm.row)).toBe(false);
    swarm.untilTaskIs(1, 'running', 'head');
    expect(answersRequests(swarm.model, swarm.row)).toBe(true);
  });
});
