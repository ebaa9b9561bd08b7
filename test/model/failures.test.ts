// What counts as a failure, and what it triggers: semantics 6.5, 6.6.
import { describe, expect, test } from 'vitest';
import type { Fate } from '#model/scenario.js';
import { drive, type Drive } from './drive.ts';
import { wants } from './seen.ts';
import { at, between, BRIEF_HEALTHCHECK, dies, imageMissing, neverStarts, scenario, type Setup } from './setup.ts';

/** Dies when the test says so. */
const diesAtWill = dies(between(0, 1_000_000));
const stateOfHead = (swarm: Drive): string | undefined => swarm.tasksOf(1).find(({ spec }) => spec === 'head')?.state;

describe('a failure is a new task that is', () => {
  const deaths: readonly (readonly [state: string, fate: Fate])[] = [
    ['failed', dies(20)],
    ['complete', dies(20, { exitCode: 0 })],
    ['rejected', imageMissing],
    ['failed', neverStarts],
  ];

  test.each(deaths)('%s', (state, fate) => {
    const swarm = drive(scenario({ fates: [fate], healthcheck: BRIEF_HEALTHCHECK }));
    swarm.deploys(fate.kind);
    swarm.until(({ status }) => status === 'paused');
    expect(stateOfHead(swarm)).toBe(state);
    expect(swarm.see()).toMatchObject({ message: 'update paused', completedAtMs: null });
  });

  test('killed by the kernel', () => {
    const swarm = drive(scenario());
    swarm.deploys();
    swarm.untilTaskIs(1, 'running', 'head');
    swarm.takes('worker.sees-running');
    swarm.crashes({ slot: 1 });
    swarm.until(({ status }) => status === 'paused');
    expect(stateOfHead(swarm)).toBe('failed');
  });
});

describe('a failure is judged when it is read', () => {
  test.each([
    [300, 'unset>updating>paused'],
    [301, 'unset>updating>completed'],
  ])('%i ms after RUNNING with a window of 300 ms: %s', (ageMs, trace) => {
    const swarm = drive(
      scenario({ update: { parallelism: 0 }, replicas: 2, fates: [diesAtWill], start: between(10, 2_000) }),
    );
    swarm.holds('container.exits');
    const release = swarm.holds('agent.has-started', { slot: 2 });
    swarm.deploys('dies');
    swarm.untilTaskIs(1, 'running', 'head');
    swarm.passes(100);
    // Read in the window alone, which opens when slot 2 has started: the failure waits until then.
    swarm.takes('container.exits', { slot: 1 });
    swarm.passes(ageMs - 100);
    release();
    swarm.takes('agent.has-started', { slot: 2 });
    swarm.until(({ status }) => status === 'paused' || status === 'completed');
    expect(swarm.trace()).toBe(trace);
  });

  test('a failed slot is masked by a last slot that starts slowly (P13b, parallelism=1)', () => {
    const swarm = drive(scenario({ replicas: 2, fates: [diesAtWill], start: between(10, 2_000) }));
    swarm.holds('container.exits');
    swarm.deploys('dies');
    swarm.takes('worker.sees-running');
    const [first] = swarm.see().tasks.filter(({ spec }) => spec === 'head');
    swarm.takes('container.exits', { task: first?.id ?? 0 });
    swarm.holds('agent.has-started');
    swarm.until(({ status }) => status === 'completed');
    expect(swarm.trace()).toBe('unset>updating>completed');
    expect(swarm.see().tasks.find(({ id }) => id === first?.id)).toMatchObject({ state: 'failed' });
  });

  test('one that the worker has not seen running yet counts at any age', () => {
    const swarm = drive(scenario({ replicas: 2, fates: [dies(400)], timing: { manager: between(0, 10_000) } }));
    swarm.holds('worker.sees-running');
    swarm.deploys('dies');
    swarm.until(({ status }) => status === 'paused');
    expect(swarm.see().workers.filter((phase) => phase === 'waiting')).toHaveLength(1);
  });

  test('one between monitor and delay is not counted, save in the last batch (B14)', () => {
    const update = { monitorMs: 200, delayMs: 800, failureAction: 'rollback' as const };
    const swarm = drive(scenario({ replicas: 2, update, fates: [dies(500, { times: 'once' })] }));
    swarm.deploys('dies');
    swarm.settles();
    expect(swarm.trace()).toBe('unset>updating>completed');
  });
});

describe('no failure is', () => {
  test('a task of the base that crashes', () => {
    const swarm = drive(scenario({ replicas: 2, update: { failureAction: 'rollback', delayMs: 100 } }));
    swarm.deploys();
    swarm.until(({ workers }) => workers.includes('delaying'));
    const [old] = swarm.see().tasks.filter(({ spec, onNode }) => spec === 'base' && onNode === 'running');
    swarm.crashes({ task: old?.id ?? 0 });
    swarm.settles();
    expect(swarm.trace()).toBe('unset>updating>completed');
  });

  test('what the restart supervisor puts in the place of a failed task (P08)', () => {
    const swarm = drive(scenario({ replicas: 2, update: { maxFailureRatio: 0.5 }, restart: { delayMs: 10 } }));
    swarm.deploys();
    swarm.until(({ updater }) => updater === 'monitoring');
    for (let crashes = 0; crashes < 3; crashes++) {
      swarm.crashes({ slot: 1 });
      swarm.untilTaskIs(1, 'running');
    }
    expect(swarm.tasksOf(1).filter(({ state }) => state === 'failed')).toHaveLength(3);
    swarm.settles();
    expect(swarm.trace()).toBe('unset>updating>completed');
  });

  test('a task that an updater before this one created', () => {
    const swarm = drive(
      scenario({ replicas: 2, fates: [dies(200)], update: { failureAction: 'rollback', delayMs: 150 } }),
    );
    swarm.deploys('dies');
    swarm.until(({ workers }) => workers.includes('delaying'));
    swarm.moves('label-only');
    swarm.until(({ tasks }) => tasks.some(({ state }) => state === 'failed'));
    swarm.passes(10);
    expect(swarm.see()).toMatchObject({ status: 'updating', spec: 'headRelabelled' });
  });
});

describe('failures trigger above the ratio, strictly, as 32-bit floats', () => {
  test.each([
    [4, 2, 0.5, false],
    [4, 2, 0.49, true],
    [3, 1, 0, true],
    [3, 1, 1 / 3, false],
    // Equal as 32-bit floats, though below as 64-bit ones.
    [3, 1, 0.33333333, false],
    [3, 1, 0.3333, true],
    [3, 2, 0.5, true],
    [3, 3, 1, false],
    [1, 1, 0.99, true],
  ])('%i dirty slots, %i failures, ratio %f: %s', (replicas, failures, maxFailureRatio, triggers) => {
    const swarm = drive(scenario({ replicas, update: { parallelism: 0, maxFailureRatio }, fates: [diesAtWill] }));
    swarm.holds('container.exits');
    swarm.deploys('dies');
    swarm.until(({ updater }) => updater === 'monitoring');
    for (let slot = 1; slot <= failures; slot++) swarm.takes('container.exits', { slot });
    swarm.passes(1);
    expect(swarm.see().status).toBe(triggers ? 'paused' : 'updating');
  });

  test('the denominator is the dirty slots of this run, not the replicas', () => {
    const update = { maxFailureRatio: 0.4, delayMs: 100 };
    const swarm = drive(scenario({ replicas: 3, update, fates: [diesAtWill] }));
    swarm.holds('container.exits');
    swarm.deploys('dies');
    swarm.until(({ workers }) => workers.includes('delaying'));
    swarm.moves('label-only');
    swarm.until(({ tasks }) => tasks.some(({ spec, state }) => spec === 'headRelabelled' && state === 'running'));
    swarm.passes(1);
    const [fresh] = swarm.see().tasks.filter(({ spec }) => spec === 'headRelabelled');
    swarm.takes('container.exits', { task: fresh?.id ?? 0 });
    swarm.passes(1);
    // 1 of 2, where 1 of 3 would have been tolerated.
    expect(swarm.see().status).toBe('paused');
  });
});

describe('what is triggered', () => {
  const twoSlots: Setup = { replicas: 2, fates: [dies(0)], timing: { manager: between(0, 10) } };

  test('stops the handing out, but the select may hand out once more before it reads the failure (6.11 b)', () => {
    const raced = (first: 'updater.reads-failure' | 'updater.hands-out-slot'): string => {
      const swarm = drive(scenario(twoSlots));
      swarm.deploys('dies');
      swarm.takes('updater.hands-out-slot');
      const release = swarm.holds('updater.hands-out-slot');
      swarm.until(({ workers, tasks }) => workers.includes('done') && tasks.some(({ state }) => state === 'failed'));
      release();
      expect(swarm.can('updater.reads-failure') && swarm.can('updater.hands-out-slot')).toBe(true);
      swarm.takes(first);
      swarm.until(({ status, updater }) => status === 'paused' && updater === 'absent');
      return wants(swarm.see()).split(' ').sort().join(' ');
    };
    expect([raced('updater.reads-failure'), raced('updater.hands-out-slot')]).toEqual(['base head', 'head head']);
  });

  test('lets the slots in hand be finished: an update in pause is still replacing tasks', () => {
    const swarm = drive(
      scenario({ replicas: 3, update: { parallelism: 2 }, fates: [diesAtWill], start: between(10, 500) }),
    );
    swarm.holds('container.exits');
    swarm.holds('agent.has-started');
    swarm.deploys('dies');
    swarm.until(({ tasks }) => tasks.filter(({ onNode }) => onNode === 'starting').length === 2);
    const [first, second] = swarm.see().tasks.filter(({ spec }) => spec === 'head');
    // It dies before RUNNING was stored, and the failure is read before its worker is free for the third slot.
    swarm.takes('agent.has-started', { task: first?.id ?? 0 });
    swarm.takes('container.exits', { task: first?.id ?? 0 });
    swarm.takes('updater.reads-failure');
    expect(swarm.see()).toMatchObject({ nowMs: 30, status: 'paused', updater: 'halting' });
    swarm.until(({ updater }) => updater === 'absent');
    expect(swarm.see()).toMatchObject({ nowMs: 20 + 500, status: 'paused' });
    expect(swarm.see().tasks.find(({ id }) => id === second?.id)).toMatchObject({ state: 'running' });
    expect(wants(swarm.see()).split(' ').sort().join(' ')).toBe('base head head');
  });

  test('and their delays run out', () => {
    const update = { delayMs: 400, failureAction: 'pause' as const };
    const swarm = drive(scenario({ replicas: 2, update, fates: [dies(50)] }));
    swarm.deploys('dies');
    swarm.until(({ status }) => status === 'paused');
    expect(swarm.see()).toMatchObject({ nowMs: 30 + 50, updater: 'halting' });
    swarm.until(({ updater }) => updater === 'absent');
    expect(swarm.see().nowMs).toBe(30 + 400);
  });

  test('a rollback: the spec is the previous one, and the updater of the update is cancelled', () => {
    const update = { delayMs: 400, failureAction: 'rollback' as const };
    const swarm = drive(scenario({ replicas: 2, update, fates: [dies(50)], timing: { manager: at(1) } }));
    swarm.deploys('dies');
    swarm.until(({ status }) => status === 'rollback_started');
    expect(swarm.see()).toMatchObject({ updater: 'halting', spec: 'base', previousSpec: null, startedAtMs: 2 });
    swarm.takes('worker.stops');
    expect(swarm.see().updater).toBe('created');
  });
});
