import { expect, test } from 'vitest';
import { happening } from '#src/report/happening.js';

test.each([
  ['deploys', { spec: 'head', fate: 'eats-memory' }, 'deploys head, fate eats-memory'],
  ['moves', { move: 'rollback' }, 'moves rollback'],
  ['handles-event', { service: 'head' }, 'handles event: service is head'],
  ['handles-event', { task: 't2', spec: 'head', is: 'failed' }, 'handles event: task t2 (head) is failed'],
  ['hands-out-slot', { slot: 1 }, 'hands out slot 1'],
  ['replaces-task', { slot: 1 }, 'replaces task in slot 1'],
  ['starts-task', { task: 't2', spec: 'head' }, 'starts task t2 (head)'],
  ['has-started', { task: 't2', spec: 'head' }, 'has started task t2 (head)'],
  ['reports', { task: 't2', spec: 'head', state: 'failed' }, 'reports task t2 (head): failed'],
  ['load-becomes', { megabytes: 1400 }, 'load becomes 1400 MB'],
  ['inspects', { service: 'app', sees: 'unset' }, 'inspects app'],
  ['lists-tasks', { service: 'app', sees: 'none' }, 'lists tasks of app'],
  ['waits', { delayMs: 61_500, memoryMb: 5, exitCode: 137 }, 'waits delay 61.5 s, memory 5 MB, exit code 137'],
  ['completes', {}, 'completes'],
] as const)('%s %j: %s', (does, details, said) => {
  expect(happening({ actor: 'x', does, with: details })).toBe(said);
});
