// What a check costs beside a large swarm: the built program, a real socket, the default interval.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { largeManager } from './large-manager.ts';
import { HEAD, services, stackName, tasks } from './large-swarm.ts';

const MAIN = join(import.meta.dirname, '../../../dist/src/cli/main.js');
const STACK = stackName(117);
/** Long enough for a share of a core that one collection of garbage does not decide; a whole check of 30 s is no dearer a second. */
const TIMEOUT_S = 15;
/** One a second where nothing else runs; a busy machine has fewer, and each costs the same. */
const FEWEST_ROUNDS = 3;
/** USER_HZ, in which /proc counts: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

interface Usage {
  readonly atMs: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** Of a process, from proc(5): utime and stime, and the most that it ever had resident. Null: it has ended. */
function usageOf(pid: number): Usage | null {
  try {
    const [, fields = ''] = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const [, peak] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    const words = fields.split(' ');
    const ticks = Number(words[11]) + Number(words[12]);
    if (peak === undefined) return null;
    return { atMs: performance.now(), cpuSeconds: ticks / TICKS_PER_SECOND, peakMb: Number(peak) / 1_024 };
  } catch {
    return null;
  }
}

describe.runIf(process.platform === 'linux')('beside 1,000 services and 5,000 tasks', () => {
  test('a check stays under 150 MB and 5 % of a core, and asks filtered questions only', async () => {
    expect([services.length, tasks.length]).toEqual([1_000, 5_000]);
    expect(existsSync(MAIN), 'npm run build has been run').toBe(true);
    const { host, asked } = await largeManager();
    const argv = ['check', '--stack', STACK, '--head', HEAD, '-H', host, '--timeout', `${TIMEOUT_S}s`];
    const sim = spawn(process.execPath, [MAIN, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(sim, 'close');
    let said = '';
    sim.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    const { pid } = sim;
    if (pid === undefined) throw new Error('sim could not be started');

    const rounds = (): number => asked.filter(({ path }) => path === `/services/${STACK}_app`).length / 2;
    while (rounds() < 3 && sim.exitCode === null) await pause(50);
    const first = usageOf(pid);
    const began = rounds();
    let last = first;
    while (sim.exitCode === null) {
      last = usageOf(pid) ?? last;
      await pause(250);
    }
    expect(await ended).toEqual([3, null]);
    expect(said).toContain('UNVERIFIED');

    if (first === null || last === null) throw new Error('sim was never seen at work');
    const share = (last.cpuSeconds - first.cpuSeconds) / ((last.atMs - first.atMs) / 1_000);
    console.info(
      `${rounds() - began} rounds, ${(100 * share).toFixed(1)} % of a core, ${last.peakMb.toFixed(0)} MB at most`,
    );
    expect(rounds() - began).toBeGreaterThanOrEqual(FEWEST_ROUNDS);
    expect(last.peakMb).toBeLessThan(150);
    expect(share).toBeLessThan(0.05);

    const lists = asked.filter(({ path }) => path === '/services' || path === '/tasks');
    expect(lists.length).toBeGreaterThan(0);
    expect(lists.filter(({ filters }) => Object.keys(filters).length === 0)).toEqual([]);
    // Never more than the stack's services, or the five tasks of one of them.
    expect(Math.max(...lists.map(({ answered }) => answered))).toBe(5);
  });
});
