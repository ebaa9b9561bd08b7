import { describe, expect, test } from 'vitest';
import { chain } from '#src/assertions/chain.js';
import type { JudgeContext } from '#src/assertions/judge.js';
import { waitHealthy } from '#src/assertions/wait-healthy.js';
import { deploy } from '#src/assertions/deploy.js';
import { drive, since } from './drive.ts';
import { context, fail, PASS, service } from './views.ts';

const healthy = (given: JudgeContext) => chain([deploy, waitHealthy(given)]);

describe('wait_healthy', () => {
  test('goes on with the first answer', () => {
    const run = drive(healthy, context(), { health: () => true });
    expect(run).toMatchObject({ verdict: PASS, asked: ['deploy', 'health 0'] });
  });

  test('waits while the app refuses, an interval between requests', () => {
    const run = drive(healthy, context(), { health: since(false, [2_000, true]) });
    expect(run.verdict).toEqual(PASS);
    expect(run.asked).toEqual(['deploy', 'health 0', 'sleep', 'health 0', 'sleep', 'health 0']);
  });

  test('wants as many answers in a row as it is told', () => {
    const run = drive(healthy, context({ healthAnswers: 3 }), { health: () => true });
    expect(run).toMatchObject({ verdict: PASS, atMs: 2_000 });
  });

  test('a refusal breaks the row', () => {
    const health = since(true, [2_000, false], [3_000, true]);
    expect(drive(healthy, context({ healthAnswers: 3 }), { health })).toMatchObject({ verdict: PASS, atMs: 5_000 });
  });

  test('fails with `unhealthy` at its own deadline, counted from when it was entered', () => {
    const given = context({ healthDeadlineMs: 7_000, deadlineMs: 1 });
    const run = drive(healthy, given, { health: () => false }, { deployMs: 20_000 });
    expect(run).toMatchObject({ verdict: fail('unhealthy'), atMs: 27_000 });
  });
});

describe('wait_healthy where healthy needs converged', () => {
  const given = context({ healthyNeedsConverged: true, services: 2 });
  const full = { running: 1, desired: 1 };
  const round = ['replicas 0', 'inspect 0', 'replicas 1', 'inspect 1'];

  test('takes v2’s round before each request to the app', () => {
    const engine = { replicas: () => full, inspect: () => service(), health: since(false, [1_000, true]) };
    const run = drive(healthy, given, engine);
    expect(run.verdict).toEqual(PASS);
    expect(run.asked).toEqual(['deploy', ...round, 'health 0', 'sleep', ...round, 'health 0']);
  });

  test('does not ask the app while the stack is not converged', () => {
    const replicas = since({ running: 0, desired: 1 }, [1_000, full]);
    const run = drive(healthy, given, { replicas, inspect: () => service(), health: () => true });
    expect(run.asked).toEqual(['deploy', ...round, 'sleep', ...round, 'health 0']);
  });

  test('accepts the statuses that v2 accepts', () => {
    const engine = { replicas: () => full, inspect: () => service({ updateState: 'paused' }), health: () => true };
    expect(drive(healthy, given, engine).verdict).toEqual(PASS);
  });

  test('a stack that is not converged breaks the row of answers', () => {
    const inspect = since(service(), [1_000, service({ updateState: 'updating' })], [2_000, service()]);
    const engine = { replicas: () => full, inspect, health: () => true };
    expect(drive(healthy, { ...given, healthAnswers: 2 }, engine)).toMatchObject({ verdict: PASS, atMs: 3_000 });
  });

  test('fails with `unhealthy` at its deadline, also when it was the stack that did not converge', () => {
    const engine = { replicas: () => full, inspect: () => service({ updateState: 'updating' }), health: () => true };
    expect(drive(healthy, given, engine)).toMatchObject({ verdict: fail('unhealthy'), atMs: 60_000 });
  });
});
