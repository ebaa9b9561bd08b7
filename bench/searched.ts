import type { Limits } from '#src/explore/breadth-first.js';
import type { RU_CONFIGURATIONS } from '../test/toys/ru.ts';
import type { Counts } from './peers/ru.ts';
import { bestOf, leastTime, type Time } from './stopwatch.ts';

/** Counts on which SPIN, Rumur and a reference in JavaScript agree: an engine that gives others is not measured. */
export const KNOWN = {
  small: { states: 19_529, transitions: 69_507 },
  mid: { states: 183_354, transitions: 648_731 },
  big: { states: 2_188_852, transitions: 8_972_277 },
  six: { states: 20_339_272, transitions: 91_166_185 },
} as const satisfies Partial<Record<keyof typeof RU_CONFIGURATIONS, Counts>>;

export const areSame = (a: Counts, b: Counts): boolean => a.states === b.states && a.transitions === b.transitions;

export const NO_LIMITS: Limits = { states: Infinity, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true };

/** What a search found, and what it took. */
export interface Searched extends Counts, Time {}

/** In this process, so many times. */
export function searched(attempts: number, search: () => Counts): Searched {
  let counts: Counts = { states: NaN, transitions: NaN };
  const time = bestOf(attempts, () => {
    const { states, transitions } = search();
    counts = { states, transitions };
  });
  return { ...counts, ...time };
}

/** The first one's counts, and the least of each clock. */
export const leastOf = (runs: readonly Searched[]): Searched => ({ ...(runs[0] as Searched), ...leastTime(runs) });
