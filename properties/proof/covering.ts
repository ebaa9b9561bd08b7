/** The values that each factor of a family may have. */
export type Factors = Readonly<Record<string, readonly (string | number)[]>>;
export type Choice = Readonly<Record<string, string | number>>;

export interface CoveringRequest {
  readonly factors: Factors;
  /** Sets of factors of which every combination has to occur, beside all pairs. */
  readonly wholly: readonly (readonly string[])[];
  /** Whether a choice is left out; a combination that only occurs in such choices need not be covered. */
  readonly forbidden: (choice: Choice) => boolean;
}

/**
 * Few choices of one value for each factor, such that every pair of values of two factors occurs, and every combination of those
 * factors that are wanted wholly (a covering array, greedy as AETG, without chance: the same factors give the same choices).
 */
export function covering({ factors, wholly, forbidden }: CoveringRequest): readonly Choice[] {
  const names = Object.keys(factors);
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b]));
  const all = product(factors, names).filter((choice) => !forbidden(choice));
  const valuesOf = (name: string): readonly (string | number)[] => factors[name] ?? [];
  /** Combinations of all interactions, counted through: where those of each begin. */
  let combinations = 0;
  const interactions = [...wholly, ...pairs].map((of) => {
    const first = combinations;
    combinations += of.reduce((many, name) => many * valuesOf(name).length, 1);
    return { of, first };
  });
  const rows = all.map((choice) => {
    const at = new Map(names.map((name) => [name, valuesOf(name).indexOf(choice[name] as string | number)]));
    const numberIn = (of: readonly string[]): number =>
      of.reduce((number, name) => number * valuesOf(name).length + (at.get(name) as number), 0);
    return Int32Array.from(interactions, ({ of, first }) => first + numberIn(of));
  });
  const open = new Uint8Array(combinations).fill(1);
  const gainOf = (row: Int32Array): number => {
    let gain = 0;
    for (const number of row) gain += open[number] as number;
    return gain;
  };
  const chosen: Choice[] = [];
  for (;;) {
    let best = -1;
    let most = 0;
    for (let i = 0; i < rows.length; i++) {
      const gain = gainOf(rows[i] as Int32Array);
      if (gain > most) [best, most] = [i, gain];
    }
    if (best < 0) return chosen;
    for (const number of rows[best] as Int32Array) open[number] = 0;
    chosen.push(all[best] as Choice);
  }
}

export function product(factors: Factors, names: readonly string[] = Object.keys(factors)): readonly Choice[] {
  return names.reduce<readonly Choice[]>(
    (choices, name) =>
      choices.flatMap((choice) => (factors[name] ?? []).map((value) => ({ ...choice, [name]: value }))),
    [{}],
  );
}
