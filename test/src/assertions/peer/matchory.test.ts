import { describe, expect, test } from 'vitest';
import { matchory } from '#src/assertions/peer/matchory.js';
import { drive, since } from '../drive.ts';
import { context, fail, PASS, service } from '../views.ts';

const full = { running: 1, desired: 1 };
const short = { running: 0, desired: 1 };

describe('peer/matchory', () => {
  test('looks first after an interval, at replicas and then the status', () => {
    const run = drive(matchory, context(), { inspect: () => service(), replicas: () => full });
    expect(run).toMatchObject({ verdict: PASS, atMs: 1_000, asked: ['deploy', 'sleep', 'replicas 0', 'inspect 0'] });
  });

  test('with no status it waits for N of N', () => {
    const run = drive(matchory, context(), { inspect: () => service(), replicas: since(short, [3_000, full]) });
    expect(run).toMatchObject({ verdict: PASS, atMs: 3_000 });
    expect(drive(matchory, context(), { inspect: () => service(), replicas: () => short }).verdict).toEqual(
      fail('deadline'),
    );
  });

  test('completed is enough, whatever runs', () => {
    const inspect = () => service({ updateState: 'completed' });
    expect(drive(matchory, context(), { inspect, replicas: () => short })).toMatchObject({
      verdict: PASS,
      atMs: 1_000,
    });
  });

  test('updating waits, whatever runs', () => {
    const inspect = () => service({ updateState: 'updating' });
    expect(drive(matchory, context(), { inspect, replicas: () => full }).verdict).toEqual(fail('deadline'));
  });

  test.each([
    ['paused', 'paused'],
    ['rollback_started', 'rolled-back'],
    ['rollback_paused', 'rolled-back'],
    ['rollback_completed', 'rolled-back'],
  ] as const)('fails on %s', (updateState, reason) => {
    const run = drive(matchory, context(), { inspect: () => service({ updateState }), replicas: () => full });
    expect(run).toMatchObject({ verdict: fail(reason), atMs: 1_000 });
  });

  test('a service that was done once is never looked at again, be it the first or the last', () => {
    for (const done of [0, 1]) {
      const inspect = (ms: number, index: number) =>
        service({ updateState: index === done && ms > 1_000 ? 'rollback_completed' : 'unset' });
      const replicas = (ms: number, index: number) => (index === done || ms > 2_000 ? full : short);
      const run = drive(matchory, context({ services: 2 }), { inspect, replicas });
      expect(run).toMatchObject({ verdict: PASS, atMs: 3_000 });
      const again = [`replicas ${1 - done}`, `inspect ${1 - done}`];
      expect(run.asked.slice(6)).toEqual(['sleep', ...again, 'sleep', ...again]);
    }
  });
});
