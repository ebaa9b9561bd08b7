// swarmkit restart.go: semantics 7.1-7.4, and upstream's own restart_test.go (11.3).
import { describe, expect, test } from 'vitest';
import { drive, type Drive } from './drive.ts';
import { isWanted, runs, wants, type TaskSeen } from './seen.ts';
import { at, between, BRIEF_HEALTHCHECK, dies, imageMissing, neverStarts, scenario, type Setup } from './setup.ts';

/** Nothing is deployed: the base runs, and crashes where the test says so. */
function running(setup: Setup): Drive {
  return drive(scenario(setup));
}
/** A head that was deployed and completed, and dies when the test says so. */
function completed(setup: Setup, exitCode = 1): Drive {
  const swarm = drive(scenario({ ...setup, fates: [dies(between(0, 1_000_000), { exitCode })] }));
  swarm.holds('container.exits');
  swarm.deploys('dies');
  swarm.until(({ status }) => status === 'completed');
  return swarm;
}
const newest = (swarm: Drive, slot = 1): TaskSeen | undefined => swarm.tasksOf(slot).at(-1);

describe('a task that is over and still wanted', () => {
  test('is shut down and replaced in its slot, READY first and RUNNING after the delay', () => {
    const swarm = running({ replicas: 2, restart: { delayMs: 700 } });
    swarm.crashes({ slot: 2 });
    swarm.takes('orchestrator.handles-event');
    expect(swarm.tasksOf(2)).toMatchObject([
      { state: 'failed', desired: 'shutdown' },
      { state: 'new', desired: 'ready', spec: 'base', createdAtMs: 0 },
    ]);
    swarm.takes('restart-supervisor.starts-task');
    expect(swarm.see().nowMs).toBe(700);
    swarm.settles();
    expect(newest(swarm, 2)).toMatchObject({ state: 'running', desired: 'running' });
    expect(swarm.tasksOf(1)).toHaveLength(1);
  });

  test.each([
    ['base', 700],
    ['head', 9_000],
  ] as const)('waits for the delay of its own spec: %s, %i ms', (spec, delayMs) => {
    const swarm = running({ restart: { delayMs: 700 }, head: { restart: restart(9_000) }, update: { delayMs: 100 } });
    if (spec === 'base') {
      swarm.holds('orchestrator.handles-event');
      swarm.crashes({ slot: 1 });
      swarm.takes('agent.reports', { slot: 1 });
      swarm.deploys();
    } else {
      swarm.deploys();
      swarm.settles();
      swarm.crashes({ slot: 1 });
    }
    const { nowMs } = swarm.see();
    swarm.takes('orchestrator.handles-event');
    swarm.until(({ tasks }) => tasks.some((task) => task.createdAtMs === nowMs && task.desired === 'running'));
    expect(swarm.see().nowMs).toBe(nowMs + delayMs);
  });

  test('comes back with the new spec while an update runs (P05), and while it is paused (P06)', () => {
    const swarm = running({ replicas: 3, fates: [dies(5)], restart: { delayMs: 50 } });
    swarm.deploys('dies');
    swarm.until(({ status }) => status === 'paused');
    const [old] = swarm.see().tasks.filter(({ spec, onNode }) => spec === 'base' && onNode === 'running');
    swarm.crashes({ task: old?.id ?? 0 });
    swarm.takes('orchestrator.handles-event');
    expect(newest(swarm, old?.slot)).toMatchObject({ spec: 'head', desired: 'ready' });
    expect(swarm.see().status).toBe('paused');
  });

  test('comes back with the old spec once a rollback has been committed', () => {
    const swarm = running({ fates: [dies(5)], update: { failureAction: 'rollback' } });
    swarm.holds('orchestrator.handles-event');
    swarm.deploys('dies');
    swarm.takes('updater.reads-failure');
    expect(swarm.see().spec).toBe('base');
    swarm.takes('orchestrator.handles-event');
    swarm.until(({ tasks }) => tasks.length === 3);
    expect(newest(swarm)).toMatchObject({ spec: 'base' });
  });

  test('or with the new spec if the orchestrator was faster than the rollback (6.11 c)', () => {
    const swarm = running({
      fates: [dies(5)],
      update: { failureAction: 'rollback' },
      timing: { manager: between(0, 10) },
    });
    swarm.holds('updater.reads-failure');
    swarm.deploys('dies');
    swarm.until(({ tasks }) => tasks.length === 3);
    expect(newest(swarm)).toMatchObject({ spec: 'head' });
    expect(swarm.see().status).toBe('updating');
  });

  test('that dies before its own delayed start is retried once that has come: no tight loop (7.1)', () => {
    const swarm = running({ fates: [imageMissing], restart: { delayMs: 400 } });
    swarm.deploys('image-missing');
    swarm.until(({ status }) => status === 'paused');
    swarm.passes(1_700);
    const heads = swarm.tasksOf(1).filter(({ spec }) => spec === 'head');
    // Rejected at once each time, so the next one comes when its own delay has passed.
    expect(heads.slice(-4).map(({ createdAtMs }) => createdAtMs)).toEqual([420, 820, 1_220, 1_620]);
  });

  test('is not replaced when it has been told to stop: only wanted tasks are restarted', () => {
    const swarm = running({ stop: at(500) });
    swarm.deploys();
    swarm.takes('worker.replaces-task');
    swarm.crashes({ slot: 1 });
    swarm.settles();
    expect(swarm.tasksOf(1).map(({ spec }) => spec)).toEqual(['base', 'head']);
  });

  test('nor when an updater shut it down before the orchestrator came to its end (4.1: as the store has it by then)', () => {
    const swarm = running({ timing: { manager: between(0, 1_000) } });
    swarm.deploys();
    swarm.until(({ workers }) => workers[0] === 'choosing');
    const release = swarm.holds('orchestrator.handles-event');
    swarm.crashes({ slot: 1 });
    swarm.takes('agent.reports', { slot: 1 });
    swarm.takes('worker.replaces-task');
    release();
    swarm.settles();
    expect(swarm.tasksOf(1)).toMatchObject([
      { spec: 'base', state: 'failed' },
      { spec: 'head', state: 'running' },
    ]);
    expect(swarm.tasksOf(1)).toHaveLength(2);
  });
});

const restart = (delayMs: number) => ({ condition: 'any' as const, delayMs, maxAttempts: 0, windowMs: 0 });

describe('restart condition (7.3)', () => {
  const fates = [
    ['failed', 1],
    ['complete', 0],
  ] as const;
  const restarts = (condition: 'any' | 'on-failure' | 'none', exitCode: number): boolean => {
    const swarm = completed({ restart: { condition, delayMs: 50 } }, exitCode);
    swarm.takes('container.exits', { slot: 1 });
    swarm.passes(200);
    return swarm.tasksOf(1).length === 3;
  };

  test.each([
    ['any', { failed: true, complete: true }],
    ['on-failure', { failed: true, complete: false }],
    ['none', { failed: false, complete: false }],
  ] as const)('%s restarts %o', (condition, expected) => {
    expect(Object.fromEntries(fates.map(([state, code]) => [state, restarts(condition, code)]))).toEqual(expected);
  });

  test('on-failure restarts what was rejected', () => {
    const swarm = running({ fates: [imageMissing], restart: { condition: 'on-failure', delayMs: 50 } });
    swarm.deploys('image-missing');
    swarm.passes(200);
    expect(swarm.tasksOf(1).length).toBeGreaterThan(2);
  });

  test.each(['none', 'on-failure'] as const)(
    'a label-only deploy does not revive a slot that %s has left empty; a forced one does (RestartOnNone, RestartOnFailure)',
    (condition) => {
      const swarm = completed({ replicas: 2, restart: { condition } }, 0);
      swarm.takes('container.exits', { slot: 1 });
      swarm.passes(100);
      expect(wants(swarm.see())).toBe('- head');
      swarm.moves('label-only');
      swarm.passes(100);
      expect(wants(swarm.see())).toBe('- head');
      swarm.moves('force');
      swarm.until(({ status }) => status === 'completed');
      // `docker service update --force` counts up in the spec that it finds.
      expect(runs(swarm.see())).toBe('headRelabelledForced headRelabelledForced');
    },
  );
});

describe('max attempts (7.3)', () => {
  /** Lets the slot's task die so often; how many tasks of the head there have been. */
  function tasksAfterDeaths(swarm: Drive, deaths: number, apartMs = 0): number {
    for (let i = 0; i < deaths; i++) {
      swarm.takes('container.exits', { slot: 1 });
      swarm.passes(100);
      swarm.passes(apartMs);
    }
    return new Set(swarm.steps.flatMap(({ spec, task }) => (spec === 'head' && task !== undefined ? [task] : []))).size;
  }

  test.each([
    [1, 2],
    [2, 3],
  ])('%i lets a slot have %i tasks: only replacements count', (maxAttempts, tasks) => {
    const swarm = completed({ restart: { maxAttempts, delayMs: 50 } });
    expect(tasksAfterDeaths(swarm, tasks)).toBe(tasks);
    expect(wants(swarm.see())).toBe('-');
    swarm.passes(60_000);
    expect(swarm.can('container.exits')).toBe(false);
  });

  test('0 is without limit', () => {
    expect(tasksAfterDeaths(completed({ restart: { maxAttempts: 0, delayMs: 50 } }), 9)).toBe(10);
  });

  test('counts by slot', () => {
    const swarm = completed({ replicas: 2, restart: { maxAttempts: 1, delayMs: 50 } });
    tasksAfterDeaths(swarm, 2);
    swarm.takes('container.exits', { slot: 2 });
    swarm.passes(100);
    expect(wants(swarm.see())).toBe('- head');
  });

  test('counts start over with another SpecVersion (RestartMaxAttempts)', () => {
    const swarm = completed({ restart: { maxAttempts: 1, delayMs: 50 } });
    tasksAfterDeaths(swarm, 2);
    swarm.moves('force');
    swarm.until(({ status }) => status === 'completed');
    swarm.takes('container.exits', { slot: 1 });
    swarm.passes(100);
    expect(runs(swarm.see())).toBe('headForced');
    swarm.takes('container.exits', { slot: 1 });
    swarm.passes(100);
    expect(wants(swarm.see())).toBe('-');
  });

  test('with a window only recent restarts count: the second failure inside is final, after it another is allowed (RestartWindow)', () => {
    const policy = { maxAttempts: 1, windowMs: 500, delayMs: 50 };
    expect(tasksAfterDeaths(completed({ restart: policy }), 2)).toBe(2);
    expect(tasksAfterDeaths(completed({ restart: policy }), 2, 500)).toBe(3);
  });

  test('an exhausted slot is still updated by a real change (7.4)', () => {
    const swarm = completed({ replicas: 2, restart: { maxAttempts: 1, delayMs: 50 } });
    tasksAfterDeaths(swarm, 2);
    swarm.moves('other-spec');
    swarm.settles();
    expect(runs(swarm.see())).toBe('other other');
    expect(swarm.trace()).toBe('unset>updating>completed>unset>updating>completed');
  });
});

describe('a replacement starts (7.2)', () => {
  test('without waiting when its task is over', () => {
    const swarm = running({ restart: { delayMs: 0 }, stop: at(5_000) });
    swarm.crashes({ slot: 1 });
    swarm.untilTaskIs(1, 'starting');
    expect(swarm.see().nowMs).toBe(0);
  });

  test('although the updater that created it was cancelled meanwhile: delayed starts go on (4.3)', () => {
    const swarm = running({ stop: at(500) });
    swarm.deploys();
    swarm.takes('worker.replaces-task');
    swarm.passes(10);
    swarm.moves('label-only');
    swarm.takes('worker.stops');
    swarm.settles();
    expect(runs(swarm.see())).toBe('head');
    expect(newest(swarm)).toMatchObject({ spec: 'head', state: 'running' });
    expect(swarm.trace()).toBe('unset>updating>unset');
  });
});

test('a crash loop is one task a delay: the slot never holds more than one wanted task', () => {
  const swarm = running({ fates: [neverStarts], healthcheck: BRIEF_HEALTHCHECK, restart: { delayMs: 100 } });
  swarm.deploys('never-healthy');
  let most = 0;
  swarm.until(({ tasks, nowMs }) => {
    most = Math.max(most, tasks.filter(isWanted).length);
    return nowMs >= 5_000;
  });
  expect(most).toBe(1);
  // 100 ms of delay, 30 ms until the healthcheck gives up, 20 ms to stop the container (8.2).
  const lastId = newest(swarm)?.id ?? 0;
  expect(lastId).toBeGreaterThanOrEqual(Math.floor(5_000 / 150));
  expect(lastId).toBeLessThanOrEqual(Math.ceil(5_000 / 150) + 2);
});

test('an old task is forgotten beyond five in a slot (7.7)', () => {
  const swarm = running({ fates: [dies(5)], restart: { delayMs: 50 } });
  swarm.deploys('dies');
  swarm.passes(5_000);
  expect(swarm.tasksOf(1)).toHaveLength(5);
});
