import { describe, expect, test } from 'vitest';
import { chain } from '#src/assertions/chain.js';
import { convergedV4 } from '#src/assertions/converged-v4.js';
import type { JudgeContext } from '#src/assertions/judge.js';
import type { ServiceView } from '#src/port/swarm-port.js';
import { drive, since } from './drive.ts';
import { context, fail, PASS, service } from './views.ts';

const v4 = (given: JudgeContext) => chain(convergedV4(given));

/** The deploy takes from 0 to 100 ms: reads before it are at 0. */
const DEPLOY = { deployMs: 100 };
const status = (updateState: ServiceView['updateState'], startedAtMs: number | null) =>
  since(service({ updateState: 'completed', startedAtMs: -9_000 }), [100, service({ updateState, startedAtMs })]);

describe('converged v4 looks for the start of the update', () => {
  test('inspects the app before the deploy', () => {
    const { asked } = drive(v4, context({ services: 2 }), { inspect: status('updating', 100) }, DEPLOY);
    expect(asked.slice(0, 3)).toEqual(['inspect 0', 'deploy', 'inspect 0']);
  });

  test('takes a StartedAt later than the captured one for it, and reads again at once', () => {
    const run = drive(v4, context(), { inspect: status('completed', 100) }, DEPLOY);
    expect(run).toMatchObject({ verdict: PASS, atMs: 100 });
    expect(run.asked).toEqual(['inspect 0', 'deploy', 'inspect 0', 'inspect 0']);
  });

  test('takes a StartedAt for it where there was none before', () => {
    const inspect = since(service(), [100, service({ updateState: 'completed', startedAtMs: -9_000 })]);
    expect(drive(v4, context(), { inspect }, DEPLOY)).toMatchObject({ verdict: PASS, atMs: 100 });
  });

  test.each([
    ['updating', -9_000],
    ['updating', null],
    ['rollback_started', -9_000],
  ] as const)('takes status %s for it, with StartedAt %s', (updateState, startedAtMs) => {
    const inspect = (ms: number) =>
      ms > 100 ? service({ updateState: 'completed', startedAtMs }) : status(updateState, startedAtMs)(ms);
    const run = drive(v4, context(), { inspect }, DEPLOY);
    expect(run).toMatchObject({ verdict: PASS, atMs: 1_100 });
    expect(run.asked).toEqual(['inspect 0', 'deploy', 'inspect 0', 'inspect 0', 'sleep', 'inspect 0']);
  });

  test.each([
    ['as captured', 'completed', -9_000],
    ['earlier than captured', 'completed', -9_001],
    ['absent, captured was present', 'unset', null],
  ] as const)('waits while StartedAt is %s, until the grace is over, then takes the deploy for a no-op', (...row) => {
    const [, updateState, startedAtMs] = row;
    const run = drive(v4, context(), { inspect: status(updateState, startedAtMs) }, DEPLOY);
    expect(run).toMatchObject({ verdict: PASS, atMs: 30_100 });
    expect(run.asked.filter((question) => question === 'sleep')).toHaveLength(30);
  });

  test('waits while StartedAt is absent before and after', () => {
    expect(drive(v4, context(), { inspect: () => service() }, DEPLOY)).toMatchObject({ verdict: PASS, atMs: 30_100 });
  });

  test.each(['rollback_completed', 'rollback_paused', 'paused'] as const)(
    'a stale %s fails only when the grace is over',
    (updateState) => {
      const run = drive(v4, context(), { inspect: () => service({ updateState, startedAtMs: 5 }) }, DEPLOY);
      expect(run.verdict).toEqual(fail(updateState === 'paused' ? 'paused' : 'rolled-back'));
      expect(run.atMs).toBe(30_100);
    },
  );

  test('the grace counts from when the deploy returned, and is over when it has lasted that long', () => {
    const slow = { deployMs: 50_000, intervalMs: 29_999 };
    const run = drive(v4, context(), { inspect: () => service() }, slow);
    expect(run.asked.filter((question) => question === 'sleep')).toHaveLength(2);
    const exact = drive(v4, context(), { inspect: () => service() }, { deployMs: 50_000, intervalMs: 30_000 });
    expect(exact.asked.filter((question) => question === 'sleep')).toHaveLength(1);
  });

  test('fails with `deadline` without another sleep when a read itself takes longer', () => {
    const run = drive(v4, context({ deadlineMs: 5_000 }), { inspect: () => service() }, { readMs: 6_000 });
    expect(run).toMatchObject({ verdict: fail('deadline'), asked: ['inspect 0', 'deploy', 'inspect 0'] });
  });

  test('fails with `deadline` when that comes before the end of the grace', () => {
    const run = drive(v4, context({ deadlineMs: 10_000 }), { inspect: () => service() }, DEPLOY);
    expect(run).toMatchObject({ verdict: fail('deadline'), atMs: 10_100 });
  });
});

describe('converged v4, once the update has started, is v3', () => {
  test('and no longer knows what it captured', () => {
    const captured = [null, -1, -9_000].map((startedAtMs) =>
      drive(
        v4,
        context(),
        { inspect: since(service({ startedAtMs }), [100, service({ updateState: 'paused', startedAtMs: 100 })]) },
        DEPLOY,
      ),
    );
    expect(captured.map(({ verdict }) => verdict)).toEqual(Array(3).fill(fail('paused')));
    expect(new Set(captured.map(({ memory }) => memory.join())).size).toBe(1);
  });

  test.each([
    ['completed', PASS],
    ['unset', PASS],
    ['paused', fail('paused')],
    ['rollback_completed', fail('rolled-back')],
    ['rollback_paused', fail('rolled-back')],
  ] as const)('status %s', (updateState, verdict) => {
    const inspect = since(service({ updateState: 'updating', startedAtMs: 0 }), [
      3_000,
      service({ updateState, startedAtMs: 0 }),
    ]);
    expect(drive(v4, context(), { inspect })).toMatchObject({ verdict, atMs: 3_000 });
  });

  test.each(['updating', 'rollback_started'] as const)('status %s waits, until the one deadline', (updateState) => {
    const inspect = () => service({ updateState, startedAtMs: 1 });
    expect(drive(v4, context(), { inspect }, DEPLOY)).toMatchObject({ verdict: fail('deadline'), atMs: 60_100 });
  });
});

describe('converged v4 at its deadline, to the millisecond', () => {
  const inspect = () => service({ updateState: 'updating' });

  test('fails after a read that ends there, without another sleep', () => {
    const run = drive(v4, context({ deadlineMs: 2_000 }), { inspect }, { readMs: 500, intervalMs: 500 });
    expect(run).toMatchObject({ verdict: fail('deadline'), atMs: 2_500 });
    expect(run.asked.at(-1)).toBe('inspect 0');
  });

  test('fails after a sleep that ends there, without another read', () => {
    const run = drive(v4, context({ deadlineMs: 1_000 }), { inspect }, { intervalMs: 500 });
    expect(run).toMatchObject({ verdict: fail('deadline'), atMs: 1_000 });
    expect(run.asked.at(-1)).toBe('sleep');
  });
});
