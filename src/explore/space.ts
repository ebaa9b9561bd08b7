/** What an exhaustive search walks over: states as keys of so many words, all equal in length, equal exactly when the states are. */
export interface Space {
  /** Words of a key. */
  readonly width: number;
  /** Writes the first state's key. */
  initial(into: Int32Array): void;
  /**
   * Writes the keys of a state's successors one behind the other from there on, as many as there are steps, equal ones as often; that of a tick
   * comes last. Returns how many.
   */
  successors(keys: Int32Array, at: number, into: Int32Array, intoAt: number): number;
  /** Of the state whose successors were written last: it is one of those that are looked for. */
  isMarked(): boolean;
  /** Whether the last of those successors is a tick's, if it says so. */
  ticked?(): boolean;
  /** Of what the space itself remembers. */
  bytes(): number;
  /** The successors of the state whose key starts there will be asked for, in the order in which states are foreseen. */
  foresee?(keys: Int32Array, at: number): void;
  /** Nothing will be asked for any more: whoever helps may go. */
  readonly end?: () => void;
}

/** No state has more successors. */
export const MOST_SUCCESSORS = 513;
