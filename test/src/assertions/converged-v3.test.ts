import { describe, expect, test } from 'vitest';
import { chain } from '#src/assertions/chain.js';
import { convergedV3 } from '#src/assertions/converged-v3.js';
import type { JudgeContext } from '#src/assertions/judge.js';
import { drive, since } from './drive.ts';
import { context, fail, PASS, service } from './views.ts';

const v3 = (given: JudgeContext) => chain(convergedV3(given));

describe('converged v3', () => {
  test.each(['unset', 'completed'] as const)('goes on at once with status %s; it reads the app only', (updateState) => {
    const run = drive(v3, context({ services: 2 }), { inspect: () => service({ updateState }) });
    expect(run).toMatchObject({ verdict: PASS, asked: ['deploy', 'inspect 0'] });
  });

  test.each(['updating', 'rollback_started'] as const)('waits with status %s, until the deadline', (updateState) => {
    const run = drive(v3, context(), { inspect: () => service({ updateState }) }, { deployMs: 300 });
    expect(run).toMatchObject({ verdict: fail('deadline'), atMs: 60_300 });
  });

  test.each([
    ['rollback_completed', 'rolled-back'],
    ['rollback_paused', 'rolled-back'],
    ['paused', 'paused'],
  ] as const)('fails at once with status %s: %s', (updateState, reason) => {
    const run = drive(v3, context(), { inspect: () => service({ updateState }) });
    expect(run).toMatchObject({ verdict: fail(reason), asked: ['deploy', 'inspect 0'] });
  });

  test('follows the status through updating to completed, an interval between reads', () => {
    const inspect = since(service({ updateState: 'updating' }), [2_000, service({ updateState: 'completed' })]);
    const run = drive(v3, context(), { inspect });
    expect(run).toMatchObject({ verdict: PASS, atMs: 2_000 });
    expect(run.asked).toEqual(['deploy', 'inspect 0', 'sleep', 'inspect 0', 'sleep', 'inspect 0']);
  });

  test('follows the status through updating and rollback_started to rolled-back', () => {
    const inspect = since(
      service({ updateState: 'updating' }),
      [2_000, service({ updateState: 'rollback_started' })],
      [4_000, service({ updateState: 'rollback_completed' })],
    );
    expect(drive(v3, context(), { inspect })).toMatchObject({ verdict: fail('rolled-back'), atMs: 4_000 });
  });
});
