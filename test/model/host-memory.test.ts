// The host's memory budget: any resident may be the kernel's victim (8.4, and the incident).
import { describe, expect, test } from 'vitest';
import { drive, type Drive } from './drive.ts';
import { runs } from './seen.ts';
import { at, between, eatsMemory, scenario, type Setup } from './setup.ts';

const startFirst: Setup = { update: { order: 'start-first' } };
/** A booting task needs 700 MB, one at rest 400: both at once are too much for 1000 MB. */
const heavyBoot: Setup = { memoryMb: [700, 400], boot: at(200), start: at(100) };
const alive = (swarm: Drive) => swarm.see().tasks.filter(({ onNode }) => onNode === 'starting' || onNode === 'running');

describe('the kernel', () => {
  test.each(['base', 'head'] as const)('may kill the %s when old and new do not fit together', (spec) => {
    const swarm = drive(scenario({ ...startFirst, ...heavyBoot, oomKill: between(0, 50) }));
    swarm.holds('host-memory.kills');
    swarm.deploys();
    swarm.untilTaskIs(1, 'starting', 'head');
    expect(swarm.can('host-memory.kills', { spec })).toBe(true);
    swarm.takes('host-memory.kills', { spec });
    expect(swarm.tasksOf(1).find((task) => task.spec === spec)).toMatchObject({ onNode: 'failed' });
  });

  test('kills nobody when there is room: stop-first never has both', () => {
    const swarm = drive(scenario({ ...heavyBoot }));
    swarm.deploys();
    swarm.settles();
    expect(swarm.steps.filter(({ kind }) => kind === 'host-memory.kills')).toEqual([]);
    expect(swarm.trace()).toBe('unset>updating>completed');
  });

  test('kills within its window, at the latest at its end', () => {
    const swarm = drive(scenario({ ...startFirst, ...heavyBoot, oomKill: between(20, 50) }));
    swarm.deploys();
    swarm.takes('host-memory.kills');
    expect(swarm.see().nowMs).toBe(20);
    const patient = drive(scenario({ ...startFirst, ...heavyBoot, oomKill: between(20, 50) }));
    patient.holds('host-memory.kills');
    patient.deploys();
    patient.until(({ tasks }) => tasks.some(({ onNode }) => onNode === 'failed'));
    expect(patient.see().nowMs).toBe(50);
  });

  test('is not called when memory is freed before it comes', () => {
    const swarm = drive(scenario({ loadMb: [0, 950], oomKill: between(50, 90) }));
    swarm.takes('host-memory.load-becomes', { loadMb: 950 });
    swarm.passes(49);
    swarm.takes('host-memory.load-becomes', { loadMb: 0 });
    swarm.passes(1_000);
    expect(runs(swarm.see())).toBe('base');
  });

  test('kills again while too much is in use, each time within its window', () => {
    const swarm = drive(scenario({ replicas: 3, loadMb: [0, 850], oomKill: at(10), restart: { delayMs: 1_000 } }));
    swarm.takes('host-memory.load-becomes', { loadMb: 850 });
    swarm.passes(30);
    const kills = swarm.steps.filter(({ kind }) => kind === 'host-memory.kills').map(({ atMs }) => atMs);
    expect(kills).toEqual([10, 20]);
    expect(alive(swarm)).toHaveLength(1);
  });

  test('makes room: what was killed uses no memory at once, though the store learns of it later', () => {
    const swarm = drive(scenario({ replicas: 2, loadMb: [0, 850], timing: { report: at(500) } }));
    swarm.takes('host-memory.load-becomes', { loadMb: 850 });
    swarm.takes('host-memory.kills');
    swarm.passes(400);
    expect(alive(swarm)).toHaveLength(1);
    expect(swarm.see().tasks.map(({ state }) => state)).toEqual(['running', 'running']);
  });
});

test('a task that eats memory brings the host under pressure so long after its start', () => {
  const swarm = drive(scenario({ fates: [eatsMemory(150, 2_000)] }));
  swarm.deploys('eats-memory');
  swarm.takes('host-memory.kills');
  expect(swarm.see().nowMs).toBe(20 + 150);
  swarm.until(({ status }) => status === 'paused');
});
