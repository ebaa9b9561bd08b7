import { bytesOf } from '../tables/interned.ts';
import type { Tables } from '../part-keys.ts';
import { slack } from '../scheduler.ts';
import { stepList } from '../transition-system.ts';
import { firstOwn, type ComposedSystem } from './composition.ts';
import type { Stepper } from './stepper.ts';
import { worldRows, worldType } from './world-rows.ts';

/**
 * Words of an entry: its outlook; whether time may pass; what news the tick is, plus one, and where it leads; how many steps there are. Then what is
 * shown to each question, plus one, and each step: code, news plus one, world. No news: not made yet, or to be made with each watcher.
 */
export const WORLD = { outlook: 0, mayTick: 1, tickNews: 2, tickTo: 3, steps: 4, shown: 5 } as const;

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
  /** Where the steps of that entry lead. */
  stepsOf(words: Int32Array, at: number, told: (to: number) => void): void;
}

/** Types of tables: see `worldType`. */
const NEWS = 1;
const OUTLOOKS = 2;
const SHOWN = 3;

/** A world's steps do not depend on who watches: one does who makes nothing of them. */
export function worldMaker(system: ComposedSystem, stepper: Stepper, tickMs: number, tableOf: Tables): WorldMaker {
  const { composition } = system;
  const { news, questions, outlookSize, shownSize } = composition;
  const row = new Int32Array(system.stride);
  const worlds = worldRows(system, tableOf, row);
  const type = worldType(system);
  const allNews = tableOf(type + NEWS, news.size);
  const outlooks = tableOf(type + OUTLOOKS, outlookSize);
  /** What is shown, and behind it the outlook's number. */
  const allShown = tableOf(type + SHOWN, shownSize + 1);
  const newsRow = new Int32Array(news.size);
  const outlook = new Int32Array(outlookSize);
  const shown = new Int32Array(shownSize + 1);
  const options = stepList();
  const firstStep = WORLD.shown + questions;
  stepper.first();
  row.set(stepper.next);
  composition.idle(row);

  /** Of the step that was just made: its news plus one. */
  const newsOf = (): number => (news.end(stepper.next, newsRow) ? allNews.intern(newsRow, 0) + 1 : 0);
  return {
    bytes: () => bytesOf(allNews) + bytesOf(outlooks) + bytesOf(allShown),
    mostWords: firstStep + 3 * options.code.length,
    write(world, into, at) {
      worlds.read(world);
      options.count = 0;
      system.pending(row, options);
      const first = firstOwn(composition, options);
      into.fill(0, at, at + firstStep);
      composition.lookOut(row, outlook);
      into[at + WORLD.outlook] = outlooks.intern(outlook, 0);
      into[at + WORLD.mayTick] = slack(options, 0, first) < tickMs ? 0 : 1;
      let step = at + firstStep;
      for (let i = 0; i < first; i++) {
        if (options.from[i] !== 0) continue;
        const code = options.code[i] as number;
        stepper.takeTold(row, code);
        into[step++] = code;
        into[step++] = newsOf();
        into[step++] = worlds.numberOf(stepper.next);
      }
      into[at + WORLD.steps] = (step - at - firstStep) / 3;
      return step;
    },
    writeTick(world, into, at) {
      worlds.read(world);
      stepper.tickTold(row);
      into[at + WORLD.tickNews] = newsOf();
      into[at + WORLD.tickTo] = worlds.numberOf(stepper.next);
    },
    writeSight(world, question, into, at) {
      worlds.read(world);
      composition.show(row, question, shown);
      shown[shownSize] = into[at + WORLD.outlook] as number;
      into[at + WORLD.shown + question] = allShown.intern(shown, 0) + 1;
    },
    stepsOf(words, at, told) {
      const steps = words[at + WORLD.steps] as number;
      for (let i = 0; i < steps; i++) told(words[at + firstStep + 3 * i + 2] as number);
    },
  };
}
