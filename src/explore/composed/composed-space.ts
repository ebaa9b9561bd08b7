import type { JudgedSpace, Judging } from '../judged-space.ts';
import { ownTables } from '../part-keys.ts';
import { actedWorlds } from './acted-worlds.ts';
import type { ComposedSystem } from './composition.ts';
import { expansion } from './expansion.ts';
import { halvesOf } from './halves.ts';
import { mayLoop } from './loops.ts';
import { standingsOf } from './standings.ts';
import { stepper } from './stepper.ts';
import { successorsWritten } from './successors.ts';
import { PLAN, watchersSteps } from './watchers-steps.ts';
import { worldsSteps } from './worlds-steps.ts';

/**
 * The states of a composed system, as pairs of numbers: those that `rowSpace` walks over, in the same order. The steps of a world are made
 * once, and so is what becomes of a watcher that is told something; then each step of a state is two numbers that are looked up.
 */
export function composedSpace(system: ComposedSystem, judging: Judging): JudgedSpace {
  const { composition } = system;
  const tables = ownTables();
  const halves = halvesOf(system, tables.of);
  const standings = standingsOf(system, tables.of);
  const steps = stepper(system, judging.tickMs);
  const worlds = worldsSteps(system, judging, steps, halves, tables, standings);
  const watchers = watchersSteps(system, judging, halves, standings);
  const acted = actedWorlds(worlds.acted);
  const successors = successorsWritten(composition, steps, halves, acted);
  const following = expansion(composition, worlds, watchers, successors);
  return {
    width: 2,
    ended: () => following.ended(),
    isMarked: () => judging.refutes(following.ended()),
    ticked: () => following.ticked(),
    bytes: () =>
      halves.bytes() + standings.bytes() + worlds.bytes() + watchers.bytes() + acted.bytes() + successors.bytes(),
    initial(into) {
      steps.first();
      into[0] = halves.worldOf(steps.next);
      into[1] = halves.watcherOf(steps.next);
    },
    successors: (keys, from, into, at) => following.expand(keys[from] as number, keys[from + 1] as number, into, at),
    mayLoop: () => mayLoop(worlds, acted, successors.learnt, composition.acts),
    foresee(keys, at) {
      const world = keys[at] as number;
      if (!worlds.isForgotten(world)) return;
      const plan = watchers.find(world, keys[at + 1] as number);
      // A run that is over is not gone on from.
      if (watchers.entries.words[plan + PLAN.ended] === 0) worlds.ask(world);
    },
    end: worlds.end,
    read(keys, at, into) {
      halves.read(keys[at] as number, keys[at + 1] as number);
      into.set(halves.row);
    },
  };
}
