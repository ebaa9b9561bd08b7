import { keyOf, type Schedule } from './batch.ts';
import { follower } from './follow.ts';
import { milestoneCounter, type Milestones } from './milestones.ts';
import { bench, run, type Bench } from './run.ts';
import { traceOf } from './retrace.ts';
import type { Trace } from './trace.ts';
import type { JudgedSystem } from './transition-system.ts';

/** How long a schedule is, most important part first. */
type Size = readonly number[];

interface Candidate {
  /** What the follower is given; after it the run comes to its end by itself. */
  readonly given: Schedule;
  /** What then happened, every step of it. */
  readonly happened: Schedule;
  readonly milestones: Milestones;
  readonly size: Size;
}

type Attempt = (given: Schedule) => Candidate | null;

/**
 * The shortest schedule of the same group that leaving out steps, one run of them at a time, and waiting less can reach
 * (ddmin over the list, then over the waits). The result is locally minimal: no single step can be left out any more.
 */
export function shrink(system: JudgedSystem, schedule: Schedule, key: string): Trace {
  const on = bench(system);
  const following = follower();
  // A candidate that runs much longer than what it is to replace will not replace it.
  const most = Math.min(system.maxSteps, 2 * schedule.code.length + 64);
  const attempt: Attempt = (given) => {
    const counter = milestoneCounter(system);
    following.schedule = given;
    run(system, following, on, { observe: counter.observe, most });
    if (keyOf(system.outcome(on.row)) !== key) return null;
    const milestones = counter.milestones();
    return { given, happened: recorded(on), milestones, size: sizeOf(on, milestones) };
  };
  const whole = attempt(schedule);
  if (whole === null) return traceOf(system, schedule);
  let best = leaveOut(cut(whole, attempt), attempt, schedule.code.length >> 1);
  for (let before = Infinity; lengthOf(best) < before;) {
    before = lengthOf(best);
    best = leaveOut(hurry(best, attempt), attempt, 1);
  }
  return traceOf(system, best.happened);
}

/** What lies behind harm and verdict is left to itself, where the group allows: nothing in it then needs leaving out. */
function cut(from: Candidate, attempt: Attempt): Candidate {
  const { steps, stepsToVerdict } = from.milestones;
  const end = Math.max(steps, stepsToVerdict);
  const { code, at } = from.happened;
  const next = attempt({ code: code.slice(0, end), at: at.slice(0, end) });
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
function leaveOut(from: Candidate, attempt: Attempt, longest: number): Candidate {
  let best = from;
  for (let chunk = Math.max(1, Math.min(longest, best.given.code.length >> 1)); chunk >= 1; chunk >>= 1) {
    for (let start = 0; start < best.given.code.length;) {
      const next = attempt(without(best.given, start, start + chunk));
      // A step that time forces comes back by itself, at its latest instant: nothing is left out then.
      const shorter = next !== null && lengthOf(next) < lengthOf(best);
      if (next !== null && isSmaller(next.size, best.size)) best = cut(next, attempt);
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
function hurry(from: Candidate, attempt: Attempt): Candidate {
  let best = from;
  for (let i = 0; i < best.given.code.length; i++) {
    const { code, at } = best.given;
    const gain = (at[i] ?? 0) - (i === 0 ? 0 : (at[i - 1] ?? 0));
    if (gain === 0) continue;
    const next = attempt({ code, at: at.map((instant, j) => (j >= i ? instant - gain : instant)) });
    if (next !== null && isSmaller(next.size, best.size)) best = cut(next, attempt);
  }
  return best;
}
