// Judges a case: what some schedule does that SwarmKit's own test would not accept.
import { deriveSeed, prng } from '#src/explore/prng.js';
import { bench, run } from '#src/explore/run.js';
import { discreteEvent } from '#src/explore/schedulers/discrete-event.js';
import { stageOf } from './stage.ts';
import { modelOf } from './swarm-setup.ts';
import type { UpstreamCase } from './upstream-case.ts';

/** Every one of so many schedules must do. */
const SCHEDULES = 40;

/** Null: it does as upstream's test says; otherwise what is different. */
export function judge(upstream: UpstreamCase, schedules = SCHEDULES, seed = 1): string | null {
  const model = modelOf(upstream.swarm);
  const { system, differs } = stageOf(model, upstream);
  const scheduler = discreteEvent(prng(deriveSeed(seed, upstream.test)), system.codes);
  const on = bench(system);
  for (let schedule = 1; schedule <= schedules; schedule++) {
    const found = judgeRun(() => {
      run(system, scheduler, on);
      return differs();
    });
    if (found !== null) return `schedule ${schedule}: ${found}`;
  }
  return null;
}

/** A model that breaks is different as well. */
function judgeRun(play: () => string | null): string | null {
  try {
    return play();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
