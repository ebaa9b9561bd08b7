// Automatic and manual rollbacks: semantics 6.6-6.8, 7.4, and upstream's TestUpdaterRollback (11.2).
import { describe, expect, test } from 'vitest';
import { drive, type Drive } from './drive.ts';
import { runs, wants } from './seen.ts';
import { BRIEF_HEALTHCHECK, dies, neverFits, neverStarts, scenario, type Setup } from './setup.ts';

const automatic: Setup = { update: { failureAction: 'rollback' }, fates: [dies(5)] };

function rolledBack(setup: Setup = {}): Drive {
  const swarm = drive(scenario({ ...automatic, ...setup, update: { ...automatic.update, ...setup.update } }));
  swarm.deploys(setup.fates?.[0]?.kind ?? 'dies');
  swarm.until(({ status }) => status === 'rollback_started');
  return swarm;
}
const started = (swarm: Drive) => swarm.writes.find(({ to }) => to === 'rollback_started');

describe('an automatic rollback', () => {
  test('restores spec and SpecVersion, drops PreviousSpec, and keeps StartedAt of the update', () => {
    const swarm = rolledBack();
    expect(started(swarm)?.seen).toMatchObject({
      spec: 'base',
      specVersion: 0,
      previousSpec: null,
      startedAtMs: 0,
      message: 'update rolled back',
      completedAtMs: null,
    });
  });

  test('cannot be rolled back by hand: there is no previous spec (B05)', () => {
    const swarm = rolledBack();
    swarm.settles();
    expect(swarm.trace()).toBe('unset>updating>rollback_started>rollback_completed');
    expect(swarm.can('operator.moves', { move: 'rollback' })).toBe(false);
    expect(swarm.can('operator.moves', { move: 'identical' })).toBe(true);
  });

  test('never touches a slot that the update had not reached', () => {
    const swarm = rolledBack({ replicas: 3 });
    swarm.settles();
    expect(runs(swarm.see())).toBe('base base base');
    expect(swarm.see().tasks.filter(({ id, state }) => id <= 3 && state === 'running')).toHaveLength(1);
  });

  test('uses the rollback_config of the spec that it goes back to', () => {
    const head = scenario(automatic).head;
    const swarm = rolledBack({
      rollback: { monitorMs: 900 },
      head: { ...head, rollback: { ...head.rollback, monitorMs: 50 } },
    });
    swarm.settles();
    const completed = swarm.writes.at(-1);
    expect(completed?.to).toBe('rollback_completed');
    expect((completed?.atMs ?? 0) - (started(swarm)?.atMs ?? 0)).toBeGreaterThanOrEqual(900);
  });

  test('ends rollback_paused when it fails itself, and its message still speaks of an update (B09)', () => {
    const swarm = rolledBack({ restart: { delayMs: 5_000 } });
    swarm.untilTaskIs(1, 'starting', 'base');
    swarm.crashes({ slot: 1 });
    swarm.until(({ status }) => status !== 'rollback_started');
    expect(swarm.see()).toMatchObject({ status: 'rollback_paused', message: 'update paused', completedAtMs: null });
    swarm.settles();
    expect(swarm.see().status).toBe('rollback_paused');
  });

  test('with failure action continue ends rollback_completed in spite of failures', () => {
    const swarm = rolledBack({ rollback: { failureAction: 'continue' }, restart: { delayMs: 5_000 } });
    swarm.untilTaskIs(1, 'starting', 'base');
    swarm.crashes({ slot: 1 });
    swarm.until(({ status }) => status !== 'rollback_started');
    expect(swarm.see()).toMatchObject({ status: 'rollback_completed', message: 'rollback completed' });
  });

  test('re-creates a dead slot directly, not through its updater, which never watches it (7.4, B12)', () => {
    const swarm = rolledBack({ replicas: 2, restart: { condition: 'none' }, update: { delayMs: 100 } });
    const dead = started(swarm)?.seen.tasks.find(({ state }) => state === 'failed');
    swarm.until(({ tasks }) => tasks.filter(({ slot }) => slot === dead?.slot).length === 3);
    expect(swarm.tasksOf(dead?.slot ?? 0).at(-1)).toMatchObject({ spec: 'base', desired: 'running', state: 'new' });
    swarm.settles();
    expect(swarm.trace()).toBe('unset>updating>rollback_started>rollback_completed');
    expect(runs(swarm.see())).toBe('base base');
  });

  test('of a start-first update leaves the old tasks alone (P07c)', () => {
    const swarm = rolledBack({
      replicas: 2,
      update: { order: 'start-first' },
      fates: [neverStarts],
      healthcheck: BRIEF_HEALTHCHECK,
    });
    swarm.settles();
    expect(swarm.tasksOf(1)[0]).toMatchObject({ id: 1, state: 'running', desired: 'running' });
    expect(swarm.tasksOf(2)[0]).toMatchObject({ id: 2, state: 'running', desired: 'running' });
  });

  test('has its own denominator and ratio', () => {
    const swarm = rolledBack({
      replicas: 3,
      update: { parallelism: 0 },
      rollback: { maxFailureRatio: 0.34, parallelism: 0 },
    });
    swarm.until(
      ({ tasks }) =>
        tasks.filter(({ spec, id, onNode }) => spec === 'base' && id > 3 && onNode === 'running').length === 3,
    );
    swarm.crashes({ slot: 1 });
    swarm.passes(1);
    expect(swarm.see().status).toBe('rollback_started');
    swarm.crashes({ slot: 2 });
    swarm.passes(1);
    expect(swarm.see().status).toBe('rollback_paused');
  });
});

describe('a rollback whose own failure action is rollback (6.6, P04)', () => {
  const setup: Setup = {
    replicas: 2,
    update: { parallelism: 0 },
    rollback: { failureAction: 'rollback', parallelism: 0, monitorMs: 300 },
    restart: { delayMs: 5_000 },
  };
  const crashesBack = (swarm: Drive, slot: number): void => {
    swarm.untilTaskIs(slot, 'starting', 'base');
    swarm.crashes({ slot });
  };

  test('never rolls back a rollback: it pauses, and then completes', () => {
    const swarm = rolledBack(setup);
    crashesBack(swarm, 1);
    swarm.until(({ status }) => status === 'rollback_paused');
    expect(swarm.see()).toMatchObject({ message: 'rollback paused', spec: 'base', previousSpec: null });
    swarm.settles();
    expect(swarm.trace()).toBe('unset>updating>rollback_started>rollback_paused>completed');
    expect(swarm.see()).toMatchObject({ message: 'update completed', spec: 'base' });
  });

  test('in the window it completes at once; while slots are handed out it still waits for them and for the window', () => {
    const inTheWindow = rolledBack(setup);
    inTheWindow.until(({ updater, status }) => updater === 'monitoring' && status === 'rollback_started');
    inTheWindow.crashes({ slot: 1 });
    inTheWindow.until(({ status }) => status === 'completed');
    const [paused, completed] = inTheWindow.writes.slice(-2);
    expect([paused?.to, completed?.to]).toEqual(['rollback_paused', 'completed']);
    expect(completed?.atMs).toBe(paused?.atMs);

    const handingOut = rolledBack({ ...setup, rollback: { ...setup.rollback, parallelism: 1, delayMs: 100 } });
    handingOut.until(({ tasks }) =>
      tasks.some(({ id, spec, onNode }) => id > 2 && spec === 'base' && onNode === 'running'),
    );
    handingOut.passes(1);
    const back = handingOut
      .see()
      .tasks.find(({ id, spec, onNode }) => id > 2 && spec === 'base' && onNode === 'running');
    handingOut.crashes({ task: back?.id ?? 0 });
    handingOut.until(({ status }) => status === 'completed');
    const [first, second] = handingOut.writes.slice(-2);
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(300);
    expect(first?.to).toBe('rollback_paused');
  });

  test('a second failure writes paused over rollback_paused: pauseUpdate says ROLLBACK_PAUSED only after ROLLBACK_STARTED', () => {
    const swarm = rolledBack({ ...setup, replicas: 3, rollback: { ...setup.rollback, parallelism: 2, delayMs: 100 } });
    const freshBase = () =>
      swarm.see().tasks.filter(({ id, spec, onNode }) => id > 3 && spec === 'base' && onNode === 'running');
    swarm.until(() => freshBase().length === 2);
    const [one, two] = freshBase();
    swarm.passes(1);
    swarm.crashes({ task: one?.id ?? 0 });
    swarm.until(({ status }) => status === 'rollback_paused');
    swarm.crashes({ task: two?.id ?? 0 });
    swarm.until(({ status }) => status === 'completed');
    expect(swarm.trace()).toBe('unset>updating>rollback_started>rollback_paused>paused>completed');
  });
});

describe('a manual rollback', () => {
  test('toggles between two specs (B04)', () => {
    const swarm = drive(scenario({}));
    swarm.deploys();
    swarm.settles();
    for (const spec of ['base', 'head', 'base'] as const) {
      swarm.moves('rollback');
      swarm.settles();
      expect(swarm.see()).toMatchObject({ status: 'rollback_completed', spec });
      expect(runs(swarm.see())).toBe(spec);
    }
  });

  test.each(['stop-first', 'start-first'] as const)('that has paused is not gone on with (%s)', (order) => {
    const swarm = drive(
      scenario({ replicas: 2, rollback: { order, delayMs: 200, parallelism: order === 'stop-first' ? 1 : 0 } }),
    );
    swarm.deploys();
    swarm.settles();
    swarm.moves('rollback');
    swarm.untilTaskIs(1, 'starting', 'base');
    swarm.crashes({ slot: 1, spec: 'base' });
    swarm.settles();
    expect(swarm.see()).toMatchObject({ status: 'rollback_paused', updater: 'absent' });
    // Start-first: the healthy head stays beside the base that came back by itself, as nobody cleans up (C11).
    expect(runs(swarm.see())).toBe(order === 'stop-first' ? 'base head' : 'head+base base');
  });

  test('supersedes the update that it undoes', () => {
    const swarm = drive(scenario({ replicas: 3, update: { delayMs: 100 } }));
    swarm.deploys();
    swarm.passes(150);
    swarm.moves('rollback');
    swarm.settles();
    expect(swarm.trace()).toBe('unset>updating>rollback_started>rollback_completed');
    expect(runs(swarm.see())).toBe('base base base');
  });

  test('frees a service whose new task never fits', () => {
    const swarm = drive(scenario({ fates: [neverFits] }));
    swarm.deploys('unschedulable');
    swarm.passes(100_000);
    expect(swarm.see()).toMatchObject({ status: 'updating' });
    swarm.moves('rollback');
    swarm.settles();
    expect(runs(swarm.see())).toBe('base');
    expect(swarm.see().status).toBe('rollback_completed');
  });

  test('turns into completed when a new task crashes beside it (start-first, E01)', () => {
    const swarm = drive(
      scenario({
        replicas: 2,
        rollback: { order: 'start-first', delayMs: 200 },
        restart: { delayMs: 20 },
      }),
    );
    swarm.deploys();
    swarm.settles();
    swarm.moves('rollback');
    swarm.until(({ workers }) => workers.includes('delaying'));
    const waiting = swarm.see().workers.indexOf('queued') + 1;
    swarm.crashes({ slot: waiting });
    swarm.until(({ status }) => status === 'rollback_completed');
    expect(wants(swarm.see()).split(' ')[waiting - 1]).toBe('base+base');
    swarm.settles();
    expect(swarm.see()).toMatchObject({ status: 'completed', spec: 'base' });
  });
});

test('TestUpdaterRollback: two failures of four are above 0.4, and every touched slot goes back (pause, monitor set)', () => {
  const config = { parallelism: 1, delayMs: 10, maxFailureRatio: 0.4, monitorMs: 500 };
  const swarm = drive(
    scenario({
      replicas: 4,
      restart: { condition: 'none' },
      update: { ...config, failureAction: 'rollback' },
      rollback: { ...config, failureAction: 'pause' },
    }),
  );
  swarm.deploys();
  // They fail alternately, never two in a row: the first and the third.
  const heads = () => swarm.see().tasks.filter(({ spec }) => spec === 'head');
  for (const nth of [0, 2]) {
    swarm.until(() => heads()[nth]?.state === 'running');
    swarm.takes('worker.sees-running');
    swarm.crashes({ task: heads()[nth]?.id ?? 0 });
  }
  swarm.settles();
  expect(heads()).toHaveLength(3);
  expect(swarm.see().tasks.filter(({ id, spec }) => id > 4 && spec === 'base')).toHaveLength(3);
  expect(swarm.trace()).toBe('unset>updating>rollback_started>rollback_completed');
  expect(runs(swarm.see())).toBe('base base base base');
});
