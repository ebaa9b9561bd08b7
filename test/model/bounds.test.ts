// A bound that is met makes a run undecided: nothing is dropped, nothing goes on.
import { describe, expect, test } from 'vitest';
import { G } from '#model/world.js';
import { get } from '#src/layout/layout.js';
import { drive, type Drive } from './drive.ts';
import { at, between, dies, scenario } from './setup.ts';

const isOutOfBounds = ({ row }: Drive): boolean => get(row, G.overflow) !== 0;

describe('a run is undecided when', () => {
  test('a slot would hold more tasks than the scenario has room for', () => {
    const swarm = drive(scenario({ tasksPerSlot: 2, stop: at(100) }));
    swarm.deploys();
    swarm.takes('worker.replaces-task');
    swarm.moves('other-spec');
    swarm.settles();
    expect(isOutOfBounds(swarm)).toBe(true);
    expect(swarm.can('operator.moves')).toBe(false);
  });

  test('the orchestrator falls behind further than its queue is long', () => {
    const swarm = drive(scenario({ timing: { manager: between(0, 1_000) }, operator: { maxMoves: 40 } }));
    swarm.deploys();
    for (let moves = 0; moves < 20 && !isOutOfBounds(swarm); moves++) swarm.moves('identical');
    expect(isOutOfBounds(swarm)).toBe(true);
  });
});

test('old tasks that are over make room: a crash loop never meets the bound of its slot', () => {
  const swarm = drive(scenario({ tasksPerSlot: 3, fates: [dies(5)], restart: { delayMs: 20 } }));
  swarm.deploys('dies');
  swarm.passes(5_000);
  expect(isOutOfBounds(swarm)).toBe(false);
  expect(swarm.see().tasks.at(-1)?.id).toBeGreaterThan(50);
});
