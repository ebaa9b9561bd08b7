import { describe, expect, test } from 'vitest';
import { dockerStackWait } from '#src/assertions/peer/docker-stack-wait.js';
import { drive, since } from '../drive.ts';
import { context, fail, PASS, service } from '../views.ts';

const full = { running: 2, desired: 2 };
const short = { running: 1, desired: 2 };

describe('peer/docker-stack-wait', () => {
  test.each(['unset', 'completed'] as const)('passes with %s and N of N', (updateState) => {
    const run = drive(dockerStackWait, context(), { inspect: () => service({ updateState }), replicas: () => full });
    expect(run).toMatchObject({ verdict: PASS, asked: ['deploy', 'inspect 0', 'replicas 0'] });
  });

  test.each(['unset', 'completed'] as const)('waits with %s and fewer, an interval between rounds', (updateState) => {
    const replicas = since(short, [2_000, full]);
    const run = drive(dockerStackWait, context(), { inspect: () => service({ updateState }), replicas });
    const round = ['inspect 0', 'replicas 0'];
    expect(run).toMatchObject({ verdict: PASS, atMs: 2_000 });
    expect(run.asked).toEqual(['deploy', ...round, 'sleep', ...round, 'sleep', ...round]);
  });

  test('waits while the update is under way, until the deadline', () => {
    const inspect = () => service({ updateState: 'updating' });
    const run = drive(dockerStackWait, context(), { inspect, replicas: () => full });
    expect(run).toMatchObject({ verdict: fail('deadline'), atMs: 60_000 });
  });

  test.each([
    ['paused', 'paused'],
    ['rollback_started', 'rolled-back'],
    ['rollback_paused', 'rolled-back'],
    ['rollback_completed', 'rolled-back'],
  ] as const)('fails on %s, whatever runs', (updateState, reason) => {
    const run = drive(dockerStackWait, context(), { inspect: () => service({ updateState }), replicas: () => full });
    expect(run).toMatchObject({ verdict: fail(reason), asked: ['deploy', 'inspect 0'] });
  });

  test('wants all services in one round', () => {
    const replicas = (ms: number, index: number) => ((index === 0) === (ms >= 1_000 && ms < 3_000) ? short : full);
    const run = drive(dockerStackWait, context({ services: 2 }), { inspect: () => service(), replicas });
    expect(run.verdict).toEqual(fail('deadline'));
    expect(run.asked.slice(0, 6)).toEqual(['deploy', 'inspect 0', 'replicas 0', 'inspect 1', 'replicas 1', 'sleep']);
  });
});
