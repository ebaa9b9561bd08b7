import type { JudgedSpace, Judging } from '../judged-space.ts';
import type { Tables } from '../part-keys.ts';
import type { ComposedSystem } from './composition.ts';
import { expansion } from './expansion.ts';
import { halvesOf } from './halves.ts';
import { stepper } from './stepper.ts';

/**
 * The states of a composed system, as pairs of numbers: those that `rowSpace` walks over, in the same order. The steps of a world are made
 * once, and so is what becomes of a watcher that is told something; then each step of a state is two numbers that are looked up.
 */
export function composedSpace(system: ComposedSystem, judging: Judging, tableOf: Tables): JudgedSpace {
  const halves = halvesOf(system, tableOf);
  const steps = stepper(system, judging.tickMs);
  const following = expansion(system, judging, halves, steps);
  return {
    width: 2,
    // A world's steps are made by the one thread that keeps all states with it.
    ownedBy: 1,
    ended: () => following.ended(),
    isMarked: () => judging.refutes(following.ended()),
    ticked: () => following.ticked(),
    bytes: () => halves.bytes() + following.bytes(),
    initial(into) {
      steps.first();
      into[0] = halves.worldOf(steps.next);
      into[1] = halves.watcherOf(steps.next);
    },
    successors: (keys, from, into, at) => following.expand(keys[from] as number, keys[from + 1] as number, into, at),
    read(keys, at, into) {
      halves.read(keys[at] as number, keys[at + 1] as number);
      into.set(halves.row);
    },
  };
}
