// Allocator and scheduler: semantics 8.1, 8.5.
import { describe, expect, test } from 'vitest';
import { drive } from './drive.ts';
import { runs } from './seen.ts';
import { at, neverFits, scenario } from './setup.ts';

/** Two such tasks do not fit on the host of 1000 MB. */
const tight = { reservationMb: 600 };

describe('a task that does not fit', () => {
  test.each([
    ['stop-first', '-'],
    ['start-first', 'base'],
  ] as const)('is waited for without end, %s: what runs is %s (B06, swarmkit#1720)', (order, running) => {
    const swarm = drive(scenario({ update: { order, failureAction: 'rollback' }, fates: [neverFits] }));
    swarm.deploys('unschedulable');
    swarm.settles();
    expect(swarm.see()).toMatchObject({ status: 'updating', updater: 'draining' });
    expect(swarm.tasksOf(1).at(-1)).toMatchObject({ state: 'pending', desired: 'running' });
    expect(runs(swarm.see())).toBe(running);
    expect(swarm.steps.some(({ kind }) => kind === 'updater.reads-failure')).toBe(false);
  });

  test('is given up when it is no longer wanted and older than the service', () => {
    const swarm = drive(scenario({ fates: [neverFits] }));
    swarm.deploys('unschedulable');
    swarm.settles();
    swarm.moves('other-spec');
    swarm.settles();
    expect(swarm.tasksOf(1)).toMatchObject([{ spec: 'base' }, { spec: 'head', state: 'shutdown' }, { spec: 'other' }]);
    expect(swarm.see()).toMatchObject({ status: 'completed', spec: 'other' });
  });

  test('is not given up when the service went back to an older SpecVersion: the rollback waits its 60 s', () => {
    const swarm = drive(scenario({ fates: [neverFits] }));
    swarm.deploys('unschedulable');
    swarm.settles();
    const { nowMs } = swarm.see();
    swarm.moves('rollback');
    swarm.untilTaskIs(1, 'running', 'base');
    expect(swarm.see().nowMs).toBe(nowMs + 60_000 + 10);
    expect(swarm.tasksOf(1).find(({ spec }) => spec === 'head')).toMatchObject({
      state: 'pending',
      desired: 'shutdown',
    });
  });
});

describe('reservations', () => {
  test('stop-first: the new task is PENDING until the old one has exited, then it is scheduled', () => {
    const swarm = drive(scenario({ ...tight, stop: at(500), timing: { schedule: at(50) } }));
    swarm.deploys();
    swarm.passes(499);
    expect(swarm.tasksOf(1)).toMatchObject([{ state: 'running', desired: 'shutdown' }, { state: 'pending' }]);
    swarm.untilTaskIs(1, 'assigned', 'head');
    expect(swarm.see().nowMs).toBe(550);
    swarm.settles();
    expect(swarm.trace()).toBe('unset>updating>completed');
  });

  test('start-first: it can never be scheduled beside the old one', () => {
    const swarm = drive(scenario({ ...tight, update: { order: 'start-first' } }));
    swarm.deploys();
    swarm.settles();
    expect(swarm.see().status).toBe('updating');
    expect(swarm.tasksOf(1)).toMatchObject([{ state: 'running', desired: 'running' }, { state: 'pending' }]);
  });

  test('a task that is still stopping holds its own, a dead one does not', () => {
    const swarm = drive(scenario({ ...tight, replicas: 1, restart: { delayMs: 0 }, stop: at(500) }));
    swarm.crashes({ slot: 1 });
    swarm.settles();
    expect(runs(swarm.see())).toBe('base');
    expect(swarm.see().nowMs).toBe(10);
  });

  test('what a task really uses does not count', () => {
    const swarm = drive(scenario({ memoryMb: [450, 450], update: { order: 'start-first' } }));
    swarm.deploys();
    swarm.settles();
    expect(runs(swarm.see())).toBe('head');
  });
});

test('a preassigned task that the constraint enforcer rejects before it is allocated is let go', () => {
  const swarm = drive(scenario({ mode: 'global', constrained: true, timing: { allocate: at(50) } }));
  swarm.deploys();
  swarm.until(({ tasks }) => tasks.length === 2);
  swarm.moves('relabel-node');
  swarm.takes('constraint-enforcer.checks-node');
  swarm.moves('relabel-node');
  swarm.settles();
  expect(swarm.tasksOf(1)).toMatchObject([
    { spec: 'base', state: 'shutdown' },
    { spec: 'head', state: 'rejected', desired: 'shutdown', onNode: 'new' },
    { spec: 'head', state: 'running' },
  ]);
});
