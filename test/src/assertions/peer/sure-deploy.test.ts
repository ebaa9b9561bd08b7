import { describe, expect, test } from 'vitest';
import { sureDeploy } from '#src/assertions/peer/sure-deploy.js';
import { drive, since } from '../drive.ts';
import { BASE_STAMP, context, fail, PASS, service } from '../views.ts';

describe('peer/sure-deploy', () => {
  test.each(['unset', 'completed', 'paused', 'rollback_paused', 'rollback_completed'] as const)(
    '%s ends the wait; then the stamp decides',
    (updateState) => {
      const asked = ['deploy', 'inspect 0', 'inspect 0'];
      const of = (stamp?: string) =>
        drive(sureDeploy, context(), { inspect: () => service({ updateState, ...(stamp && { stamp }) }) });
      expect(of()).toMatchObject({ verdict: PASS, asked });
      expect(of(BASE_STAMP)).toMatchObject({ verdict: fail('stamp-mismatch'), asked });
    },
  );

  test.each(['updating', 'rollback_started'] as const)('%s waits, an interval between looks', (updateState) => {
    const run = drive(sureDeploy, context(), { inspect: since(service({ updateState }), [3_000, service()]) });
    expect(run).toMatchObject({ verdict: PASS, atMs: 3_000 });
  });

  test('a time-out ends the wait too: the stamp decides', () => {
    const run = drive(sureDeploy, context(), { inspect: () => service({ updateState: 'updating' }) });
    expect(run).toMatchObject({ verdict: PASS, atMs: 60_000 });
  });

  test('waits for every service, each once, and then holds every stamp to the head', () => {
    const inspect = (ms: number, index: number) =>
      service({ updateState: index === 0 && ms < 1_000 ? 'updating' : 'completed' });
    const run = drive(sureDeploy, context({ services: 2 }), { inspect });
    expect(run.asked).toEqual(['deploy', 'inspect 0', 'inspect 1', 'sleep', 'inspect 0', 'inspect 0', 'inspect 1']);
    const other = (_: number, index: number) => service(index === 1 ? { stamp: null } : {});
    expect(drive(sureDeploy, context({ services: 2 }), { inspect: other }).verdict).toEqual(fail('no-stamp'));
  });
});
