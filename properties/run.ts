import { closeOperator } from '#model/actors/operator.js';
import { isForced } from '#model/index.js';
import { serviceAt, type Model } from '#model/model.js';
import { PHASE, UPDATER_PHASES } from '#model/phases.js';
import { E, EVENT, G, O, S } from '#model/world.js';
import type { StepList } from '#src/explore/transition-system.js';
import { blank, get, NEVER, record, set, type Row } from '#src/layout/layout.js';
import {
  carriesHead,
  CAUSES,
  causeOf,
  culprit,
  isCrashLoop,
  isCrashLooping,
  isFlagged,
  isGoodNow,
  isOver,
} from './truth.ts';

/** A scenario's world with what is noted of its run, whoever judges it. */
export interface JudgedWorld {
  readonly model: Model;
  /** Where the run's own bookkeeping starts in a row. */
  readonly run: number;
  /** For questions about what is pending that are asked between two steps. */
  readonly scratch: StepList;
}

/** What is noted of a run so that it can be judged when it is over: truth's side of `truth-and-harness.md` section 5. */
export const Run = record({
  verdict: 'code',
  reason: 'code',
  /** The watcher's next read is due from here on; it sleeps until then if `asleep`. */
  nextAt: 'instant',
  asleep: 'flag',
  /** First read of the round under way; NEVER: the next read opens one. */
  roundAt: 'instant',
  overAndGood: 'flag',
  /** The last instant that was both over and good, no persistent head having died. */
  lastGoodAt: 'instant',
  /** `headStops` of the service at that instant. */
  stopsAtGood: 'count',
  /** The pass rests on such an instant within its last round, less the report lag. */
  justified: 'flag',
  /** By service, the app's in the lowest digit: see DIGITS. */
  statusAtVerdict: 'code',
  phaseAtVerdict: 'code',
  settled: 'code',
  cause: 'code',
  /** The service whose cause it is. */
  culprit: 'code',
  /** At settling after a justified pass: the spec is the head's, and none of its tasks was stopped except as a duplicate. */
  headKept: 'flag',
});
export const R = Run.at;

export const VERDICTS = ['none', 'pass', 'fail', 'undecided', 'error'] as const;
export const VERDICT = { none: 0, pass: 1, fail: 2, undecided: 3, error: 4 } as const;

export const SETTLED = { not: 0, good: 1, flagged: 2, notGood: 3 } as const;

/** The updater's phase as findings name it; `queued`: its event still waits in the orchestrator's queue. */
export const PHASES_AT_VERDICT = [...UPDATER_PHASES, 'queued'] as const;

/** Words that hold a status or a phase of every service: base of their digits. */
export const DIGITS = 10;

export const clearRun = (row: Row, run: number): void => blank(row, run, Run.kinds);

export const isJudged = (row: Row, run: number): boolean => get(row, run + R.verdict) !== VERDICT.none;

/** Time passes; what was good until now still is. */
export function passTime(v: JudgedWorld, row: Row, ms: number): void {
  const now = get(row, G.now) + ms;
  set(row, G.now, now);
  if (get(row, v.run + R.overAndGood) !== 0) set(row, v.run + R.lastGoodAt, now);
}

/** Looks at the world after every step: before the verdict for a linearisation point, after it for the settling. */
export function noteWorld(v: JudgedWorld, row: Row): void {
  if (get(row, v.run + R.settled) !== SETTLED.not) return;
  const { model: m, run } = v;
  const over = isOver(m, row);
  if (!isJudged(row, run)) noteGood(v, row, over);
  else if (over || goesOnAsItIs(v, row)) noteSettling(v, row);
}

function noteGood(v: JudgedWorld, row: Row, over: boolean): void {
  const { model: m, run } = v;
  const good = over && isGoodForNow(m, row);
  set(row, run + R.overAndGood, good ? 1 : 0);
  if (!good) return;
  set(row, run + R.lastGoodAt, get(row, G.now));
  set(row, run + R.stopsAtGood, headStops(v, row));
}

/**
 * All that `noteWorld` asks of a world, in a word: where the run is otherwise the same, worlds of the same word leave the same note.
 * `closed`: the verdict was given.
 */
export function noteworthy(v: JudgedWorld, row: Row): number {
  const { model: m } = v;
  const over = isOver(m, row);
  if (get(row, G.closed) === 0) return over && isGoodForNow(m, row) ? 1 + 2 * headStops(v, row) : 0;
  if (!over && !goesOnAsItIs(v, row)) return 0;
  const good = isGoodForNow(m, row);
  const stops = headStops(v, row);
  const flags = [good, isFlagged(m, row), everyHead(v, row)].reduce((bits, flag) => 2 * bits + (flag ? 1 : 0), 1);
  const blamed = culprit(m, row);
  const cause = good ? 0 : CAUSES.indexOf(causeOf(m, row, blamed)) + 1;
  return [cause, blamed, stops].reduce((word, digit) => word * DIGIT_OF_NOTE + digit, flags);
}

const DIGIT_OF_NOTE = 64;

/** Good at this instant, and the head does not die again and again. */
const isGoodForNow = (m: Model, row: Row): boolean => isGoodNow(m, row) && !isCrashLooping(m, row);

/** It is not over, and never will be. */
const goesOnAsItIs = (v: JudgedWorld, row: Row): boolean => isCrashLoop(v.model, row) || waitsWithoutEnd(v, row);

/** Only clock steps and free choices of the environment are left. */
export const waitsWithoutEnd = ({ model, scratch }: JudgedWorld, row: Row): boolean => !isForced(model, row, scratch);

function noteSettling(v: JudgedWorld, row: Row): void {
  const { model: m, run } = v;
  const good = isGoodForNow(m, row);
  set(row, run + R.settled, !good ? SETTLED.notGood : isFlagged(m, row) ? SETTLED.flagged : SETTLED.good);
  const blamed = culprit(m, row);
  set(row, run + R.culprit, blamed);
  set(row, run + R.cause, good ? 0 : CAUSES.indexOf(causeOf(m, row, blamed)) + 1);
  const isJustified = get(row, run + R.justified) !== 0;
  const kept = isJustified && headStops(v, row) === get(row, run + R.stopsAtGood) && everyHead(v, row);
  set(row, run + R.headKept, kept ? 1 : 0);
}

export const headStops = ({ model: m }: JudgedWorld, row: Row): number =>
  m.services.reduce((sum, _service, s) => sum + get(row, m.places.service(s) + S.headStops), 0);

const everyHead = ({ model: m }: JudgedWorld, row: Row): boolean =>
  m.services.every((_service, s) => carriesHead(m, row, s));

/** Files the verdict, and with it what the search groups findings by. */
export function noteVerdict(v: JudgedWorld, row: Row, verdict: number, reason: number): void {
  const { model: m, run } = v;
  const lag = m.scenario.timing.report.latestMs;
  const goodAt = get(row, run + R.lastGoodAt);
  set(row, run + R.verdict, verdict);
  set(row, run + R.reason, reason);
  set(row, run + R.justified, goodAt !== NEVER && goodAt >= get(row, run + R.roundAt) - lag ? 1 : 0);
  set(
    row,
    run + R.statusAtVerdict,
    digits(v, (s) => get(row, m.places.service(s) + S.updateState)),
  );
  set(
    row,
    run + R.phaseAtVerdict,
    digits(v, (s) => phaseOf(v, row, s)),
  );
  set(row, run + R.asleep, 0);
  set(row, run + R.overAndGood, 0);
  closeOperator(m, row);
}

function digits({ model }: JudgedWorld, digit: (s: number) => number): number {
  return model.services.reduceRight((word, _service, s) => word * DIGITS + digit(s), 0);
}

function phaseOf({ model }: JudgedWorld, row: Row, s: number): number {
  const { places } = model;
  const phase = get(row, places.service(s) + S.updater);
  if (phase !== PHASE.updater.absent) return phase;
  const q = serviceAt(model, s).orchestrator;
  for (let e = 0; e < get(row, places.orchestrator(q) + O.queued); e++) {
    const event = places.event(q, e);
    if (get(row, event + E.kind) === EVENT.service && get(row, event + E.subject) === s)
      return PHASES_AT_VERDICT.length - 1;
  }
  return phase;
}

/**
 * A run goes on until the world has settled after the verdict; after a pass on a good head until nothing forced is left either,
 * so that a late crash is seen. Out of the scenario's bounds it ends as it is.
 */
export function runIsOver(v: JudgedWorld, row: Row): boolean {
  if (get(row, G.now) > v.model.scenario.bounds.horizonMs || get(row, G.overflow) !== 0) return true;
  const settled = get(row, v.run + R.settled);
  if (settled === SETTLED.not) return false;
  const mayCrashLate = settled === SETTLED.good && get(row, v.run + R.verdict) === VERDICT.pass;
  return !mayCrashLate || isCrashLooping(v.model, row) || waitsWithoutEnd(v, row);
}
