import { expect, test } from 'vitest';
import { portainer } from '#src/assertions/peer/portainer.js';
import { drive, since } from '../drive.ts';
import { context, PASS } from '../views.ts';

test('peer/portainer passes when every service has as many running tasks as wanted, and asks nothing else', () => {
  const replicas = since({ running: 0, desired: 1 }, [1_000, { running: 1, desired: 1 }]);
  const run = drive(portainer, context({ services: 2 }), { replicas });
  const round = ['replicas 0', 'replicas 1'];
  expect(run).toMatchObject({ verdict: PASS, asked: ['deploy', ...round, 'sleep', ...round] });
});
