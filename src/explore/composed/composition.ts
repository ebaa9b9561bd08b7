import type { Row } from '../../layout/layout.ts';
import type { JudgedSystem, StepCode, StepList } from '../transition-system.ts';

/**
 * A system that is a world and a watcher of it. A row is the world's words, and behind them the watcher's; the world goes its way whoever
 * watches. So each is a machine of its own, and an exhaustive search need not make a step of the world again for every watcher
 * that has seen something else, nor find out again in every world that shows it the same what a watcher makes of it (composed-space.ts).
 *
 * What this rests on, of canonical rows: neither the world's words nor what its steps make of them depend on the watcher's. What becomes of the
 * watcher's words depends on them and on what they are told: the news of the world's step, or what is shown to the watcher's own, with the outlook.
 */
export interface Composition {
  /** How many words are the world's. */
  readonly worldSize: number;
  /** Codes from there on are the watcher's own steps; they are the last that are pending. */
  readonly watcherFrom: StepCode;
  readonly news: News;
  /** Makes the first of all rows' watcher one that makes nothing of a world's steps. */
  readonly idle: (row: Row) => void;
  /** How many things a watcher may ask to be shown. */
  readonly questions: number;
  /** Which of them this pending step of the watcher asks for: the watcher's words decide. */
  readonly question: (row: Row, step: StepCode) => number;
  readonly shownSize: number;
  /** Writes what the world shows of it. */
  readonly show: (row: Row, question: number, into: Row) => void;
  readonly outlookSize: number;
  /** Writes what else of the world the watcher's words come to depend on in a step of its own, whatever it is shown. */
  readonly lookOut: (row: Row, into: Row) => void;
  readonly standingSize: number;
  /** Writes all of the world that decides, with the watcher's words, whether a run is over, how, and which steps of the watcher are pending. */
  readonly stand: (row: Row, into: Row) => void;
  /** How many things there are that a watcher may do to the world, each always the same, and nothing, which is 0. */
  readonly acts: number;
  /** Which of them it did in a step of its own. */
  readonly actOf: (before: Row, after: Row) => number;
  /** Does it. */
  readonly act: (row: Row, act: number) => void;
}

/** What a watcher is told of a step of the world, or of a tick. */
export interface News {
  readonly size: number;
  /** The row as it is before. */
  begin(row: Row): void;
  /** The row after each step that is taken, collapsed ones as well. */
  note(row: Row): void;
  /** Writes what there is to tell, the row being canonical again; false: a watcher may act in the world's step, so each makes its own. */
  end(row: Row, into: Row): boolean;
}

export interface ComposedSystem extends JudgedSystem {
  readonly composition: Composition;
}

export const isComposed = (system: JudgedSystem): system is ComposedSystem => system.composition !== undefined;

/** Where the watcher's own steps begin among those that are pending. */
export function firstOwn({ watcherFrom }: Composition, { code, count }: StepList): number {
  let first = count;
  while (first > 0 && (code[first - 1] as number) >= watcherFrom) first--;
  return first;
}
