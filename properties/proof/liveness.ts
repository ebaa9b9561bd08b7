import { G } from '#model/world.js';
import type { Model } from '#model/model.js';
import { windowMs } from '#src/assertions/head-serves/window.js';
import { get, NEVER, record, set, type Row } from '#src/layout/layout.js';
import { isJudged, R, VERDICT } from '../run.ts';
import { headHasDied, isFlagged } from '../truth.ts';
import type { WatchedRollout } from '../watched-rollout.ts';

/** What a row holds beside the rest where liveness is proved: when the store was last written. */
export const Quiet = record({ since: 'instant' });

/** A head that serves has not been passed in time: the kind of outcome that says so. */
export const OVERDUE = 'late';

/**
 * By when a rule that claims liveness has passed a good head, counted from the last write of a service or task: the window in which
 * the engine may change its mind, two intervals and four rounds (`truth-and-harness.md` section 6). In ms, the rounds as slow as
 * the scenario's reads may be.
 */
export function promisedMs(m: Model): number {
  const { watcher, timing } = m.scenario;
  const windows = m.services.flatMap(({ firstSpec, slots }, s) => {
    const end = m.services[s + 1]?.firstSpec ?? m.specs.length;
    return m.specs
      .slice(firstSpec, end)
      .map(({ update, rollback }) => windowMs({ update, rollback }, slots, timing.report.latestMs));
  });
  const roundMs = READS_OF_A_ROUND * m.services.length * watcher.read.latestMs;
  return Math.max(...windows) + 2 * watcher.intervalMs + 4 * roundMs;
}

const READS_OF_A_ROUND = 5;

/** When heads were passed, in ms after the last write: over every pass that a search has seen. */
export interface Passes {
  readonly promisedMs: number;
  readonly earliestMs: number;
  readonly latestMs: number;
}

export interface Liveness {
  readonly promisedMs: number;
  /** The last write of the store, kept up to date around a step of the system. */
  readonly note: (row: Row, step: () => void) => void;
  /** Of a run to which nothing is promised the clock is dropped: nothing will be either, or not before a write of the status. */
  readonly forget: (row: Row) => void;
  /** All is well for longer than was promised, and the rule has not passed. */
  readonly isOverdue: (row: Row) => boolean;
  /** null: nothing was passed. */
  readonly passes: () => Passes | null;
}

/**
 * Where truth is good, status unset or completed throughout, and no task of the head has died, the promise runs. It is looked at in
 * every state, not only in those at which a run settles: a head that is going to die, and has not, has to be passed as well.
 */
export function liveness(v: WatchedRollout, quiet: number): Liveness {
  const { model: m, run } = v;
  const promised = promisedMs(m);
  let earliestMs = Infinity;
  let latestMs = -Infinity;
  const since = quiet + Quiet.at.since;

  const notePass = (row: Row): void => {
    const quietMs = get(row, G.now) - get(row, since);
    earliestMs = Math.min(earliestMs, quietMs);
    latestMs = Math.max(latestMs, quietMs);
  };
  return {
    promisedMs: promised,
    note(row, step) {
      if (isJudged(row, run)) {
        step();
        return;
      }
      const index = get(row, G.raftIndex);
      step();
      const verdict = get(row, run + R.verdict);
      if (verdict === VERDICT.pass && get(row, since) !== NEVER && get(row, run + R.justified) !== 0) notePass(row);
      if (verdict !== VERDICT.none) set(row, since, NEVER);
      else if (get(row, G.raftIndex) !== index) set(row, since, get(row, G.now));
    },
    forget(row) {
      if (headHasDied(m, row) || isFlagged(m, row)) set(row, since, NEVER);
    },
    isOverdue(row) {
      const last = get(row, since);
      if (last === NEVER || get(row, G.now) - last <= promised || get(row, run + R.overAndGood) === 0) return false;
      return !headHasDied(m, row) && !isFlagged(m, row);
    },
    passes: () => (latestMs < 0 ? null : { promisedMs: promised, earliestMs, latestMs }),
  };
}
