import { pending as pendingInSwarm } from '#model/index.js';
import type { Model } from '#model/model.js';
import { schedulerFor, type Schedule as Steps } from '#src/explore/batch.js';
import { bench, run } from '#src/explore/run.js';
import { stepList, UNFORCED, type JudgedSystem, type StepList } from '#src/explore/transition-system.js';
import type { Row } from '#src/layout/layout.js';
import type { Schedule } from './arbitraries.ts';
import { swarmAlone } from './swarm-alone.ts';

/** Watches one run; says in words what is wrong, null while nothing is. */
export interface Watch {
  readonly begins?: (world: Row) => void;
  readonly offers?: (world: Row, pending: StepList) => void;
  readonly steps?: (before: Row, code: number, after: Row) => string | null;
  /** Nothing that time forces is left: unless somebody does something, all stays as it is. */
  readonly rests?: (world: Row) => string | null;
}

/** Something that one expects of every schedule. */
export interface Invariant {
  readonly claim: string;
  /** Where swarm-semantics.md says so, or says that the engine does not keep it. */
  readonly source: string;
  /** Executed cases of section 12 that show it kept. */
  readonly shownBy?: readonly string[];
  readonly watch: (m: Model) => Watch;
}

/** The Swarm alone with somebody who watches it: a run is over as soon as something is wrong. */
export interface WatchedSwarm {
  readonly system: JudgedSystem;
  /** What is wrong in the run that was begun last. */
  readonly breach: () => string | null;
}

const ANY = (): boolean => true;

/** `counts`: whether a breach with such words is one that is looked for. */
export function watchedSwarm(m: Model, watch: Watch, counts: (words: string) => boolean = ANY): WatchedSwarm {
  let breach: string | null = null;
  const scratch = stepList();
  const note = (words: string | null): void => {
    if (words !== null && counts(words)) breach ??= words;
  };
  const alone = swarmAlone(m, {
    begins(world) {
      breach = null;
      watch.begins?.(world);
    },
    offers: (world, pending) => watch.offers?.(world, pending),
    steps(before, code, after) {
      if (breach === null) note(watch.steps?.(before, code, after) ?? null);
    },
  });
  const isBroken = (world: Row): boolean => {
    if (breach === null && watch.rests !== undefined && isAtRest(m, world, scratch)) note(watch.rests(world));
    return breach !== null;
  };
  const system: JudgedSystem = {
    ...alone,
    finished: (world) => isBroken(world) || alone.finished(world),
    outcome: (world) => ({ kind: isBroken(world) ? 'broken' : 'kept', verdict: breach ?? '', facts: {} }),
    glance: (world) => alone.glance(world),
    milestones: () => (breach === null ? 0 : 3),
  };
  return { system, breach: () => breach };
}

function isAtRest(m: Model, world: Row, scratch: StepList): boolean {
  scratch.count = 0;
  pendingInSwarm(m, world, scratch);
  for (let i = 0; i < scratch.count; i++) if (scratch.until[i] !== UNFORCED) return false;
  return true;
}

export interface Breach {
  readonly words: string;
  readonly schedule: Steps;
}

/** The first breach in so many runs of a schedule, or null. */
export function breachOf({ system, breach }: WatchedSwarm, schedule: Schedule, runs: number): Breach | null {
  const scheduler = schedulerFor(schedule.strategy, system, schedule.seed, schedule.seed);
  const on = bench(system);
  for (let i = 0; i < runs; i++) {
    run(system, scheduler, on);
    // A run that was left at its last step may be at rest now.
    system.outcome(on.row);
    const words = breach();
    if (words === null) continue;
    const { code, at, length } = on.record;
    return { words, schedule: { code: code.slice(0, length), at: at.slice(0, length) } };
  }
  return null;
}
