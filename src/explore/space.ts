/** What an exhaustive search walks over: states as keys of so many words, all equal in length, equal exactly when the states are. */
export interface Space {
  /** Words of a key. */
  readonly width: number;
  /** Leading words that decide which of several threads keeps a state; absent: all. */
  readonly ownedBy?: number;
  /** Writes the first state's key. */
  initial(into: Int32Array): void;
  /**
   * Writes the keys of a state's successors one behind the other from there on, as many as there are steps, equal ones as often; that of a tick
   * comes last. Returns how many.
   */
  successors(keys: Int32Array, at: number, into: Int32Array, intoAt: number): number;
  /** Of the state whose successors were written last: it is one of those that are looked for. */
  isMarked(): boolean;
  /** Of what the space itself remembers. */
  bytes(): number;
}

/** No state has more successors. */
export const MOST_SUCCESSORS = 513;
