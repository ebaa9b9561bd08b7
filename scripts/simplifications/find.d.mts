export interface Simplification {
  /** File and line. */
  readonly place: string;
  readonly text: string;
  /** Of the semantics. */
  readonly sections: readonly string[];
}

export declare function simplifications(root: string): readonly Simplification[];
