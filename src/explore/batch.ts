import type { Row } from '../layout/layout.ts';
import { distinctCounter } from './fingerprint.ts';
import type { Strategy } from './outcome.ts';
import { deriveSeed, prng } from './prng.ts';
import { bench, run, type Bench } from './run.ts';
import type { Scheduler } from './scheduler.ts';
import { coverage } from './schedulers/coverage.ts';
import { discreteEvent } from './schedulers/discrete-event.ts';
import { pct } from './schedulers/pct.ts';
import { uniform } from './schedulers/uniform.ts';
import { urw } from './schedulers/urw.ts';
import type { Trace } from './trace.ts';
import type { JudgedSystem, Outcome } from './transition-system.ts';

/** A fixed number of runs under one strategy: the unit of work. What it finds depends on nothing but this and the system. */
export interface Batch {
  readonly index: number;
  readonly strategy: Strategy;
  readonly runs: number;
  readonly seed: number;
}

export interface Schedule {
  readonly code: Int32Array;
  readonly at: Int32Array;
}

/** The first run of a batch that ended in some group, and the shortest schedule of that group in it. */
export interface Sighting {
  readonly key: string;
  readonly outcome: Outcome;
  /** Position of the first such run in the batch, from 0. */
  readonly firstRun: number;
  readonly schedule: Schedule;
  /** Of a run that nobody can be sure to see again. */
  readonly trace?: Trace;
}

export interface BatchResult {
  readonly runs: number;
  readonly steps: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly registers: Uint8Array;
  readonly sightings: readonly Sighting[];
}

/** Runs with the same key are one finding. */
export const keyOf = (outcome: Outcome): string => JSON.stringify([outcome.kind, Object.entries(outcome.facts)]);

const PCT_DEPTHS = [4, 5, 6] as const;

export function schedulerFor(strategy: Strategy, system: JudgedSystem, seed: number, index = 0): Scheduler {
  const random = prng(seed);
  switch (strategy) {
    case 'discrete-event':
      return discreteEvent(random, system.codes);
    case 'urw':
      return urw(random, system.actors);
    case 'coverage':
      return coverage(random, discreteEvent(random, system.codes));
    case 'pct':
      return pct(random, system.actors, PCT_DEPTHS[index % PCT_DEPTHS.length] ?? 5);
    case 'uniform':
      return uniform(random);
  }
}

/** `filed`: the kinds of outcome that are worth a schedule. */
export function runBatch(system: JudgedSystem, batch: Batch, filed: ReadonlySet<string>): BatchResult {
  const work = batchWork(system, batch, filed);
  for (let i = 0; i < batch.runs; i++) {
    run(system, work.scheduler, work.on, { observe: work.observe });
    work.fold();
  }
  return work.result();
}

/** A batch under way, whoever makes the runs. */
export interface BatchWork {
  readonly scheduler: Scheduler;
  readonly on: Bench;
  readonly observe: (row: Row) => void;
  /** The next run is over; `trace`: where it could only be written while it went on. */
  readonly fold: (trace?: (row: Row) => Trace) => void;
  readonly result: () => BatchResult;
}

export function batchWork(system: JudgedSystem, batch: Batch, filed: ReadonlySet<string>): BatchWork {
  const seed = deriveSeed(batch.seed, system.name, batch.strategy, batch.index);
  const scheduler = schedulerFor(batch.strategy, system, seed, batch.index);
  const distinct = distinctCounter(system.telling);
  const on = bench(system);
  const situations = new Set<number>();
  const outcomes: Record<string, number> = {};
  const sightings = new Map<string, Sighting>();
  let [runs, steps, known] = [0, 0, 0];
  return {
    scheduler,
    on,
    observe(row) {
      distinct.add(row);
      situations.add(system.situation(row));
    },
    fold(trace) {
      scheduler.learn?.(on.record, situations.size > known);
      known = situations.size;
      const outcome = system.outcome(on.row);
      outcomes[outcome.kind] = (outcomes[outcome.kind] ?? 0) + 1;
      steps += on.record.length;
      if (filed.has(outcome.kind)) file(sightings, outcome, runs, on, trace);
      runs++;
    },
    result: () => ({ runs, steps, outcomes, registers: distinct.registers, sightings: [...sightings.values()] }),
  };
}

function file(
  sightings: Map<string, Sighting>,
  outcome: Outcome,
  nth: number,
  { record, row }: Bench,
  trace?: (row: Row) => Trace,
): void {
  const key = keyOf(outcome);
  const known = sightings.get(key);
  if (known !== undefined && known.schedule.code.length <= record.length) return;
  const schedule = { code: record.code.slice(0, record.length), at: record.at.slice(0, record.length) };
  const written = trace === undefined ? {} : { trace: trace(row) };
  sightings.set(key, { key, outcome, firstRun: known?.firstRun ?? nth, schedule, ...written });
}
