import type { Scenario, ServiceSpec } from '#model/index.js';
import type { Healthcheck } from '#model/scenario.js';
import { G } from '#model/world.js';
import { get, NEVER, set, type FieldKind, type Layout, type Row } from '#src/layout/layout.js';
import { agingHistories, historyMs, longestRestartMs } from './restart-history.ts';
import type { WatchedRollout } from './watched-rollout.ts';

/**
 * Rewrites rows so that they are equal when they are interchangeable: instants relative to now and saturated at the longest
 * constant of the scenario plus one, ids and versions by their rank. Uses two scratch arrays; allocates nothing per row.
 */
export function canonicalizer(v: Pick<WatchedRollout, 'layout' | 'model'>): (row: Row) => void {
  const instants = offsetsOf(v.layout, 'instant');
  const rank = ranker(v.layout);
  const longest = Math.max(longestMs(v), historyMs(longestRestartMs(v.model))) + 1;
  const ageHistories = agingHistories(v.model);
  return (row) => {
    const now = get(row, G.now);
    ageHistories(row);
    // From a canonical row a step leads to instants that are relative to now already; only a tick moves them.
    if (now !== 0) {
      for (const at of instants) {
        const instant = get(row, at);
        if (instant !== NEVER) set(row, at, Math.max(-longest, instant - now));
      }
    }
    rank(row);
  };
}

export const offsetsOf = ({ kinds }: Layout, kind: FieldKind): Int32Array =>
  Int32Array.from(kinds.flatMap((other, at) => (other === kind ? [at] : [])));

/** Replaces identities and versions by their ranks. */
function ranker(layout: Layout): (row: Row) => void {
  const identities = wordRanker(offsetsOf(layout, 'identity'));
  const versions = wordRanker(offsetsOf(layout, 'version'));
  return (row) => {
    identities(row);
    versions(row);
  };
}

/** Replaces each of these words by its rank among the distinct values; 0 stays 0, and so does NOBODYS. Tells how many there are. */
export function wordRanker(words: Int32Array): (row: Row) => number {
  const sorted = new Int32Array(words.length);
  return (row) => rank(row, words, sorted);
}

/** A version that no service has, had or will have: 0 is the one that a service is created with. */
export const NOBODYS = -1;

/** From a canonical row a step leads to small numbers: their ranks are counted rather than sorted. */
const FEW = 31;
const rankOf = new Int32Array(FEW);

/** Backwards: an iterator for each row would show. */
function rank(row: Row, words: Int32Array, sorted: Int32Array): number {
  let used = 1;
  for (let i = words.length - 1; i >= 0; i--) {
    const value = get(row, words[i] as number);
    if (value >= FEW) return rankBySort(row, words, sorted);
    if (value > 0) used |= 1 << value;
  }
  // Without a gap each value is its own rank.
  return (used & (used + 1)) === 0 ? 31 - Math.clz32(used) : rankByCount(row, words, used);
}

/** `used`: a bit for each value. */
function rankByCount(row: Row, words: Int32Array, used: number): number {
  let ranks = 0;
  for (let value = 1; used >> value !== 0; value++) if ((used >> value) & 1) rankOf[value] = ++ranks;
  for (let i = words.length - 1; i >= 0; i--) {
    const at = words[i] as number;
    const value = get(row, at);
    if (value > 0) set(row, at, rankOf[value] as number);
  }
  return ranks;
}

function rankBySort(row: Row, words: Int32Array, sorted: Int32Array): number {
  for (let i = 0; i < words.length; i++) sorted[i] = get(row, words[i] ?? 0);
  sorted.sort();
  let ranks = 0;
  for (const at of words) {
    const value = get(row, at);
    if (value <= 0) continue;
    let rankOfValue = 0;
    let last = 0;
    for (const candidate of sorted) {
      if (candidate <= 0) continue;
      if (candidate > value) break;
      if (candidate > last) rankOfValue++;
      last = candidate;
    }
    set(row, at, rankOfValue);
    ranks = Math.max(ranks, rankOfValue);
  }
  return ranks;
}

/** The longest duration that any guard of this scenario compares with. */
function longestMs(v: Pick<WatchedRollout, 'model'>): number {
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
  return healthcheck === null ? [stopped] : [stopped, unhealthyAfterMs(healthcheck) + stop];
}

/** From a container's start to the latest verdict that it is unhealthy (semantics 8.2). */
export function unhealthyAfterMs({ startPeriodMs, retries, intervalMs, timeoutMs }: Healthcheck): number {
  return startPeriodMs + retries * (intervalMs + timeoutMs);
}
