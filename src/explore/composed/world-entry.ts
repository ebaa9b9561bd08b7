import type { Book } from './book.ts';
import type { Composition } from './composition.ts';

/**
 * Words of an entry: its outlook; whether time may pass; what news the tick is, plus one, and where it leads; how many steps there are. Then what is
 * shown to each question, plus one, and each step: code, news plus one, world, standing of that. No news: not made yet, or to be made with each watcher.
 */
export const WORLD = { outlook: 0, mayTick: 1, tickNews: 2, tickTo: 3, steps: 4, shown: 5 } as const;
export const STEP_WORDS = 4;

export const firstStepOf = ({ questions }: Pick<Composition, 'questions'>): number => WORLD.shown + questions;

/** Where the steps of an entry lead, and the standing of that world. */
export function eachStepOf(
  { words }: Pick<Book, 'words'>,
  entry: number,
  firstStep: number,
  told: (to: number, standing: number) => void,
): void {
  const first = entry + firstStep;
  const behind = first + STEP_WORDS * (words[entry + WORLD.steps] as number);
  for (let step = first; step < behind; step += STEP_WORDS) told(words[step + 2] as number, words[step + 3] as number);
}

/** The same of all entries, and from which world. */
export function eachStepIn(entries: Book, firstStep: number, told: (from: number, to: number) => void): void {
  for (let world = 0; world < entries.behind(); world++) {
    const entry = entries.find(world);
    if (entry < 0) continue;
    eachStepOf(entries, entry, firstStep, (to) => {
      told(world, to);
    });
  }
}
