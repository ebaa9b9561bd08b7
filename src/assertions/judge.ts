import type { RecordLayout, Row } from '../layout/layout.ts';
import { blank } from '../layout/layout.ts';
import type { Answer, Read, Token } from '../port/swarm-port.ts';

export type { Answer, Read } from '../port/swarm-port.ts';

/** Why a rule failed; `truth-and-harness` says which causes each names. */
export type FailReason =
  'deadline' | 'rolled-back' | 'paused' | 'unhealthy' | 'stamp-mismatch' | 'no-stamp' | 'head-died' | 'superseded';

export type Verdict =
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'fail'; readonly reason: FailReason }
  | { readonly verdict: 'undecided'; readonly missing: string }
  | { readonly verdict: 'error'; readonly message: string };

/**
 * What a judge wants next. `deploy`: its capture is done, the head may be deployed. `sleep`: the round is over, wait one
 * interval, or `ms` where the rule has an interval of its own.
 */
export type Question =
  | { readonly ask: 'read'; readonly read: Read; readonly service: number }
  | { readonly ask: 'deploy' }
  | { readonly ask: 'sleep'; readonly ms?: number };

/** What a judge is told before it starts. Times in ms. */
export interface JudgeContext {
  /** Number of services of the stack; the app is service 0. */
  readonly services: number;
  /** The most slots that a service can have, and the most tasks that one slot can show: bounds of what a judge remembers. */
  readonly slots: number;
  readonly tasksPerSlot: number;
  /** The head's commit, as the trigger gave it: 8 to 40 lower-case hex digits. */
  readonly head: string;
  readonly deadlineMs: number;
  readonly healthDeadlineMs: number;
  readonly healthAnswers: number;
  readonly healthyNeedsConverged: boolean;
  readonly graceMs: number;
  /** The largest report lag for which the guarantee is asked. */
  readonly lagMs: number;
  /** Are the reads before `deploy` from before the deploy? If not, they are the first of a rollout that is under way. */
  readonly captured: boolean;
  /** How many deaths of the head's tasks are put up with. Every one but 0 leaves the claim. */
  readonly allowRestarts: number;
}

/** What a judge can say of itself while it waits: for people, nothing is decided by it. */
export interface Standing {
  /** What the last round lacked; null: nothing that it would know of. */
  readonly missing: string | null;
  /** Since when nothing has changed, in ms of the watcher's clock. */
  readonly unchangedSinceMs: number | null;
}

/** What is certain of all answers to come, because the world is known. */
export interface Prospects {
  /** Every question is answered. */
  readonly areAnswers: boolean;
  /** No inspect of the service will show this version: it has been written since. */
  isPast(row: Row, service: number, version: Token): boolean;
  /** No list will show this task wanted and running. */
  isSpent(row: Row, task: Token): boolean;
}

/**
 * A rule, folding observations into a verdict. No clock, no promise: time comes with the answers, memory is words of a row,
 * so one copy serves a live host and the explorer, which forks and fingerprints it.
 */
export interface Judge {
  /** Fields of the judge's memory; `at` is where they start in the row. All words start at 0 (instants at NEVER). */
  readonly memory: RecordLayout;
  question(row: Row, at: number): Question;
  /** Folds in the answer to the last read. Null: go on. */
  judge(row: Row, at: number, answer: Answer): Verdict | null;
  /** Called when a `deploy` was carried out (atMs: when it was answered) or a `sleep` is over. Null: go on. */
  resume(row: Row, at: number, atMs: number): Verdict | null;
  /** Asked between two rounds. */
  standing?(row: Row, at: number): Standing;
  /**
   * Rewrites, for an exhaustive search, words that only change how a verdict is put, or that no later question and no verdict will
   * come to depend on, so that memories which differ in nothing else are one. What remains decides the same.
   */
  forget?(row: Row, at: number, prospects: Prospects): void;
  /**
   * Rewrites, for an exhaustive search, what is remembered by slot: slots of this service have been numbered anew, `from` says for
   * each of them which it was. A judge that has no such method may look at slots as it likes.
   */
  rearrange?(row: Row, at: number, service: number, from: readonly number[]): void;
  /** With what instants of the memory are compared at the most, in ms, by their place; a place that is missing: unknown. */
  readonly clocks?: ReadonlyMap<number, number>;
}

export interface Rule {
  readonly name: string;
  /** One line: when it passes. */
  readonly summary: string;
  /** What it cannot do without: reads from before the deploy; requests to the app. */
  readonly needs?: readonly ('capture' | 'health')[];
  /** What it claims never to do, beside a masking race: kinds of outcome, by name. */
  readonly claims?: readonly string[];
  /** Durations of its own that no setting changes, in ms: a clock that ticks has to meet them. */
  readonly paces?: readonly number[];
  readonly create: (context: JudgeContext) => Judge;
}

/** A memory's words before the first question. */
export const clearMemory = (judge: Judge, row: Row, at: number): void => blank(row, at, judge.memory.kinds);
