import { runAsked, type AskedSystem } from './asked-system.ts';
import { batchWork, keyOf, type Batch, type BatchResult, type Schedule, type Sighting } from './batch.ts';
import { differenceOf } from './difference.ts';
import type { Executor } from './explore.ts';
import { follower } from './follow.ts';
import { traceWriter } from './retrace.ts';
import { bench, type Bench, type RunOptions } from './run.ts';
import { candidate, mostSteps, shrinking, type Candidate } from './shrink.ts';
import type { Trace } from './trace.ts';

export interface AskedOptions {
  /** Each makes one run at a time; all are the same system. */
  readonly seats: readonly AskedSystem[];
  /** Kinds of outcome that are worth a schedule. */
  readonly filed: ReadonlySet<string>;
  /** Runs that shrinking one finding may take. */
  readonly shrinkRuns: number;
  readonly onRun?: () => void;
}

interface Attempted extends Candidate {
  readonly trace: Trace;
}

/** Does the work with clients outside, as many at a time as there are seats. What is found does not depend on how many there are. */
export function askedExecutor({ seats, filed, shrinkRuns, onRun }: AskedOptions): Executor {
  const seated = inTurns(seats);
  return {
    runBatch: (batch) => seated((system) => runBatchAsked(system, batch, filed, onRun)),
    shrink: (sighting) => seated((system) => shrinkAsked(system, sighting, shrinkRuns)),
  };
}

async function runBatchAsked(
  system: AskedSystem,
  batch: Batch,
  filed: ReadonlySet<string>,
  onRun?: () => void,
): Promise<BatchResult> {
  const work = batchWork(system, batch, filed);
  for (let i = 0; i < batch.runs; i++) {
    const writer = traceWriter(system);
    const observe: RunOptions['observe'] = (row) => {
      work.observe(row);
      writer.observe(row);
    };
    await runAsked(system, work.scheduler, work.on, { observe, before: writer.before });
    work.fold((row) => ({ ...writer.trace(row), ...saidBy(system) }));
    onRun?.();
  }
  return work.result();
}

/**
 * As `shrink`, for at most so many runs; a step that is left out may change what the client asks, as any client's would. The
 * result is run once more: where it then goes otherwise the trace says so.
 */
async function shrinkAsked(system: AskedSystem, sighting: Sighting, runs: number): Promise<Trace> {
  const { schedule, key } = sighting;
  const on = bench(system);
  const most = mostSteps(system, schedule);
  let left = runs;
  const attempt = async (given: Schedule): Promise<Attempted | null> => {
    if (left-- <= 0) return null;
    const trace = await followed(system, given, on, most);
    return keyOf(trace.outcome) === key ? { ...candidate(given, on, trace), trace } : null;
  };
  const attempts = shrinking<Attempted>(schedule);
  let next = attempts.next();
  while (next.done !== true) next = attempts.next(await attempt(next.value));
  const best = next.value ?? { happened: schedule, trace: sighting.trace };
  const again = await followed(system, best.happened, on, system.maxSteps);
  if (best.trace === undefined) return again;
  const unsteady = differenceOf(best.trace, again);
  return unsteady === null ? best.trace : { ...best.trace, unsteady };
}

async function followed(system: AskedSystem, given: Schedule, on: Bench, most: number): Promise<Trace> {
  const scheduler = follower();
  const writer = traceWriter(system);
  scheduler.schedule = given;
  await runAsked(system, scheduler, on, { before: writer.before, observe: writer.observe, most });
  return { ...writer.trace(on.row), ...saidBy(system) };
}

const saidBy = (system: AskedSystem): Pick<Trace, 'said'> => (system.said === undefined ? {} : { said: system.said() });

/** Hands out each of these to one piece of work at a time, in the order in which work comes. */
function inTurns<Seat>(seats: readonly Seat[]): <T>(work: (seat: Seat) => Promise<T>) => Promise<T> {
  const free = [...seats];
  const waiting: ((seat: Seat) => void)[] = [];
  return async (work) => {
    const seat = free.pop() ?? (await new Promise<Seat>((resolve) => waiting.push(resolve)));
    try {
      return await work(seat);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(seat);
      else next(seat);
    }
  };
}
