import type { Rule } from '../judge.ts';

/** A rule with one tooth pulled: what a check would be that had got this wrong. */
export interface Mutant {
  /** The section that says why it is wrong: 4.x of `rules-under-test`, 6 of `truth-and-harness`. */
  readonly id: string;
  readonly name: string;
  /** The rule that it mutates. */
  readonly of: string;
  /** What it does instead, in one line. */
  readonly says: string;
  readonly rule: Rule;
  /** The one world in which it can be told from the rule; absent: any will do. */
  readonly needs?: string;
  /** It passes nothing and blames nobody; what it has lost is the reason, where the rule gives the right one. */
  readonly isMute?: true;
}

export interface Difference extends Pick<Mutant, 'id' | 'name' | 'says' | 'needs' | 'isMute'> {
  readonly create: Rule['create'];
}

/** Mutants of one rule: each a name, a line, and how it is made. */
export const mutantOf =
  (of: string) =>
  ({ create, ...mutant }: Difference): Mutant => ({
    ...mutant,
    of,
    rule: { name: `mutant/${mutant.name}`, summary: mutant.says, create },
  });
