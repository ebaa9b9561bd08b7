import type { Row } from '../layout/layout.ts';
import { slack } from './scheduler.ts';
import { stepList, type StepCode, type StepList, type TransitionSystem } from './transition-system.ts';
import { visited } from './visited.ts';

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

/**
 * Every reachable state on a digital clock, breadth first. Steps are taken when they are enabled now; the clock ticks unless
 * something is forced before the next tick (a tick that changes nothing counts as a transition, as in every other engine).
 */
export function reachable(system: TransitionSystem, { tickMs, mostStates, isBad }: ReachableOptions): Reachable {
  const seen = visited(system.parts ?? [{ start: 0, size: system.stride, type: 0 }]);
  const state = new Int32Array(system.stride);
  const next = new Int32Array(system.stride);
  const options = stepList();
  const depths: number[] = [0];
  let transitions = 0;
  let depthOfBad: number | null = null;
  const arrive = (depth: number): void => {
    system.canonical(next);
    const index = seen.visit(next);
    if (!seen.isNew) return;
    depths[index] = depth;
    if (depthOfBad === null && isBad?.(next) === true) depthOfBad = depth;
  };
  system.initial(next);
  arrive(0);
  let current = 0;
  for (; current < seen.count && seen.count < mostStates; current++) {
    seen.read(current, state);
    const depth = (depths[current] ?? 0) + 1;
    options.count = 0;
    system.pending(state, options);
    for (const code of enabled(options)) {
      next.set(state);
      system.take(next, code);
      transitions++;
      arrive(depth);
    }
    if (slack(options) < tickMs) continue;
    next.set(state);
    system.advance(next, tickMs);
    transitions++;
    arrive(depth);
  }
  return { states: seen.count, transitions, depthOfBad, truncated: current < seen.count };
}

function enabled(options: StepList): StepCode[] {
  const codes: StepCode[] = [];
  for (let i = 0; i < options.count; i++) if (options.from[i] === 0) codes.push(options.code[i] as number);
  return codes;
}
