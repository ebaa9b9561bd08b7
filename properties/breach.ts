import type { Model } from '#model/model.js';
import { schedulerFor } from '#src/explore/batch.js';
import { bench, run } from '#src/explore/run.js';
import { UNFORCED, type StepList } from '#src/explore/transition-system.js';
import type { Row } from '#src/layout/layout.js';
import type { Schedule } from './arbitraries.ts';
import { swarmAlone } from './swarm-alone.ts';

/** Watches one run; says in words what is wrong, null while nothing is. */
export interface Watch {
  readonly begins?: (world: Row) => void;
  readonly offers?: (world: Row, pending: StepList) => void;
  readonly steps?: (before: Row, code: number, after: Row) => string | null;
  /** The run is over; `quiet`: nothing that time forces is left. */
  readonly ends?: (world: Row, quiet: boolean) => string | null;
}

/** Something that one expects of every schedule. */
export interface Invariant {
  readonly claim: string;
  /** Where swarm-semantics.md says so, or says that the engine does not keep it. */
  readonly source: string;
  readonly watch: (m: Model) => Watch;
}

/** The first breach of an invariant in so many runs of a schedule, or null. */
export function breachOf(m: Model, { watch }: Invariant, schedule: Schedule, runs: number): string | null {
  let breach: string | null = null;
  let offered = 0;
  const watched = watch(m);
  const system = swarmAlone(m, {
    begins: (world) => watched.begins?.(world),
    offers(world, pending) {
      offered = pending.count;
      for (let i = 0; i < pending.count; i++) if (pending.until[i] === UNFORCED) offered--;
      watched.offers?.(world, pending);
    },
    steps(before, code, after) {
      breach ??= watched.steps?.(before, code, after) ?? null;
    },
  });
  const scheduler = schedulerFor(schedule.strategy, system, schedule.seed, schedule.seed);
  const on = bench(system);
  for (let i = 0; i < runs && breach === null; i++) {
    run(system, scheduler, on);
    breach ??= watched.ends?.(on.row, offered === 0) ?? null;
  }
  return breach;
}
