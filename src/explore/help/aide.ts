import type { SharedTables, Tables } from '../part-keys.ts';
import type { Exchange } from './exchange.ts';

/** Threads that a search may have the help of. */
export interface Aides {
  /** A search that is over after so many requests is over before a thread has begun. */
  readonly few: number;
  start(what: HelpWanted): Help;
}

export interface HelpWanted {
  readonly tables: SharedTables;
  readonly requestWords: number;
}

/** Threads at work. */
export interface Help {
  readonly exchange: Exchange;
  /** Ends them, and throws why one of them could not begin. */
  readonly end: () => void;
}

/** What one of them makes, over tables that are shared: writes the reply to a request, and says how many words it has. */
export type Aide = (tables: Tables) => (request: Int32Array, reply: Int32Array) => number;
