// The node's side of a task: semantics section 3 (coalescing), 8.1-8.4.
import { describe, expect, test } from 'vitest';
import type { TaskStateName } from '#model/vocabulary.js';
import { drive, type Drive } from './drive.ts';
import { at, between, dies, neverStarts, scenario, startsSlowly } from './setup.ts';

const head = (swarm: Drive) => swarm.tasksOf(1).find(({ spec }) => spec === 'head');
/** States of the head's first task as the store came to know them. */
function stored(swarm: Drive, run: () => void): readonly TaskStateName[] {
  const seen: TaskStateName[] = [];
  run();
  swarm.until(() => {
    const state = head(swarm)?.state;
    if (state !== undefined && state !== seen.at(-1)) seen.push(state);
    return state === 'failed' || state === 'complete' || swarm.see().status === 'completed';
  });
  return seen;
}

describe('reports', () => {
  test('bring every state to the store when they take no time', () => {
    const swarm = drive(scenario({ prepare: at(5) }));
    expect(stored(swarm, () => swarm.deploys())).toEqual([
      'new',
      'pending',
      'assigned',
      'accepted',
      'preparing',
      'ready',
      'starting',
      'running',
    ]);
  });

  test('bring only the latest state: a task that ran and failed meanwhile was never seen running', () => {
    const swarm = drive(scenario({ fates: [dies(5)], timing: { report: at(40) } }));
    const states = stored(swarm, () => swarm.deploys('dies'));
    expect(states).not.toContain('running');
    expect(states.at(-1)).toBe('failed');
  });

  test('are due from the first state that the store lacks, not from the last one', () => {
    const swarm = drive(scenario({ start: at(60), timing: { report: between(0, 100) } }));
    swarm.holds('agent.reports');
    swarm.deploys();
    swarm.until(() => head(swarm)?.onNode === 'starting');
    const { nowMs } = swarm.see();
    swarm.until(() => head(swarm)?.state === 'running');
    expect(swarm.see().nowMs).toBe(nowMs + 100);
  });
});

describe('desired state is a gate', () => {
  test('READY: the container is made and not started', () => {
    const swarm = drive(scenario({ stop: at(1_000) }));
    swarm.deploys();
    swarm.passes(999);
    expect(head(swarm)).toMatchObject({ state: 'ready', desired: 'ready' });
  });

  test('PREPARING runs to its end even when the task is no longer wanted', () => {
    const swarm = drive(scenario({ prepare: at(500) }));
    swarm.deploys();
    swarm.until(() => head(swarm)?.onNode === 'preparing');
    swarm.moves('other-spec');
    swarm.until(() => head(swarm)?.desired === 'shutdown');
    swarm.until(() => head(swarm)?.onNode === 'ready');
    expect(swarm.see().nowMs).toBe(500);
    swarm.until(() => head(swarm)?.state === 'shutdown');
    expect(swarm.see().nowMs).toBe(500);
  });

  test('a task that never started is shut down without a stop', () => {
    const swarm = drive(scenario({ stop: at(5_000) }));
    swarm.deploys();
    swarm.passes(100);
    expect(head(swarm)?.state).toBe('ready');
    swarm.moves('other-spec');
    swarm.until(() => head(swarm)?.state === 'shutdown');
    expect(swarm.see().nowMs).toBe(100);
  });

  test('is known to the agent after its batch', () => {
    const swarm = drive(scenario({ timing: { assign: at(100) } }));
    swarm.deploys();
    swarm.until(() => head(swarm)?.onNode === 'accepted');
    expect(swarm.see().nowMs).toBe(100);
    swarm.until(() => head(swarm)?.onNode === 'starting');
    // The stop reached the old task at 100, ended at 120; the start reaches the new one at 220.
    expect(swarm.see().nowMs).toBe(220);
  });
});

describe('a stop', () => {
  test.each([
    [200, 10_000, 200],
    [20_000, 1_000, 1_000],
  ])('of %i ms under a grace period of %i ms takes %i ms (8.3)', (stopMs, stopGraceMs, takesMs) => {
    const swarm = drive(scenario({ stop: at(stopMs), stopGraceMs }));
    swarm.deploys();
    swarm.until(({ tasks }) => tasks[0]?.state === 'shutdown');
    expect(swarm.see().nowMs).toBe(takesMs);
  });

  test('is cut at the grace period at the latest, too', () => {
    const swarm = drive(scenario({ stop: between(500, 20_000), stopGraceMs: 1_000 }));
    swarm.holds('agent.stops');
    swarm.deploys();
    swarm.until(({ tasks }) => tasks[0]?.state === 'shutdown');
    expect(swarm.see().nowMs).toBe(1_000);
  });

  test('uses the grace period of the old spec: a change applies to the next stop (docker/cli#2441)', () => {
    const swarm = drive(scenario({ stop: at(20_000), stopGraceMs: 1_000, head: { stopGraceMs: 5_000 } }));
    swarm.deploys();
    swarm.until(({ tasks }) => tasks[0]?.state === 'shutdown');
    expect(swarm.see().nowMs).toBe(1_000);
  });

  test('begins after the agent’s back-off', () => {
    const swarm = drive(scenario({ timing: { stopSignal: at(1_000) } }));
    swarm.deploys();
    swarm.until(({ tasks }) => tasks[0]?.state === 'shutdown');
    expect(swarm.see().nowMs).toBe(1_020);
  });
});

describe('a start', () => {
  const healthcheck = { intervalMs: 100, timeoutMs: 30, retries: 3, startPeriodMs: 1_000 };

  test('that takes its time is no failure: RUNNING comes when it comes', () => {
    const swarm = drive(scenario({ fates: [startsSlowly(90_000)] }));
    swarm.deploys('starts-slowly');
    swarm.settles();
    expect(swarm.see()).toMatchObject({ status: 'completed', completedAtMs: 20 + 90_000 + 300 });
  });

  test.each([
    ['earliest', 1_000 + 3 * 100 + 20],
    ['latest', 1_000 + 3 * (100 + 30) + 20],
  ])('that never gets healthy fails %s after start period, retries and the stop (8.2): %i ms', (when, afterMs) => {
    const swarm = drive(scenario({ healthcheck, fates: [neverStarts] }));
    if (when === 'latest') swarm.holds('agent.finds-unhealthy');
    swarm.deploys('never-healthy');
    swarm.until(() => head(swarm)?.state === 'failed');
    expect(swarm.see().nowMs).toBe(20 + afterMs);
    expect(swarm.see().tasks.some(({ spec, state }) => spec === 'head' && state === 'running')).toBe(false);
  });

  test('that got healthy and turns unhealthy later is no update failure after the window', () => {
    const turns = { ...dies(90_000), kind: 'turns-unhealthy' as const };
    const swarm = drive(scenario({ healthcheck, fates: [turns], restart: { delayMs: 1_000 } }));
    swarm.deploys('turns-unhealthy');
    swarm.until(() => head(swarm)?.state === 'failed');
    expect(swarm.trace()).toBe('unset>updating>completed');
  });
});

describe('an end', () => {
  test.each([
    [0, 'complete'],
    [1, 'failed'],
    [137, 'failed'],
  ])('with code %i is %s', (exitCode, state) => {
    const swarm = drive(scenario({ fates: [dies(5, { exitCode })] }));
    expect(stored(swarm, () => swarm.deploys('dies')).at(-1)).toBe(state);
  });

  test('of a once fate comes to its first task only', () => {
    const swarm = drive(scenario({ fates: [dies(5, { times: 'once' })], restart: { delayMs: 50 } }));
    swarm.deploys('dies');
    swarm.settles();
    expect(swarm.tasksOf(1)).toMatchObject([{ spec: 'base' }, { state: 'failed' }, { state: 'running' }]);
    expect(swarm.see().status).toBe('paused');
  });
});
