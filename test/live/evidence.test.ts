import { describe, expect, test } from 'vitest';
import type { Evidence } from '#src/port/evidence.js';
import { isMissing, swarmOf, until } from './engine.ts';
import { SCRIPTS, stackWith, type StackSpec } from './stack.ts';

const HEALTH = { Test: ['CMD', '/bin/test', '-f', '/tmp/ok'], Interval: 3e8, Timeout: 1e9, Retries: 2 };
const BASE: StackSpec = { script: SCRIPTS.good, stamp: 'eb96de94+U' };

async function evidenceOf(head: Partial<StackSpec>): Promise<Evidence> {
  const stack = await stackWith(BASE);
  const swarm = await swarmOf(stack.name);
  const sinceMs = swarm.nowMs() - 1_000;
  expect(await swarm.lastFailure(0, sinceMs)).toBeNull();
  await stack.deploy({ ...BASE, stamp: '7ae7b0f7+U', ...head });
  const found = await until(
    () => swarm.lastFailure(0, sinceMs),
    (evidence) => evidence !== null,
  );
  if (found === null) throw new Error('it was waited for');
  return found;
}

describe.skipIf(isMissing)('what a live engine knows of a failed task', () => {
  test('it exited: its code and its last words', async () => {
    const evidence = await evidenceOf({ script: SCRIPTS.dies });
    expect(evidence).toMatchObject({
      service: 'app',
      slot: 1,
      state: 'failed',
      exitCode: 3,
      endedBy: 'itself',
      log: ['last words'],
      logMissing: null,
    });
    expect(evidence.error).toContain('non-zero exit (3)');
  });

  test('its health check ended it', async () => {
    const evidence = await evidenceOf({ health: HEALTH, script: 'while :; do sleep 0.1; done' });
    expect(evidence).toMatchObject({ state: 'failed', endedBy: 'health-check' });
  });

  test("the kernel's OOM killer ended it, by the word of the engine", async () => {
    const evidence = await evidenceOf({ script: SCRIPTS.eatsMemory, memoryBytes: 16_000_000 });
    expect(evidence).toMatchObject({ state: 'failed', endedBy: 'oom-killer' });
  });

  test('its image is missing: it was rejected, and no container was started', async () => {
    const evidence = await evidenceOf({ image: 'no-such-image:at-all' });
    expect(evidence).toMatchObject({
      state: 'rejected',
      endedBy: 'rejection',
      exitCode: null,
      log: null,
      logMissing: 'no container was started',
    });
    expect(evidence.error).toMatch(/No such image/i);
  });
});
