import { describe, expect, test } from 'vitest';
import { tsuru } from '#src/assertions/peer/tsuru.js';
import type { TaskView } from '#src/port/swarm-port.js';
import { drive } from '../drive.ts';
import { context, fail, PASS, task } from '../views.ts';

const DEPLOYED = 500;
const old = (change: Partial<TaskView> = {}): TaskView => task(1, change);
const stopped = old({ state: 'shutdown', desired: 'shutdown' });

const watch = (after: (ms: number, service: number) => readonly TaskView[], services = 1) =>
  drive(
    tsuru,
    context({ services }),
    { list: (ms, index) => (ms < DEPLOYED ? [old()] : after(ms, index)) },
    { deployMs: DEPLOYED, intervalMs: 77_000 },
  );

describe('peer/tsuru', () => {
  test('lists before the deploy, then every second, whatever the interval is', () => {
    const run = watch((ms) => (ms < 2_500 ? [old()] : [stopped, task(2)]));
    expect(run.asked).toEqual(['list 0', 'deploy', 'sleep', 'list 0', 'sleep', 'list 0']);
    expect(run).toMatchObject({ verdict: PASS, atMs: 2_500 });
  });

  test.each(['complete', 'failed', 'rejected', 'shutdown'] as const)('an old task that is %s is over', (state) => {
    expect(watch(() => [old({ state }), task(2)]).verdict).toEqual(PASS);
  });

  test.each(['running', 'starting', 'orphaned', 'remove'] as const)('an old task that is %s is not', (state) => {
    const run = watch(() => [old({ state, desired: state }), task(2)]);
    expect(run).toMatchObject({ verdict: fail('deadline'), atMs: DEPLOYED + 60_000 });
  });

  test('a new task has to reach its desired state, whichever that is', () => {
    expect(watch(() => [stopped, task(2, { state: 'starting' })]).verdict).toEqual(fail('deadline'));
    expect(watch(() => [stopped, task(2, { state: 'failed', desired: 'shutdown' })]).verdict).toEqual(fail('deadline'));
    expect(watch(() => [stopped, task(2, { state: 'shutdown', desired: 'shutdown' })]).verdict).toEqual(PASS);
    expect(watch(() => [stopped]).verdict).toEqual(PASS);
  });

  test('the tasks that existed before are those of the same service', () => {
    const run = watch((_, index) => [index === 1 ? old() : stopped], 2);
    expect(run.verdict).toEqual(fail('deadline'));
    expect(run.asked.slice(0, 6)).toEqual(['list 0', 'list 1', 'deploy', 'sleep', 'list 0', 'list 1']);
    expect(watch(() => [stopped], 2).verdict).toEqual(PASS);
    expect(watch((_, index) => [index === 0 ? old() : stopped], 2).verdict).toEqual(fail('deadline'));
  });

  test('each round is judged by itself', () => {
    const run = watch((ms, index) => (ms < 2_000 && index === 0 ? [old()] : [stopped]), 2);
    expect(run).toMatchObject({ verdict: PASS, atMs: 2_500 });
  });
});

test('peer/tsuru knows every task that existed before', () => {
  const [first, second] = [old(), task(3, { slot: 2 })];
  const list = (ms: number) => (ms < DEPLOYED ? [first, second] : [stopped, second]);
  expect(drive(tsuru, context(), { list }, { deployMs: DEPLOYED }).verdict).toEqual(fail('deadline'));
});

describe('peer/tsuru at its deadline, to the millisecond', () => {
  test('fails after a read that ends there, without another sleep', () => {
    const run = drive(tsuru, context({ deadlineMs: 1_500 }), { list: () => [old()] }, { readMs: 500 });
    expect(run).toMatchObject({ verdict: fail('deadline'), atMs: 2_000 });
    expect(run.asked.at(-1)).toBe('list 0');
  });

  test('fails after a sleep that ends there, without another read', () => {
    const run = drive(tsuru, context({ deadlineMs: 2_000 }), { list: () => [old()] });
    expect(run).toMatchObject({ verdict: fail('deadline'), atMs: 2_000 });
    expect(run.asked.at(-1)).toBe('sleep');
  });
});
