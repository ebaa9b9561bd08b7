import type { Part, Row } from '../layout/layout.ts';
import type { Composition } from './composed/composition.ts';

/** Names one step that some actor may take; only the system knows how to read it. Stable for as long as the step stays pending. */
export type StepCode = number;

/** A step as people read it: `actor.verb-phrase` and its arguments. */
export interface Step {
  readonly actor: string;
  readonly does: string;
  readonly with: Readonly<Record<string, string | number>>;
}

/** A step that time never forces. */
export const UNFORCED = 0x7fffffff;

/**
 * The pending steps of one state: those enabled now and those that mere passage of time will enable.
 * Step `i` may be taken after a wait of `from[i]` to `until[i]` ms; no wait may outlast the least `until` of all.
 * Reused for every state, so that the inner loop allocates nothing.
 */
export interface StepList {
  count: number;
  readonly code: Int32Array;
  readonly from: Int32Array;
  readonly until: Int32Array;
  /** Which thread of control takes the step: what PCT gives priorities to and URW weighs. */
  readonly actor: Int32Array;
  /** 1 for a poller's step: it spins, so schedulers that fix priorities must let others by. */
  readonly yields: Uint8Array;
}

const CAPACITY = 512;

export function stepList(): StepList {
  return {
    count: 0,
    code: new Int32Array(CAPACITY),
    from: new Int32Array(CAPACITY),
    until: new Int32Array(CAPACITY),
    actor: new Int32Array(CAPACITY),
    yields: new Uint8Array(CAPACITY),
  };
}

/** Adds a pending step. Windows may be given as they stand, in the past as well: they are cut at now. */
export function offer(list: StepList, code: StepCode, actor: number, from: number, until: number, yields = 0): void {
  const i = list.count;
  if (i >= CAPACITY) throw new Error('invariant broken: more pending steps than a step list holds');
  list.code[i] = code;
  list.actor[i] = actor;
  list.from[i] = from < 0 ? 0 : from;
  list.until[i] = until < 0 ? 0 : until;
  list.yields[i] = yields;
  list.count = i + 1;
}

/** A pure transition system over packed rows. All nondeterminism is in `pending`; its order depends on the state alone. */
export interface TransitionSystem {
  readonly name: string;
  /** Words a state. */
  readonly stride: number;
  /** The words that belong together, for keeping many states in little room; together they are the whole state. */
  readonly parts?: readonly Part[];
  /** Number of actors: `StepList.actor` is below it. */
  readonly actors: number;
  /** Step codes are below it. */
  readonly codes: number;
  initial(into: Row): void;
  /** Fills the list; an empty list means that the run is over. */
  pending(state: Row, into: StepList): void;
  /** Lets time pass, in place. */
  advance(state: Row, ms: number): void;
  /** Takes a step that is enabled now, in place. */
  take(state: Row, step: StepCode): void;
  /** Rewrites a row so that rows are equal exactly when they are interchangeable, in every process. */
  canonical(state: Row): void;
  describe(state: Row, step: StepCode): Step;
  /** Takes, in place, the steps that are taken together with the one before; `taken` is told each. Exhaustive search only. */
  collapse?(state: Row, taken?: (step: StepCode) => void): void;
  /** Of what two machines it is made; absent: it is one. Exhaustive search only. */
  readonly composition?: Composition;
}

/** How a finished run is filed. Findings with the same kind and facts are one finding. */
export interface Outcome {
  readonly kind: string;
  /** The rule's verdict in words; not part of the group. */
  readonly verdict: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** A system whose runs end and can be judged. */
export interface JudgedSystem extends TransitionSystem {
  /** Words that tell states apart when clocks are set aside. */
  readonly telling: Int32Array;
  /** A run that takes more steps than this is out of bounds. */
  readonly maxSteps: number;
  /** Whether the run is over: judged, settled, or out of bounds. */
  finished(state: Row): boolean;
  outcome(state: Row): Outcome;
  /** A small number that tells abstract situations apart; what coverage-guided search collects. */
  situation(state: Row): number;
  /** What people are shown of a state beside each step of a trace. */
  glance(state: Row): Readonly<Record<string, string>>;
  /** 1: the verdict has been given; 2: the harm is done. A mask of both. */
  milestones(state: Row): number;
}
