// swarmkit manager/orchestrator/taskreaper: semantics 7.7.
import { expect, test } from 'vitest';
import { drive } from './drive.ts';
import { at, dies, scenario } from './setup.ts';

test('a task that is reaped as it is replaced still decides when its replacement starts', () => {
  // Two tasks are kept (MaxAttempts 1): the old one, which is long in stopping, and the new one, which dies.
  const swarm = drive(
    scenario({
      update: { order: 'start-first' },
      stop: at(9_000),
      restart: { delayMs: 200, maxAttempts: 1 },
      fates: [dies(50)],
    }),
  );
  swarm.deploys('dies');
  swarm.until(({ tasks }) => tasks.some(({ spec, desired }) => spec === 'head' && desired === 'ready'));
  swarm.until(
    ({ tasks }) => tasks.length === 2 && tasks.some(({ spec, state }) => spec === 'head' && state === 'running'),
  );
  swarm.until(({ tasks }) => tasks.some(({ id, desired }) => id === 3 && desired === 'ready'));
  const { nowMs } = swarm.see();
  swarm.until(({ tasks }) => tasks.some(({ id, desired }) => id === 3 && desired === 'running'));
  expect(swarm.see().nowMs - nowMs).toBe(200);
});
