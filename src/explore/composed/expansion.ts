import type { Composition } from './composition.ts';
import { TICK, type SuccessorsWritten } from './successors.ts';
import { PLAN, type WatchersSteps } from './watchers-steps.ts';
import { firstStepOf, STEP_WORDS, WORLD } from './world-entry.ts';
import type { WorldsSteps } from './worlds-steps.ts';

/** What follows a state: the steps of the world, those of the watcher, the tick. */
export interface Expansion {
  /** Writes the successors; how many there are. */
  expand(world: number, watcher: number, into: Int32Array, at: number): number;
  /** Of the state that was expanded last: see `JudgedSpace`. */
  ended(): number;
  ticked(): boolean;
}

export function expansion(
  composition: Composition,
  worlds: WorldsSteps,
  watchers: WatchersSteps,
  successors: SuccessorsWritten,
): Expansion {
  const firstStep = firstStepOf(composition);
  let ended = 0;
  let ticked = false;

  const writeWorlds = (entry: number): void => {
    const { words } = worlds.entries;
    const first = entry + firstStep;
    const behind = first + STEP_WORDS * (words[entry + WORLD.steps] as number);
    for (let at = first; at < behind; at += STEP_WORDS) {
      successors.afterNews(words[at] as number, words[at + 1] as number, words[at + 2] as number);
    }
  };
  const writeWatchers = (entry: number, plan: number, world: number): void => {
    const { words } = watchers.entries;
    const ofWorld = worlds.entries.words;
    const first = plan + PLAN.size;
    const behind = first + 2 * (words[plan + PLAN.steps] as number);
    for (let at = first; at < behind; at += 2) {
      const question = words[at + 1] as number;
      const shown = entry + WORLD.shown + question;
      if (ofWorld[shown] === 0) worlds.makeSight(world, entry, question);
      successors.afterSight(words[at] as number, ofWorld[shown] as number);
    }
  };
  const writeTick = (entry: number, world: number): void => {
    const { words } = worlds.entries;
    if (words[entry + WORLD.tickNews] === 0) worlds.makeTick(world, entry);
    successors.afterNews(TICK, words[entry + WORLD.tickNews] as number, words[entry + WORLD.tickTo] as number);
  };
  return {
    ended: () => ended,
    ticked: () => ticked,
    expand(world, watcher, into, at) {
      const plan = watchers.find(world, watcher);
      ended = watchers.entries.words[plan + PLAN.ended] as number;
      ticked = false;
      if (ended !== 0) return 0;
      const entry = worlds.find(world);
      successors.begin(world, watcher, into, at);
      writeWorlds(entry);
      writeWatchers(entry, plan, world);
      const worldMay = worlds.entries.words[entry + WORLD.mayTick] !== 0;
      ticked = worldMay && watchers.entries.words[plan + PLAN.mayTick] !== 0;
      if (ticked) writeTick(entry, world);
      return successors.written();
    },
  };
}
