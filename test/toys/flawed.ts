import { offer, UNFORCED, type JudgedSystem } from '#src/explore/transition-system.js';
import type { Aide } from '#src/explore/help/aide.js';
import { judgedAide } from '#src/explore/judged-space.js';
import { get, set } from '#src/layout/layout.js';
import type { Flaw } from '#src/explore/prove.js';

/** Words: how far a walk has come, and what a clock shows. */
const AT = { place: 0, clock: 1 } as const;

const TICK_MS = 2;
/** So far it walks, a step a tick, before anything is wrong. */
const FAR = 300;

/** A walk at whose end time stands still, steps go round, or nothing happens any more. None of them: it ends well. */
export function flawed(flaw: Flaw | 'none'): JudgedSystem {
  return {
    name: flaw,
    stride: 2,
    actors: 1,
    codes: 3,
    maxSteps: 10 * FAR,
    telling: Int32Array.from([AT.place]),
    initial: (row) => row.fill(0),
    pending(row, into) {
      const place = get(row, AT.place);
      into.count = 0;
      // Forced at the end of the tick.
      if (place < FAR) offer(into, 0, 0, TICK_MS - get(row, AT.clock), TICK_MS - get(row, AT.clock));
      // Forced within a tick, and not enabled before.
      else if (flaw === 'timelock') offer(into, 0, 0, TICK_MS / 2, TICK_MS / 2);
      else if (flaw === 'zeno-loop') offer(into, place < FAR + 2 ? 1 : 2, 0, 0, UNFORCED);
    },
    advance(row, ms) {
      if (get(row, AT.place) < FAR) set(row, AT.clock, get(row, AT.clock) + ms);
    },
    take(row, code) {
      set(row, AT.place, code === 2 ? FAR : get(row, AT.place) + 1);
      set(row, AT.clock, 0);
    },
    canonical: () => undefined,
    describe: (_row, code) => ({ actor: 'walker', does: code === 2 ? 'goes back' : 'walks', with: {} }),
    finished: (row) => flaw === 'none' && get(row, AT.place) === FAR,
    outcome: () => ({ kind: 'good', verdict: 'good', facts: {} }),
    situation: (row) => get(row, AT.place),
    glance: () => ({}),
    milestones: () => 0,
  };
}

/** A search of it. Plain data: it goes to a worker thread. */
export interface FlawedJob {
  readonly flaw: Flaw | 'none';
  /** Kinds of outcome; a walk that ends is `good`. */
  readonly refuting: readonly string[];
}

export const requestOf = ({ refuting }: FlawedJob) => ({ tickMs: TICK_MS, refuting: new Set(refuting) });

/** What a thread with nothing else to do makes of a search of it; they load it by its name. @public */
export const aide = (job: FlawedJob): Aide => judgedAide(flawed(job.flaw), TICK_MS);
