import { keyOf, type Schedule } from './batch.ts';
import { follower } from './follow.ts';
import { milestoneCounter, type Milestones } from './milestones.ts';
import { bench, run, type Bench } from './run.ts';
import { traceOf } from './retrace.ts';
import type { Trace } from './trace.ts';
import type { JudgedSystem } from './transition-system.ts';

/** How long a schedule is, most important part first. */
type Size = readonly number[];

export interface Candidate {
  /** What the follower is given; after it the run comes to its end by itself. */
  readonly given: Schedule;
  /** What then happened, every step of it. */
  readonly happened: Schedule;
  readonly milestones: Milestones;
  readonly size: Size;
}

/** Puts schedules to the test, one after the other: each is answered with what came of it, null when it left the group. */
type Attempts<Found extends Candidate, Result> = Generator<Schedule, Result, Found | null>;

/**
 * The shortest schedule of the same group that leaving out steps, one run of them at a time, and waiting less can reach
 * (ddmin over the list, then over the waits). The result is locally minimal: no single step can be left out any more.
 */
export function shrink(system: JudgedSystem, schedule: Schedule, key: string): Trace {
  const on = bench(system);
  const following = follower();
  const most = mostSteps(system, schedule);
  const attempt = (given: Schedule): Candidate | null => {
    const counter = milestoneCounter(system);
    following.schedule = given;
    run(system, following, on, { observe: counter.observe, most });
    return keyOf(system.outcome(on.row)) === key ? candidate(given, on, counter.milestones()) : null;
  };
  const attempts = shrinking<Candidate>(schedule);
  let next = attempts.next();
  while (next.done !== true) next = attempts.next(attempt(next.value));
  return traceOf(system, next.value?.happened ?? schedule);
}

/** A candidate that runs much longer than what it is to replace will not replace it. */
export const mostSteps = (system: JudgedSystem, { code }: Schedule): number =>
  Math.min(system.maxSteps, 2 * code.length + 64);

export function candidate(given: Schedule, on: Bench, milestones: Milestones): Candidate {
  return { given, happened: recorded(on), milestones, size: sizeOf(on, milestones) };
}

/** What `shrink` does, whoever makes the attempts; null when the schedule itself does not come out again. */
export function* shrinking<Found extends Candidate>(schedule: Schedule): Attempts<Found, Found | null> {
  const whole = yield schedule;
  if (whole === null) return null;
  let best = yield* leaveOut(yield* cut(whole), schedule.code.length >> 1);
  for (let before = Infinity; lengthOf(best) < before;) {
    before = lengthOf(best);
    best = yield* leaveOut(yield* hurry(best), 1);
  }
  return best;
}

/** What lies behind harm and verdict is left to itself, where the group allows: nothing in it then needs leaving out. */
function* cut<Found extends Candidate>(from: Found): Attempts<Found, Found> {
  const { steps, stepsToVerdict } = from.milestones;
  const end = Math.max(steps, stepsToVerdict);
  const { code, at } = from.happened;
  const next = yield { code: code.slice(0, end), at: at.slice(0, end) };
  return next !== null && !isSmaller(from.size, next.size) ? next : { ...from, given: from.happened };
}

function recorded(on: Bench): Schedule {
  const { code, at, length } = on.record;
  return { code: code.slice(0, length), at: at.slice(0, length) };
}

/** What leaving out can still improve; waits are no part of it. */
const lengthOf = ({ size }: Candidate): number => (size[0] ?? 0) * 10_000 + (size[1] ?? 0);

const isSmaller = (a: Size, b: Size): boolean => {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
};

/** Steps to the verdict and to the harm; then steps in all; then virtual time. */
const sizeOf = ({ record }: Bench, { steps, stepsToVerdict }: Milestones): Size => [
  steps + stepsToVerdict,
  record.length,
  record.at[record.length - 1] ?? 0,
];

/** ddmin: runs of steps, longest first, are left out while the group stays and the size falls. */
function* leaveOut<Found extends Candidate>(from: Found, longest: number): Attempts<Found, Found> {
  let best = from;
  for (let chunk = Math.max(1, Math.min(longest, best.given.code.length >> 1)); chunk >= 1; chunk >>= 1) {
    for (let start = 0; start < best.given.code.length;) {
      const next = yield without(best.given, start, start + chunk);
      // A step that time forces comes back by itself, at its latest instant: nothing is left out then.
      const shorter = next !== null && lengthOf(next) < lengthOf(best);
      if (next !== null && isSmaller(next.size, best.size)) best = yield* cut(next);
      if (!shorter) start += chunk;
    }
  }
  return best;
}

function without(schedule: Schedule, start: number, end: number): Schedule {
  const keep = (_: number, i: number): boolean => i < start || i >= end;
  return { code: schedule.code.filter(keep), at: schedule.at.filter(keep) };
}

/** Every step as early as the one before it, one by one, then whatever follows with it. */
function* hurry<Found extends Candidate>(from: Found): Attempts<Found, Found> {
  let best = from;
  for (let i = 0; i < best.given.code.length; i++) {
    const { code, at } = best.given;
    const gain = (at[i] ?? 0) - (i === 0 ? 0 : (at[i - 1] ?? 0));
    if (gain === 0) continue;
    const next = yield { code, at: at.map((instant, j) => (j >= i ? instant - gain : instant)) };
    if (next !== null && isSmaller(next.size, best.size)) best = yield* cut(next);
  }
  return best;
}
