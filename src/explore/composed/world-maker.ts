import type { Tables } from '../part-keys.ts';
import { slack } from '../scheduler.ts';
import { stepList } from '../transition-system.ts';
import { firstOwn, type ComposedSystem } from './composition.ts';
import type { Standings } from './standings.ts';
import type { Stepper } from './stepper.ts';
import { toldOf } from './told.ts';
import { worldRows } from './world-rows.ts';

/**
 * Words of an entry: its outlook; whether time may pass; what news the tick is, plus one, and where it leads; how many steps there are. Then what is
 * shown to each question, plus one, and each step: code, news plus one, world, standing of that. No news: not made yet, or to be made with each watcher.
 */
export const WORLD = { outlook: 0, mayTick: 1, tickNews: 2, tickTo: 3, steps: 4, shown: 5 } as const;
export const STEP_WORDS = 4;

/** Makes what a world does next, for whoever keeps it. */
export interface WorldMaker {
  bytes(): number;
  /** No entry is longer. */
  readonly mostWords: number;
  /** Writes a world's entry from there on, but for its tick and its sights; where it ends. */
  write(world: number, into: Int32Array, at: number): number;
  /** Its tick, to the entry that begins there, */
  writeTick(world: number, into: Int32Array, at: number): void;
  /** and what it shows to that question. */
  writeSight(world: number, question: number, into: Int32Array, at: number): void;
  /** Where the steps of that entry lead, and the standing of that world. */
  stepsOf(words: Int32Array, at: number, each: (to: number, standing: number) => void): void;
}

/** A world's steps do not depend on who watches: one does who makes nothing of them. */
export function worldMaker(
  system: ComposedSystem,
  stepper: Stepper,
  tickMs: number,
  tableOf: Tables,
  standings: Standings,
): WorldMaker {
  const { composition } = system;
  const row = new Int32Array(system.stride);
  const worlds = worldRows(system, tableOf, row);
  const told = toldOf(system, tableOf);
  const options = stepList();
  const firstStep = WORLD.shown + composition.questions;
  stepper.first();
  row.set(stepper.next);
  composition.idle(row);

  return {
    bytes: () => told.bytes(),
    mostWords: firstStep + STEP_WORDS * options.code.length,
    write(world, into, at) {
      worlds.read(world);
      options.count = 0;
      system.pending(row, options);
      const first = firstOwn(composition, options);
      into.fill(0, at, at + firstStep);
      into[at + WORLD.outlook] = told.outlook(row);
      into[at + WORLD.mayTick] = slack(options, 0, first) < tickMs ? 0 : 1;
      let step = at + firstStep;
      for (let i = 0; i < first; i++) {
        if (options.from[i] !== 0) continue;
        const code = options.code[i] as number;
        stepper.takeTold(row, code);
        const to = worlds.numberOf(stepper.next);
        into[step++] = code;
        into[step++] = told.news(stepper.next);
        into[step++] = to;
        into[step++] = standings.of(to, stepper.next);
      }
      into[at + WORLD.steps] = (step - at - firstStep) / STEP_WORDS;
      return step;
    },
    writeTick(world, into, at) {
      worlds.read(world);
      stepper.tickTold(row);
      into[at + WORLD.tickNews] = told.news(stepper.next);
      into[at + WORLD.tickTo] = worlds.numberOf(stepper.next);
    },
    writeSight(world, question, into, at) {
      worlds.read(world);
      into[at + WORLD.shown + question] = told.shown(row, question, into[at + WORLD.outlook] as number);
    },
    stepsOf(words, at, each) {
      const first = at + firstStep;
      const behind = first + STEP_WORDS * (words[at + WORLD.steps] as number);
      for (let step = first; step < behind; step += STEP_WORDS)
        each(words[step + 2] as number, words[step + 3] as number);
    },
  };
}
