import { growable, type Growable } from '../growable.ts';
import { stepsFrom, zenoLoop } from '../zeno.ts';
import type { ActedWorlds } from './acted-worlds.ts';
import type { Learnt } from './successors.ts';
import type { WorldsSteps } from './worlds-steps.ts';

/**
 * Whether steps without time may lead back to a state. If they do, and any of them is a step of its world or one that does something to it, then
 * worlds lead round; and otherwise the world stays, and watchers' own steps do. So it is enough to look at each by itself. That worlds and
 * watchers do does not mean that states do: a step of the one may need what the other is no more.
 */
export function mayLoop(worlds: WorldsSteps, acted: ActedWorlds, { bySight, ownWays }: Learnt, acts: number): boolean {
  const ofWorlds = growable();
  const ofWatchers = growable();
  const add = (steps: Growable, from: number, to: number): void => {
    steps.push(from);
    steps.push(to);
  };
  worlds.eachStep((from, to) => {
    add(ofWorlds, from, to);
  });
  for (let i = 0; i < ownWays.count(); i++) ofWorlds.push(ownWays.at(i));
  acted.each((from, _act, to) => {
    add(ofWorlds, from, to);
  });
  bySight.each((from, _shown, known) => {
    if (known % acts === 0) add(ofWatchers, from, known / acts);
  });
  return [ofWorlds, ofWatchers].some((steps) => zenoLoop(stepsFrom(steps.words())) >= 0);
}
