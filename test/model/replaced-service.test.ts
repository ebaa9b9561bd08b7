// A service that is removed, and created again by the next deploy of its stack: semantics 2.1, 2.3, 4.1.
import { expect, test } from 'vitest';
import { S } from '#model/world.js';
import { headHasDied, isCrashLooping } from '#properties/truth.js';
import { get } from '#src/layout/layout.js';
import { drive, type Drive } from './drive.ts';
import { runs } from './seen.ts';
import { dies, scenario } from './setup.ts';

function deployed(fate: 'good' | 'dies' = 'good', stopMs = 20): Drive {
  const swarm = drive(scenario({ replicas: 2, fates: [dies(50)], stop: { earliestMs: stopMs, latestMs: stopMs } }));
  swarm.deploys(fate);
  return swarm;
}
const word = (swarm: Drive, field: number): number => get(swarm.row, swarm.model.places.service(0) + field);

test('it is another service: no status, no PreviousSpec, SpecVersion 0, a higher version, tasks that run (semantics 2.1)', () => {
  const swarm = deployed();
  swarm.settles();
  const before = swarm.see();
  const lastTask = Math.max(...before.tasks.map(({ id }) => id));
  expect(before).toMatchObject({ status: 'completed', previousSpec: 'base' });
  swarm.moves('remove-service');
  swarm.settles();
  expect(swarm.see().tasks).toEqual([]);
  swarm.moves('identical');
  expect(swarm.see()).toMatchObject({ spec: 'head', status: 'unset', previousSpec: null, specVersion: 0 });
  swarm.settles();
  const after = swarm.see();
  expect(after.version).toBeGreaterThan(before.version);
  expect(runs(after)).toBe('head head');
  expect(Math.min(...after.tasks.map(({ id }) => id))).toBeGreaterThan(lastTask);
  // Its first rollout has no status either.
  expect(after.status).toBe('unset');
});

test.each([
  ['label-only', 'headRelabelled'],
  ['other-spec', 'other'],
] as const)('%s creates it with what that deploys', (move, spec) => {
  const swarm = deployed();
  swarm.settles();
  swarm.moves('remove-service');
  swarm.settles();
  swarm.moves(move);
  expect(swarm.see().spec).toBe(spec);
});

test('it comes once nothing of the one before is left', () => {
  const swarm = deployed('good', 200);
  swarm.settles();
  swarm.moves('remove-service');
  const removedAt = swarm.see().nowMs;
  expect(swarm.can('operator.moves', { move: 'identical' })).toBe(false);
  swarm.moves('identical');
  expect(swarm.see().nowMs).toBe(removedAt + 200);
});

test('other commands have nothing to act on until then', () => {
  const swarm = deployed();
  swarm.settles();
  swarm.moves('remove-service');
  swarm.settles();
  for (const move of ['rollback', 'force', 'scale', 'remove-service'] as const) {
    expect(swarm.can('operator.moves', { move }), move).toBe(false);
  }
});

test('an update that was under way ends with its service, and says nothing of the new one', () => {
  const swarm = deployed();
  swarm.until(({ updater }) => updater !== 'absent');
  swarm.moves('remove-service');
  swarm.settles();
  expect(swarm.see().updater).toBe('absent');
  swarm.moves('identical');
  swarm.settles();
  expect(swarm.see()).toMatchObject({ status: 'unset', updater: 'absent' });
  expect(runs(swarm.see())).toBe('head head');
});

test('the head keeps its fate; that it has died is remembered, and not held against the tasks of the new service', () => {
  const swarm = deployed('dies');
  swarm.until(() => word(swarm, S.headDeaths) > 0);
  expect(isCrashLooping(swarm.model, swarm.row)).toBe(true);
  swarm.moves('remove-service');
  swarm.until(({ tasks }) => tasks.length === 0);
  swarm.moves('identical');
  expect(word(swarm, S.headDeaths)).toBe(0);
  expect(isCrashLooping(swarm.model, swarm.row)).toBe(false);
  expect(headHasDied(swarm.model, swarm.row)).toBe(true);
  swarm.until(() => word(swarm, S.headDeaths) > 0);
});
