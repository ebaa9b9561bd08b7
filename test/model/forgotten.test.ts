import { expect, test } from 'vitest';
import { SUPERSEDED } from './executed-cases/superseded.ts';
import { drive } from './drive.ts';
import { plays } from './play.ts';
import { isOver, isWanted, wants } from './seen.ts';
import { at, between, dies, imageMissing, scenario } from './setup.ts';

// Semantics 7.3 (the window is counted back from the task's status time), 7.4, 11.3 RestartOnFailure.
test('a slot whose attempts are used up stays so, however long ago that was (restart window)', () => {
  const restart = { maxAttempts: 1, windowMs: 500, delayMs: 50 };
  const swarm = drive(scenario({ restart, fates: [dies(between(0, 1_000_000))] }));
  swarm.holds('container.exits');
  swarm.deploys('dies');
  swarm.until(({ status }) => status === 'completed');
  for (let deaths = 0; deaths < 2; deaths++) {
    swarm.takes('container.exits');
    swarm.passes(100);
  }
  expect(wants(swarm.see())).toBe('-');
  swarm.passes(10_000);
  swarm.moves('label-only');
  swarm.passes(100);
  expect(wants(swarm.see())).toBe('-');
});

// Semantics 7.1 ("wait for it, then retry once").
test('a kept task that fails while its promotion waits is restarted once that has come', () => {
  const timing = { manager: between(0, 200) };
  const update = { order: 'start-first' as const };
  const swarm = drive(scenario({ update, timing, stop: at(500), fates: [imageMissing], restart: { delayMs: 100 } }));
  swarm.deploys('image-missing');
  swarm.until(({ status }) => status === 'paused');
  swarm.until(({ tasks }) => tasks.filter(({ spec }) => spec === 'head').length >= 2);
  swarm.moves('label-only');
  swarm.holds('worker.keeps-task');
  swarm.until(({ workers }) => workers[0] === 'choosing');
  swarm.until(({ tasks }) => tasks.some((task) => task.spec === 'head' && task.desired === 'running'));
  swarm.holds('orchestrator.handles-event');
  swarm.takes('worker.keeps-task');
  swarm.passes(5_000);
  const left = swarm.see().tasks.filter((task) => isOver(task) && isWanted(task) && task.createdAtMs < 1_000);
  expect(left).toEqual([]);
});

// Doubtful C: P11, updater.go worker `case <-u.stopChan: return`.
test('P11 on every schedule: a worker that is stopped in its delay is gone, so nothing more is handed out', () => {
  const row = SUPERSEDED.find(({ id }) => id === 'P11');
  if (row === undefined) throw new Error('no P11');
  const traces = new Set(plays({ scenario: scenario(row.setup), script: row.script }, 200).map(({ trace }) => trace));
  expect([...traces]).toEqual([row.trace]);
});
