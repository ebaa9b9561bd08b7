import { OLD_TASK_TIMEOUT_MS } from '#model/defaults.js';
import { TaskState } from '#model/vocabulary.js';
import { G, isOverState, L, S, T } from '#model/world.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { clearMemory } from '#src/assertions/judge.js';
import { R, VERDICT } from '../run.ts';
import type { WatchedRollout } from '../watched-rollout.ts';

/**
 * Words that no guard, read or outcome will ever look at again are blanked, so that states which differ in nothing else are one.
 * Each rule names the reader that is left; what is blanked is the smaller state space's whole difference from the full one.
 */
export function forgetting(v: WatchedRollout): (row: Row) => void {
  const { model: m, run } = v;
  const { places } = m;
  const { forgetJudge, forgetGood } = forgettingRun(v);
  const freezes = mayFreezeDeadline(v);

  const forgetTask = (row: Row, task: number, now: number): void => {
    // No judge that has a capture reads it (view.ts); recordRestart reads CreatedAt at the creation itself.
    set(row, task + T.createdAt, now);
    if (freezes && get(row, task + T.startDeadline) !== NEVER) {
      set(row, task + T.startDeadline, now + OLD_TASK_TIMEOUT_MS);
    }
    const actual = get(row, task + T.actual);
    // agent.ts offers nothing for a task that is over on its node and stored as such; the reaper reads desiredSince of REMOVE alone.
    if (isOverState(actual) && get(row, task + T.observed) === actual) {
      set(row, task + T.actualSince, now);
      if (get(row, task + T.desired) !== TaskState.remove) set(row, task + T.desiredSince, now);
      set(row, task + T.booted, 0);
      set(row, task + T.swollen, 0);
      set(row, task + T.end, 0);
    }
  };

  return (row) => {
    const now = get(row, G.now);
    const isJudged = get(row, run + R.verdict) !== VERDICT.none;
    if (isJudged) forgetJudge(row);
    else forgetGood(row, now);
    for (let s = 0; s < m.services.length; s++) {
      const service = places.service(s);
      // A judge compares StartedAt with the base's, which has none, so only whether there is one counts.
      if (get(row, service + S.startedAt) !== NEVER) set(row, service + S.startedAt, now);
      if (get(row, service + S.completedAt) !== NEVER) set(row, service + S.completedAt, now);
      if (get(row, service + S.headDeaths) > 1) set(row, service + S.headDeaths, 1);
    }
    for (let l = 0; l < m.slots; l++) {
      const deaths = places.slot(l) + L.deaths;
      if (get(row, deaths) > 2) set(row, deaths, 2);
    }
    for (let t = 0; t < m.tasks; t++) {
      const task = places.task(t);
      if (get(row, task + T.id) !== 0) forgetTask(row, task, now);
    }
    forgetStops(v, row);
  };
}

function forgettingRun({ model: m, run, memory, judge }: WatchedRollout) {
  const lagMs = m.scenario.timing.report.latestMs;

  /** Of a judged run: how it settles. Of the judge, whose memory no question reads any more, nothing. */
  const forgetJudge = (row: Row): void => {
    clearMemory(judge, row, memory);
    set(row, run + R.nextAt, NEVER);
    set(row, run + R.roundAt, NEVER);
    set(row, run + R.lastGoodAt, NEVER);
    // Facts of findings: a counterexample's are told by its trace.
    set(row, run + R.statusAtVerdict, 0);
    set(row, run + R.phaseAtVerdict, 0);
    set(row, G.deployedAt, NEVER);
  };

  /**
   * A pass is justified by the last good instant when it is no further back than the round's first read, less the lag. What matters
   * of both is whether that holds now, and whether it would in a round that begins now.
   */
  const forgetGood = (row: Row, now: number): void => {
    const goodAt = get(row, run + R.lastGoodAt);
    const roundAt = get(row, run + R.roundAt);
    if (goodAt === NEVER) {
      if (roundAt !== NEVER) set(row, run + R.roundAt, now);
      return;
    }
    const isOpen = roundAt !== NEVER;
    const justifies = isOpen && goodAt >= roundAt - lagMs;
    const mayJustify = goodAt >= now - lagMs;
    if (mayJustify) {
      // Whichever round is under way or comes: only how long it still may is left.
      if (isOpen) set(row, run + R.roundAt, Math.min(now, goodAt + lagMs));
      return;
    }
    set(row, run + R.lastGoodAt, justifies ? now - lagMs - 1 : NEVER);
    if (isOpen) set(row, run + R.roundAt, justifies ? now - 1 : now);
  };

  return { forgetJudge, forgetGood };
}

/** Only whether the head was stopped since the last good instant counts. */
function forgetStops({ model: m, run }: WatchedRollout, row: Row): void {
  const isJudged = get(row, run + R.verdict) !== VERDICT.none;
  const counts = isJudged ? get(row, run + R.justified) !== 0 : get(row, run + R.lastGoodAt) !== NEVER;
  let stops = 0;
  for (let s = 0; s < m.services.length; s++) {
    const at = m.places.service(s) + S.headStops;
    stops += get(row, at);
    set(row, at, 0);
  }
  if (counts && stops !== get(row, run + R.stopsAtGood)) set(row, m.places.service(0) + S.headStops, 1);
  set(row, run + R.stopsAtGood, 0);
}

/** A delayed start's 60 s for the old task's stop never run out where every stop ends, and is heard of, before that. */
function mayFreezeDeadline({ model: m }: WatchedRollout): boolean {
  const { timing, faults } = m.scenario;
  if (faults.kinds.includes('node-down')) return false;
  const { assign, stopSignal, report, manager } = timing;
  const outside = assign.latestMs + stopSignal.latestMs + report.latestMs + 2 * manager.latestMs;
  return m.specs.every(({ stopGraceMs, restart, behaviour: { prepare } }) => {
    return outside + stopGraceMs + prepare.latestMs + restart.delayMs < OLD_TASK_TIMEOUT_MS / 2;
  });
}
