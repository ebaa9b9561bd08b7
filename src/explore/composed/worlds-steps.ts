import { bytesOf, interned } from '../tables/interned.ts';
import { slack } from '../scheduler.ts';
import { stepList } from '../transition-system.ts';
import { book, type Book } from './book.ts';
import { firstOwn, type ComposedSystem } from './composition.ts';
import type { Halves } from './halves.ts';
import type { Stepper } from './stepper.ts';

/** What a world does next, and what it shows, as entries of a book. */
export interface WorldsSteps {
  readonly entries: Pick<Book, 'words'>;
  bytes(): number;
  /** Where the entry of this world begins. It is made with whatever watcher there is. */
  find(world: number, watcher: number): number;
  /** The tick of an entry is there after this, */
  makeTick(world: number, watcher: number, entry: number): void;
  /** and what it shows to that question. */
  makeSight(world: number, watcher: number, entry: number, question: number): void;
}

/**
 * Words of an entry: its outlook; whether time may pass; what news the tick is, plus one, and where it leads; how many steps there are. Then what is
 * shown to each question, plus one, and each step: code, news plus one, world. No news: not made yet, or to be made with each watcher.
 */
export const WORLD = { outlook: 0, mayTick: 1, tickNews: 2, tickTo: 3, steps: 4, shown: 5 } as const;

export function worldsSteps(system: ComposedSystem, stepper: Stepper, tickMs: number, halves: Halves): WorldsSteps {
  const { composition } = system;
  const { news, questions } = composition;
  const allNews = interned(news.size, 64);
  const outlooks = interned(composition.outlookSize, 64);
  const outlook = new Int32Array(composition.outlookSize);
  /** What is shown, and behind it the outlook's number. */
  const allShown = interned(composition.shownSize + 1, 64);
  const newsRow = new Int32Array(news.size);
  const shownRow = new Int32Array(composition.shownSize + 1);
  const entries = book();
  const options = stepList();
  const firstStep = WORLD.shown + questions;

  /** Of the step that was just made: its news plus one. */
  const newsOf = (): number => (news.end(stepper.next, newsRow) ? allNews.intern(newsRow, 0) + 1 : 0);
  const make = (world: number, watcher: number): number => {
    halves.read(world, watcher);
    const { row } = halves;
    options.count = 0;
    system.pending(row, options);
    const first = firstOwn(composition, options);
    const at = entries.add(world, firstStep + 3 * first);
    const { words } = entries;
    composition.lookOut(row, outlook);
    words[at + WORLD.outlook] = outlooks.intern(outlook, 0);
    words[at + WORLD.mayTick] = slack(options, 0, first) < tickMs ? 0 : 1;
    let step = at + firstStep;
    for (let i = 0; i < first; i++) {
      if (options.from[i] !== 0) continue;
      const code = options.code[i] as number;
      stepper.take(row, code, news);
      words[step++] = code;
      words[step++] = newsOf();
      words[step++] = halves.worldOf(stepper.next);
    }
    words[at + WORLD.steps] = (step - at - firstStep) / 3;
    entries.endAt(step);
    return at;
  };
  return {
    entries,
    bytes: () => bytesOf(allNews) + bytesOf(allShown) + bytesOf(outlooks) + entries.bytes(),
    find(world, watcher) {
      const found = entries.find(world);
      return found < 0 ? make(world, watcher) : found;
    },
    makeTick(world, watcher, entry) {
      halves.read(world, watcher);
      stepper.tick(halves.row, news);
      entries.words[entry + WORLD.tickNews] = newsOf();
      entries.words[entry + WORLD.tickTo] = halves.worldOf(stepper.next);
    },
    makeSight(world, watcher, entry, question) {
      halves.read(world, watcher);
      composition.show(halves.row, question, shownRow);
      shownRow[composition.shownSize] = entries.words[entry + WORLD.outlook] as number;
      entries.words[entry + WORLD.shown + question] = allShown.intern(shownRow, 0) + 1;
    },
  };
}
