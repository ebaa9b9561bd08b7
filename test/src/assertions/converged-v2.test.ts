import { describe, expect, test } from 'vitest';
import { chain } from '#src/assertions/chain.js';
import { convergedV2 } from '#src/assertions/converged-v2.js';
import type { JudgeContext } from '#src/assertions/judge.js';
import { drive, since } from './drive.ts';
import { context, fail, PASS, service } from './views.ts';

const v2 = (given: JudgeContext) => chain(convergedV2(given));
const full = () => ({ running: 1, desired: 1 });
const short = () => ({ running: 0, desired: 1 });

describe('converged v2', () => {
  test.each(['unset', 'completed', 'paused', 'rollback_paused', 'rollback_completed'] as const)(
    'goes on with N of N and status %s',
    (updateState) => {
      const run = drive(v2, context(), { replicas: full, inspect: () => service({ updateState }) });
      expect(run).toMatchObject({ verdict: PASS, asked: ['deploy', 'replicas 0', 'inspect 0'] });
    },
  );

  test.each(['updating', 'rollback_started'] as const)(
    'waits with N of N and status %s, until the deadline',
    (updateState) => {
      const run = drive(v2, context(), { replicas: full, inspect: () => service({ updateState }) });
      expect(run).toMatchObject({ verdict: fail('deadline'), atMs: 60_000 });
    },
  );

  test.each(['unset', 'completed', 'paused', 'rollback_paused', 'rollback_completed'] as const)(
    'waits with fewer than N of N, whatever the status: %s',
    (updateState) => {
      const run = drive(v2, context(), { replicas: short, inspect: () => service({ updateState }) });
      expect(run.verdict).toEqual(fail('deadline'));
    },
  );

  test('reads replicas, then status, of every service in every round', () => {
    const inspect = (ms: number, index: number) =>
      service({ updateState: index === 0 && ms < 1_000 ? 'updating' : 'completed' });
    const { verdict, asked } = drive(v2, context({ services: 2 }), { replicas: full, inspect });
    const round = ['replicas 0', 'inspect 0', 'replicas 1', 'inspect 1'];
    expect(verdict).toEqual(PASS);
    expect(asked).toEqual(['deploy', ...round, 'sleep', ...round]);
  });

  test('waits when only the last service is updating', () => {
    const inspect = (_: number, index: number) => service({ updateState: index === 1 ? 'updating' : 'unset' });
    expect(drive(v2, context({ services: 2 }), { replicas: full, inspect }).verdict).toEqual(fail('deadline'));
  });

  test('needs both in the same round', () => {
    const replicas = since(full(), [1_000, short()]);
    const inspect = since(service({ updateState: 'updating' }), [1_000, service()]);
    expect(drive(v2, context(), { replicas, inspect }).verdict).toEqual(fail('deadline'));
  });
});
