import type { Judging } from '../judged-space.ts';
import { tablesOver, type OwnTables } from '../part-keys.ts';
import { book, type Book } from './book.ts';
import type { ComposedSystem } from './composition.ts';
import type { Halves } from './halves.ts';
import type { Standings } from './standings.ts';
import type { Stepper } from './stepper.ts';
import { eachStepIn, eachStepOf, firstStepOf } from './world-entry.ts';
import { worldMaker } from './world-maker.ts';
import { typeOf } from './world-rows.ts';
import { WORLD_REQUEST, worldsAhead, type WorldsAhead } from './worlds-ahead.ts';

/** What a world does next, and what it shows, as entries of a book. */
export interface WorldsSteps {
  readonly entries: Pick<Book, 'words'>;
  bytes(): number;
  /** Where the entry of this world begins. */
  find(world: number): number;
  /** The tick of an entry is there after this, */
  makeTick(world: number, entry: number): void;
  /** and what it shows to that question. */
  makeSight(world: number, entry: number, question: number): void;
  /** The world that a watcher makes of it who does that. */
  readonly acted: (world: number, act: number) => number;
  /** Their steps without time, from where and to where. */
  eachStep(told: (from: number, to: number) => void): void;
  /** Nobody makes it, or will, unless it is asked for, and there are some who would. */
  isForgotten(world: number): boolean;
  /** This one will be looked for. */
  ask(world: number): void;
  readonly end: () => void;
}

/** Bits of a word. */
const MOST_ASKED = 32;

export function worldsSteps(
  system: ComposedSystem,
  { tickMs, aides }: Judging,
  stepper: Stepper,
  halves: Halves,
  tables: OwnTables,
  standings: Standings,
): WorldsSteps {
  const entries = book();
  const firstStep = firstStepOf(system.composition);
  let maker = worldMaker(system, stepper, tickMs, tables.of, standings);
  let ahead: WorldsAhead | null = null;
  let made = 0;
  /** Questions that watchers ask, a bit each: what worlds show to them is made with their steps. */
  let asked = 0;

  const make = (world: number): number => {
    const at = entries.add(world, maker.mostWords);
    entries.endAt(maker.write(world, asked, entries.words, at));
    return at;
  };
  const learn = (entry: number): void => {
    eachStepOf(entries, entry, firstStep, standings.tell);
  };
  /** From now on the parts of worlds, and what is told of them, have the same numbers for all. */
  const begin = (of: NonNullable<typeof aides>): WorldsAhead => {
    const shared = tables.shared([typeOf(system, 'worlds')]);
    const tableOf = tablesOver(shared);
    halves.moveTo(tableOf);
    standings.moveTo(tableOf);
    maker = worldMaker(system, stepper, tickMs, tableOf, standings);
    return worldsAhead(of.start({ tables: shared, requestWords: WORLD_REQUEST }), entries, make, learn);
  };
  return {
    entries,
    bytes: () => maker.bytes() + entries.bytes() + (ahead?.bytes() ?? 0),
    find(world) {
      const found = entries.find(world);
      if (found >= 0) return found;
      if (ahead !== null) return ahead.find(world);
      if (aides !== undefined && ++made > aides.few) ahead = begin(aides);
      return make(world);
    },
    makeTick(world, entry) {
      maker.writeTick(world, entries.words, entry);
    },
    makeSight(world, entry, question) {
      maker.writeSight(world, question, entries.words, entry);
      if (question < MOST_ASKED) asked |= 1 << question;
    },
    acted: (world, act) => maker.acted(world, act),
    eachStep(told) {
      eachStepIn(entries, firstStep, told);
    },
    isForgotten: (world) => ahead?.isForgotten(world) === true,
    ask: (world) => ahead?.ask(world, asked),
    end: () => ahead?.end(),
  };
}
