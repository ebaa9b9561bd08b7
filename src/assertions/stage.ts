import type { RecordLayout, Row } from '../layout/layout.ts';
import type { Answer } from '../port/swarm-port.ts';
import type { Question, Verdict } from './judge.ts';

/** An answer of an engine that did answer. */
export type Answered = Exclude<Answer, { readonly read: 'error' }>;

export type Advance = 'go on' | 'next stage' | Verdict;

/** A part of a rule: it either ends the rule with a verdict, or hands over to the stage after it. */
export interface Stage {
  readonly memory: RecordLayout;
  /** The stage before has ended, at `atMs`. The first stage of a rule is not entered: it is where the rule begins. */
  enter?(row: Row, at: number, atMs: number): void;
  question(row: Row, at: number): Question;
  judge(row: Row, at: number, answer: Answered): Advance;
  /** A deploy was carried out, or a sleep is over. */
  resume(row: Row, at: number, atMs: number): Advance;
}
