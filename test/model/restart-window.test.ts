// swarmkit restart.go shouldRestart: semantics 7.3.
import { expect, test } from 'vitest';
import { drive } from './drive.ts';
import { at, dies, scenario } from './setup.ts';

test.each([
  ['at once: the replacement ended 60 ms after its creation', 0, false],
  ['after 60 ms: its end was stored 120 ms after it', 60, true],
])('a restart window of 100 ms looks back from the status as it was stored, %s', (_claim, reportMs, restartsAgain) => {
  const swarm = drive(
    scenario({
      timing: { report: at(reportMs) },
      restart: { delayMs: 0, maxAttempts: 1, windowMs: 100 },
      update: { failureAction: 'continue' },
      fates: [dies(50)],
    }),
  );
  swarm.deploys('dies');
  swarm.passes(400);
  // The base's task is the first, the head's the second, its replacement the third.
  expect(swarm.see().tasks.some(({ id }) => id > 3)).toBe(restartsAgain);
});
