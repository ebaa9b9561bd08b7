import type { Flaw, Limit, ProofOutcome } from '../../explore/prove.ts';
import type { WrittenFinding } from '../result.ts';

/** What `sim map` has to say. */
export interface MapReport {
  readonly x: MapAxis;
  readonly y: MapAxis;
  /** What is the same in every cell, in words. */
  readonly says: readonly string[];
  readonly kinds: readonly string[];
  readonly maps: readonly RuleMap[];
}

export interface MapAxis {
  /** As the user named it. */
  readonly name: string;
  /** The key of `--set`. */
  readonly setting: string;
  readonly unit: 'ms' | 'count';
  readonly values: readonly number[];
  /** How each value is written. */
  readonly labels: readonly string[];
}

/** One rule over every cell: row by row, the least y first. */
export interface RuleMap {
  readonly rule: string;
  readonly refuting: readonly string[];
  readonly cells: readonly MapCell[];
  readonly border: Border;
}

export interface MapCell {
  /** Indexes into the axes. */
  readonly x: number;
  readonly y: number;
  readonly outcome: ProofOutcome;
  readonly tickMs: number;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly limit: Limit | null;
  readonly flaw: Flaw | null;
  /** Of a refuted cell beside one that is not; null: of any other. */
  readonly witness: WrittenFinding | null;
}

/**
 * What the cells that were decided have in common. `separated`: the rule is not fooled exactly where the inequality holds;
 * `mixed`: no inequality that was tried says so.
 */
export type Border =
  | { readonly kind: 'nowhere fooled' | 'everywhere fooled' | 'nothing decided' | 'mixed' }
  | { readonly kind: 'separated'; readonly inequality: string; readonly advice: string };
