// The window after the last slot: semantics 6.1 step 9.
import { describe, expect, test } from 'vitest';
import { drive } from './drive.ts';
import { between, dies, scenario } from './setup.ts';

describe('the window is', () => {
  test.each([
    { monitorMs: 300, delayMs: 0, windowMs: 300 },
    { monitorMs: 300, delayMs: 299, windowMs: 300 },
    { monitorMs: 300, delayMs: 300, windowMs: 300 + 1_000 },
    { monitorMs: 300, delayMs: 2_000, windowMs: 2_000 + 1_000 },
    { monitorMs: 0, delayMs: 0, windowMs: 1_000 },
  ])('$windowMs ms with monitor $monitorMs and delay $delayMs', ({ windowMs, ...update }) => {
    const swarm = drive(scenario({ update }));
    swarm.deploys();
    swarm.until(({ updater }) => updater === 'monitoring');
    const { nowMs } = swarm.see();
    swarm.settles();
    expect(swarm.see()).toMatchObject({ status: 'completed', completedAtMs: nowMs + windowMs });
  });

  test('as long under failure action continue', () => {
    const swarm = drive(scenario({ update: { failureAction: 'continue', monitorMs: 300, delayMs: 300 } }));
    swarm.deploys();
    swarm.settles();
    expect(swarm.see().completedAtMs).toBe(30 + 300 + 1_300);
  });

  test('that of rollback_config while the status is rollback_started', () => {
    const swarm = drive(scenario({ rollback: { monitorMs: 700, delayMs: 100 } }));
    swarm.deploys();
    swarm.until(({ status }) => status === 'completed');
    const { nowMs } = swarm.see();
    swarm.moves('rollback');
    swarm.settles();
    expect(swarm.see()).toMatchObject({ status: 'rollback_completed', completedAtMs: nowMs + 30 + 100 + 700 });
  });
});

describe('a failure in the window', () => {
  test('counts up to its end, and one after it is nobody’s', () => {
    const pausedAfter = (ageMs: number): string => {
      const swarm = drive(scenario({ fates: [dies(ageMs)] }));
      swarm.deploys('dies');
      swarm.passes(1_000);
      return swarm.trace();
    };
    expect([299, 301].map(pausedAfter)).toEqual(['unset>updating>paused', 'unset>updating>completed']);
  });

  test.each(['updater.reads-failure', 'updater.completes'] as const)(
    'at the very instant of its end is a race of the select: %s may be first (6.11 f)',
    (first) => {
      const swarm = drive(scenario({ fates: [dies(300)] }));
      swarm.holds('updater.completes');
      swarm.deploys('dies');
      swarm.until(({ tasks }) => tasks.some(({ state }) => state === 'failed'));
      expect(swarm.see().nowMs).toBe(30 + 300);
      expect(swarm.can('updater.reads-failure') && swarm.can('updater.completes')).toBe(true);
      swarm.takes(first);
      expect(swarm.see().status).toBe(first === 'updater.completes' ? 'completed' : 'paused');
    },
  );

  test('that is tolerated does not lengthen it: there is one timer', () => {
    const fates = [dies(between(0, 1_000_000))];
    const swarm = drive(scenario({ replicas: 2, update: { maxFailureRatio: 0.5 }, fates }));
    swarm.holds('container.exits');
    swarm.deploys('dies');
    swarm.until(({ updater }) => updater === 'monitoring');
    const { nowMs } = swarm.see();
    swarm.passes(200);
    swarm.takes('container.exits', { slot: 2 });
    swarm.until(({ status }) => status === 'completed');
    expect(swarm.see().completedAtMs).toBe(nowMs + 300);
  });

  test('goes unseen when its report comes after the end (a loaded host)', () => {
    const swarm = drive(scenario({ fates: [dies(250)], timing: { report: between(0, 200) } }));
    swarm.deploys('dies');
    swarm.untilTaskIs(1, 'running', 'head');
    swarm.takes('agent.reports', { spec: 'head' });
    swarm.holds('agent.reports', { spec: 'head' });
    swarm.until(({ status }) => status === 'completed');
    expect(swarm.see().tasks.find(({ spec }) => spec === 'head')).toMatchObject({ state: 'running', onNode: 'failed' });
  });
});
