// A second UpdateService while an update runs, or after it: semantics 2.1, 4.3, 6.9.
import { describe, expect, test } from 'vitest';
import { drive, type Drive } from './drive.ts';
import { runs } from './seen.ts';
import { between, dies, scenario, type Setup } from './setup.ts';

/** The first of three slots has been replaced, and its worker sleeps its delay. */
function firstSlotDone(setup: Setup = {}, fate: 'good' | 'dies' = 'good'): Drive {
  const swarm = drive(scenario({ replicas: 3, ...setup, update: { delayMs: 400, ...setup.update } }));
  swarm.deploys(fate);
  swarm.until(({ workers }) => workers.includes('delaying'));
  return swarm;
}
const specsOf = (swarm: Drive): readonly string[] => runs(swarm.see()).split(' ').sort();

describe('every UpdateService', () => {
  test.each(['identical', 'label-only', 'other-spec', 'force'] as const)(
    '%s: erases the status, shifts PreviousSpec, and takes the version it replaced as SpecVersion',
    (move) => {
      const swarm = firstSlotDone();
      const before = swarm.see();
      swarm.moves(move);
      expect(swarm.see()).toMatchObject({
        status: 'unset',
        message: '',
        startedAtMs: null,
        completedAtMs: null,
        previousSpec: before.spec,
        specVersion: before.version,
      });
      expect(swarm.see().version).toBeGreaterThan(before.version);
    },
  );

  test('rollback=previous: swaps spec and PreviousSpec, versions too, and says so', () => {
    const swarm = firstSlotDone();
    const before = swarm.see();
    swarm.passes(50);
    swarm.moves('rollback');
    expect(swarm.see()).toMatchObject({
      status: 'rollback_started',
      message: 'manually requested rollback',
      startedAtMs: before.nowMs + 50,
      spec: 'base',
      previousSpec: 'head',
      specVersion: 0,
    });
  });
});

describe('an identical spec', () => {
  test('leaves the updater alone, but takes its voice: the status stays unset for good (P01)', () => {
    const swarm = firstSlotDone();
    swarm.moves('identical');
    expect(swarm.see().updater).toBe('dispatching');
    swarm.settles();
    expect(swarm.see()).toMatchObject({ status: 'unset', previousSpec: 'head', updater: 'absent' });
    expect(specsOf(swarm)).toEqual(['head', 'head', 'head']);
  });

  test.each(['pause', 'rollback'] as const)(
    'makes a failure stop the update without a word, with slots left as they were (%s, P01b)',
    (failureAction) => {
      const swarm = firstSlotDone({ fates: [dies(50)], update: { failureAction } }, 'dies');
      swarm.moves('identical');
      swarm.passes(4_000);
      expect(swarm.see()).toMatchObject({ status: 'unset', spec: 'head', updater: 'absent' });
      expect(specsOf(swarm).filter((spec) => spec === 'base')).toHaveLength(2);
    },
  );

  test('before the updater has started loses nothing: the one updater starts, and has its voice', () => {
    const swarm = drive(scenario({ replicas: 2, timing: { manager: between(0, 20) } }));
    swarm.deploys();
    swarm.moves('identical');
    swarm.settles();
    expect(swarm.trace()).toBe('unset>updating>completed');
    expect(swarm.see().previousSpec).toBe('head');
  });

  test('between registration and start: the updater finds the status unset and starts it', () => {
    const swarm = drive(scenario({ timing: { manager: between(0, 20) } }));
    swarm.holds('updater.starts');
    swarm.deploys();
    swarm.takes('orchestrator.handles-event');
    expect(swarm.see().updater).toBe('created');
    swarm.moves('identical');
    swarm.settles();
    expect(swarm.trace()).toBe('unset>updating>completed');
  });
});

describe('a label-only deploy', () => {
  test('cancels the updater; the next counts anew and takes the slots that are still dirty', () => {
    const swarm = firstSlotDone();
    const [done] = swarm.see().tasks.filter(({ spec }) => spec === 'head');
    swarm.moves('label-only');
    swarm.settles();
    expect(swarm.trace()).toBe('unset>updating>unset>updating>completed');
    expect(swarm.see().tasks.find(({ id }) => id === done?.id)).toMatchObject({ spec: 'head', state: 'running' });
    expect(specsOf(swarm)).toEqual(['head', 'headRelabelled', 'headRelabelled']);
  });

  test('makes the bad spec the rollback target: rollback_completed, and the bad spec stays (P03)', () => {
    const swarm = firstSlotDone({ fates: [dies(50)], update: { failureAction: 'rollback', parallelism: 2 } }, 'dies');
    swarm.moves('label-only');
    swarm.until(({ status }) => status === 'rollback_completed');
    expect(swarm.see()).toMatchObject({ spec: 'head', previousSpec: null });
  });

  test('inside the last window: nothing is dirty any more, so the status stays unset, and a failure unseen (C05)', () => {
    const swarm = drive(scenario({ fates: [dies(200)], update: { failureAction: 'rollback' } }));
    swarm.deploys('dies');
    swarm.until(({ updater }) => updater === 'monitoring');
    swarm.moves('label-only');
    swarm.passes(3_000);
    expect(swarm.see()).toMatchObject({ status: 'unset', spec: 'headRelabelled', updater: 'absent' });
  });

  test('stops the orchestrator until the old updater has returned (4.3)', () => {
    const swarm = firstSlotDone({ timing: { manager: between(0, 50) } });
    swarm.holds('worker.stops');
    swarm.holds('updater.stops');
    swarm.moves('label-only');
    swarm.takes('orchestrator.handles-event');
    swarm.crashes({ task: swarm.see().tasks.find(({ onNode }) => onNode === 'running')?.id ?? 0 });
    swarm.passes(10);
    expect(swarm.can('orchestrator.handles-event')).toBe(false);
    swarm.takes('worker.stops');
    swarm.until(({ updater }) => updater === 'created');
    expect(swarm.can('orchestrator.handles-event')).toBe(true);
  });
});

describe('another spec', () => {
  test('dirties what the first update replaced, and the first update’s spec is the rollback target (B08)', () => {
    const swarm = firstSlotDone();
    swarm.moves('other-spec');
    swarm.settles();
    expect(swarm.see()).toMatchObject({ status: 'completed', spec: 'other', previousSpec: 'head' });
    expect(specsOf(swarm)).toEqual(['other', 'other', 'other']);
  });

  test('an automatic rollback of a second deploy goes to the first one’s spec, bad as it is', () => {
    const swarm = firstSlotDone(
      { fates: [dies(350)], update: { failureAction: 'rollback' }, restart: { delayMs: 50 } },
      'dies',
    );
    swarm.moves('force');
    swarm.until(({ status }) => status === 'rollback_started');
    expect(swarm.see()).toMatchObject({ spec: 'head', previousSpec: null });
  });
});

describe('after a pause', () => {
  test.each(['identical', 'label-only'] as const)(
    'a deploy (%s) goes on with the same spec, and PreviousSpec is overwritten (P15, moby#37693)',
    (move) => {
      const swarm = drive(scenario({ replicas: 3, fates: [dies(5, { times: 'once' })] }));
      swarm.deploys('dies');
      swarm.until(({ status }) => status === 'paused');
      swarm.settles();
      swarm.moves(move);
      swarm.settles();
      expect(swarm.trace()).toBe('unset>updating>paused>unset>updating>completed');
      expect(swarm.see().previousSpec).toBe('head');
      expect(specsOf(swarm).filter((spec) => spec === 'base')).toEqual([]);
    },
  );
});
