import type { TraceStep } from '../explore/trace.ts';

/** The instants of a trace that its story turns on, in virtual ms from the start; null: did not come. */
export interface Moments {
  readonly verdictMs: number | null;
  /** The head died, or the spec ceased to be the head's. */
  readonly harmMs: number | null;
  /** The first status that speaks of a rollback. */
  readonly rollbackMs: number | null;
  /** The first status that speaks of a pause. */
  readonly pauseMs: number | null;
  /** The update status that the rule last read before the app's health: the one that let it go on. Null: it read none. */
  readonly statusRead: string | null;
}

export interface Told {
  readonly schedule: readonly TraceStep[];
  readonly steps: number;
  readonly stepsToVerdict: number;
}

export function momentsOf({ schedule, steps, stepsToVerdict }: Told): Moments {
  const showing = (sign: RegExp) => schedule.find((step) => sign.test(step.shows['status'] ?? ''))?.atMs ?? null;
  return {
    verdictMs: schedule[stepsToVerdict - 1]?.atMs ?? null,
    // No step brings both: where the counts are equal there was no harm.
    harmMs: steps === stepsToVerdict ? null : (schedule[steps - 1]?.atMs ?? null),
    rollbackMs: showing(/rollback/),
    pauseMs: showing(/paused/),
    statusRead: statusRead(schedule.slice(0, stepsToVerdict)),
  };
}

/** Identity is read after health; a rule that never asks for health is judged by its last inspection. */
function statusRead(toVerdict: readonly TraceStep[]): string | null {
  const health = toVerdict.findLastIndex(({ does }) => does === 'asks-for-health');
  const before = health < 0 ? toVerdict : toVerdict.slice(0, health);
  const inspection = before.findLast(({ actor, does }) => actor === 'watcher' && does === 'inspects');
  const [, status] = /^(\w+)/.exec(String(inspection?.with['sees'] ?? '')) ?? [];
  return status ?? null;
}
