import type { Scenario, ServiceSpec } from '#model/index.js';
import { G } from '#model/world.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import type { WatchedRollout } from './watched-rollout.ts';

/**
 * Rewrites rows so that they are equal when they are interchangeable: instants relative to now and saturated at the longest
 * constant of the scenario plus one, ids and versions by their rank. Uses two scratch arrays; allocates nothing per row.
 */
export function canonicalizer(v: WatchedRollout): (row: Row) => void {
  const offsets = (...kinds: readonly string[]): Int32Array =>
    Int32Array.from(v.layout.kinds.flatMap((kind, at) => (kinds.includes(kind) ? [at] : [])));
  const instants = offsets('instant');
  const ranked = [offsets('identity'), offsets('version')].map((words) => ({
    words,
    sorted: new Int32Array(words.length),
  }));
  const longest = longestMs(v) + 1;
  return (row) => {
    const now = get(row, G.now);
    for (const at of instants) {
      const instant = get(row, at);
      if (instant === NEVER) continue;
      set(row, at, Math.max(-longest, instant - now));
    }
    for (const { words, sorted } of ranked) rank(row, words, sorted);
  };
}

/** Replaces each word by its rank among the distinct values; 0 stays 0. */
function rank(row: Row, words: Int32Array, sorted: Int32Array): void {
  for (let i = 0; i < words.length; i++) sorted[i] = get(row, words[i] ?? 0);
  sorted.sort();
  for (const at of words) {
    const value = get(row, at);
    let rankOfValue = 0;
    let last = 0;
    for (const candidate of sorted) {
      if (candidate > value) break;
      if (candidate > last) rankOfValue++;
      last = candidate;
    }
    set(row, at, rankOfValue);
  }
}

/** The longest duration that any guard of this scenario compares with. */
function longestMs(v: WatchedRollout): number {
  const { scenario, specs } = v.model;
  let longest = 0;
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'number' && key.endsWith('Ms')) longest = Math.max(longest, value);
    else if (typeof value === 'object' && value !== null)
      for (const [name, part] of Object.entries(value)) visit(part, name);
  };
  for (const [name, part] of Object.entries(scenario)) if (name !== 'bounds') visit(part, name);
  return Math.max(longest, ...specs.flatMap((spec) => sumsOf(scenario, spec)));
}

/** Durations that the agent adds up: until a container has stopped, and until its healthcheck has ended it. */
function sumsOf({ timing }: Scenario, { behaviour, healthcheck }: ServiceSpec): readonly number[] {
  const stop = behaviour.stop.latestMs;
  const stopped = timing.assign.latestMs + timing.stopSignal.latestMs + stop;
  if (healthcheck === null) return [stopped];
  const { startPeriodMs, retries, intervalMs, timeoutMs } = healthcheck;
  return [stopped, startPeriodMs + retries * (intervalMs + timeoutMs) + stop];
}
