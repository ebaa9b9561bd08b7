import type { Row } from '../layout/layout.ts';
import { breadthFirst } from './breadth-first.ts';
import { rowSpace } from './row-space.ts';
import type { Space } from './space.ts';
import type { TransitionSystem } from './transition-system.ts';

export interface Reachable {
  readonly states: number;
  readonly transitions: number;
  /** Steps and clock ticks to the nearest state that `isBad` marks; null: none is reachable. */
  readonly depthOfBad: number | null;
  /** Whether the limit was met: then the counts are of a part only. */
  readonly truncated: boolean;
}

export interface ReachableOptions {
  /** One tick of the digital clock, in ms: it must divide every constant of the system. */
  readonly tickMs: number;
  readonly mostStates: number;
  readonly isBad?: (row: Row) => boolean;
}

/** Every reachable state on a digital clock. A tick that changes nothing counts as a transition, as in every other engine. */
export function reachable(system: TransitionSystem, { tickMs, mostStates, isBad }: ReachableOptions): Reachable {
  return reachableIn(rowSpace(system, { tickMs, isMarked: isBad ?? (() => false) }), mostStates);
}

/** The same of a space that writes its own keys. */
export function reachableIn(space: Space, mostStates: number): Reachable {
  const limits = { states: mostStates, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true };
  const { seen, transitions, marked, limit } = breadthFirst(space, { limits, untilMarked: false });
  space.end?.();
  return { states: seen.count(), transitions, depthOfBad: marked?.depth ?? null, truncated: limit !== null };
}
