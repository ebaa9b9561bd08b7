// A model with one rule negated, as text: what is replaced in one of its files.

export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** Stands exactly once in the file; as short as that allows, so that it outlives changes around it. */
  readonly replaces: string;
  readonly by: string;
}

export interface ModelMutant {
  /** What the changed model does instead. */
  readonly name: string;
  /** Section of the semantics that says otherwise. */
  readonly rule: string;
  readonly edits: readonly Edit[];
  /** Why no case and no recording can tell it from the model; such a mutant must not be killed. */
  readonly survives?: string;
}

/** Mutants of one file. `survives`: see ModelMutant. */
export const inFile =
  (file: string) =>
  (rule: string, name: string, replaces: string, by: string, survives?: string): ModelMutant => ({
    rule,
    name,
    edits: [{ file, replaces, by }],
    ...(survives === undefined ? {} : { survives }),
  });
