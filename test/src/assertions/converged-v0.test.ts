import { describe, expect, test } from 'vitest';
import { chain } from '#src/assertions/chain.js';
import { convergedV0 } from '#src/assertions/converged-v0.js';
import type { JudgeContext } from '#src/assertions/judge.js';
import { drive, since } from './drive.ts';
import { context, fail, PASS } from './views.ts';

const v0 = (given: JudgeContext) => chain(convergedV0(given));
const full = { running: 1, desired: 1 };
const short = { running: 0, desired: 1 };

describe('converged v0', () => {
  test('goes on when every service has N of N tasks running, the app read first', () => {
    const { verdict, asked } = drive(v0, context({ services: 3 }), { replicas: () => full });
    expect(verdict).toEqual(PASS);
    expect(asked).toEqual(['deploy', 'replicas 0', 'replicas 1', 'replicas 2']);
  });

  test('goes on with 0 of 0, and with old tasks being stopped counted as running', () => {
    expect(drive(v0, context(), { replicas: () => ({ running: 0, desired: 0 }) }).verdict).toEqual(PASS);
    expect(drive(v0, context(), { replicas: since({ running: 2, desired: 2 }) }).verdict).toEqual(PASS);
  });

  test.each([
    ['fewer running than desired', short],
    ['more running than desired (start-first)', { running: 2, desired: 1 }],
  ])('waits while there are %s, an interval between rounds', (_, first) => {
    const { verdict, asked, atMs } = drive(v0, context(), { replicas: since(first, [2_000, full]) });
    expect(verdict).toEqual(PASS);
    expect(asked).toEqual(['deploy', 'replicas 0', 'sleep', 'replicas 0', 'sleep', 'replicas 0']);
    expect(atMs).toBe(2_000);
  });

  test('reads every service in every round, also after one that falls short', () => {
    const replicas = (ms: number, service: number) => (service === 0 && ms < 1_000 ? short : full);
    const { asked } = drive(v0, context({ services: 2 }), { replicas });
    expect(asked).toEqual(['deploy', 'replicas 0', 'replicas 1', 'sleep', 'replicas 0', 'replicas 1']);
  });

  test('waits when only the last service falls short', () => {
    const replicas = (_: number, service: number) => (service === 1 ? short : full);
    expect(drive(v0, context({ services: 2 }), { replicas }).verdict).toEqual(fail('deadline'));
  });

  test('fails with `deadline` when the deadline is there, counted from when the deploy returned', () => {
    const run = drive(v0, context({ deadlineMs: 5_000 }), { replicas: () => short }, { deployMs: 700 });
    expect(run.verdict).toEqual(fail('deadline'));
    expect(run.atMs).toBe(5_700);
    expect(run.asked.at(-1)).toBe('sleep');
  });

  test('fails with `deadline` without another sleep when a round itself takes longer', () => {
    const run = drive(v0, context({ deadlineMs: 5_000 }), { replicas: () => short }, { readMs: 6_000 });
    expect(run).toMatchObject({ verdict: fail('deadline'), asked: ['deploy', 'replicas 0'], atMs: 6_000 });
  });

  test('goes on with what a round finds that was asked before the deadline', () => {
    const run = drive(v0, context({ deadlineMs: 5_000 }), { replicas: () => full }, { readMs: 6_000 });
    expect(run.verdict).toEqual(PASS);
  });

  test('an engine that does not answer is an error, not a verdict on the service', () => {
    expect(drive(v0, context(), {}).verdict).toEqual({ verdict: 'error', message: 'replicas was refused' });
  });
});
