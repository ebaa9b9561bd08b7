import { stillWanted } from '#model/actors/slot-tasks.js';
import { serviceOfSlot, type Model } from '#model/model.js';
import { PHASE } from '#model/phases.js';
import { TaskState } from '#model/vocabulary.js';
import { G, L, S, T } from '#model/world.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { clearMemory } from '#src/assertions/judge.js';
import { R, VERDICT } from '../run.ts';
import type { WatchedRollout } from '../watched-rollout.ts';
import { forgettingTask } from './forget-task.ts';
import { prospectsOf } from './prospects.ts';

/**
 * Words that no guard, read or outcome will ever look at again are blanked, so that states which differ in nothing else are one.
 * Each rule names the reader that is left; what is blanked is the smaller state space's whole difference from the full one.
 */
export function forgetting(v: WatchedRollout): (row: Row) => void {
  const { model: m, run } = v;
  const { places } = m;
  const { forgetJudge, forgetGood } = forgettingRun(v);
  const forgetTask = forgettingTask(m);
  const prospects = prospectsOf(v);

  return (row) => {
    const now = get(row, G.now);
    const isJudged = get(row, run + R.verdict) !== VERDICT.none;
    if (isJudged) forgetJudge(row);
    else {
      forgetGood(row, now);
      v.judge.forget?.(row, v.memory, prospects);
    }
    // The operator makes no further moves.
    if (get(row, G.closed) !== 0) set(row, G.deployedAt, NEVER);
    for (let s = 0; s < m.services.length; s++) {
      const service = places.service(s);
      // A judge compares StartedAt with the base's, which has none, so only whether there is one counts.
      if (get(row, service + S.startedAt) !== NEVER) set(row, service + S.startedAt, now);
      set(row, service + S.completedAt, NEVER);
      set(row, service + S.message, 0);
      if (get(row, service + S.headDeaths) > 1) set(row, service + S.headDeaths, 1);
    }
    for (let l = 0; l < m.slots; l++) {
      const slot = places.slot(l);
      if (get(row, slot + L.deaths) > 2) set(row, slot + L.deaths, 2);
      forgetSnapshot(m, row, l);
    }
    let isFreed = false;
    for (let t = 0; t < m.tasks; t++) {
      const task = places.task(t);
      if (get(row, task + T.id) === 0) continue;
      forgetTask(row, task);
      const isPending = get(row, task + T.actual) <= TaskState.pending;
      if (isPending && get(row, task + T.actualSince) < get(row, G.freedAt)) isFreed = true;
    }
    // Only tasks that were pending then are looked at again.
    if (!isFreed) set(row, G.freedAt, NEVER);
    forgetStops(v, row);
  };
}

/**
 * What an updater has noted of a slot is read at its begin (dirty.ts), by the worker that chooses a task (worker.ts offerChoice) and,
 * as far as they still are, which tasks were wanted, by the one that removes them when the new one runs. The snapshot itself goes
 * on to name their places, so that no new task is given one (create-task.ts freePlace).
 */
function forgetSnapshot(m: Model, row: Row, l: number): void {
  const { worker: at, updater: of } = PHASE;
  const updater = get(row, m.places.service(serviceOfSlot(m, l)) + S.updater);
  if (updater === of.absent || updater === of.created) return;
  const slot = m.places.slot(l);
  const phase = get(row, slot + L.worker);
  if (phase === at.queued || phase === at.choosing) return;
  if (phase !== at.promoting) set(row, slot + L.kept, 0);
  const kept = get(row, slot + L.kept);
  const wanted = phase === at.waiting ? stillWanted(m, row, l, get(row, slot + L.snapshotWanted)) : 0;
  set(row, slot + L.snapshotWanted, wanted);
  set(row, slot + L.snapshotRunning, 0);
  set(row, slot + L.snapshot, kept === 0 ? wanted : wanted | (1 << (kept - 1)));
}

function forgettingRun({ model: m, run, memory, judge }: WatchedRollout) {
  const lagMs = m.scenario.timing.report.latestMs;

  /** Of a judged run: how it settles. Of the judge, whose memory no question reads any more, nothing. */
  const forgetJudge = (row: Row): void => {
    // It was forgotten before, and nobody looks again.
    if (get(row, run + R.nextAt) === NEVER) return;
    clearMemory(judge, row, memory);
    set(row, run + R.nextAt, NEVER);
    set(row, run + R.roundAt, NEVER);
    set(row, run + R.lastGoodAt, NEVER);
    // Facts of findings: a counterexample's are told by its trace.
    set(row, run + R.statusAtVerdict, 0);
    set(row, run + R.phaseAtVerdict, 0);
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

/** Only whether the head was stopped since the last good instant counts: of the run alone, where the world has counted none. */
function forgetStops({ model: m, run }: WatchedRollout, row: Row): void {
  const isJudged = get(row, run + R.verdict) !== VERDICT.none;
  const counts = isJudged ? get(row, run + R.justified) !== 0 : get(row, run + R.lastGoodAt) !== NEVER;
  let stops = 0;
  for (let s = 0; s < m.services.length; s++) {
    const at = m.places.service(s) + S.headStops;
    stops += get(row, at);
    set(row, at, 0);
  }
  set(row, run + R.stopsAtGood, counts && stops !== get(row, run + R.stopsAtGood) ? STOPPED_SINCE : 0);
}

/** No number of stops that the world ever counts. */
const STOPPED_SINCE = -1;
