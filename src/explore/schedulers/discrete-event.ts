import type { Prng } from '../prng.ts';
import { slack, type Scheduler } from '../scheduler.ts';
import { UNFORCED, type StepList } from '../transition-system.ts';
import { drawDelay, drawFreeDelay } from './delays.ts';

/**
 * Discrete-event simulation: the instant of each step is drawn when the step becomes pending, and the earliest one happens.
 * Half of the runs leave out every step that nothing forces: quiet worlds matter as much as restless ones.
 */
export function discreteEvent(random: Prng, codes: number): Scheduler {
  const due = new Int32Array(codes);
  const seen = new Int32Array(codes);
  let now = 0;
  let round = 0;
  let restless = false;

  const draw = (from: number, until: number, free: number): number => {
    if (until < UNFORCED) return now + drawDelay(random, from, until);
    return restless && random.oneIn(3) ? now + drawFreeDelay(random, from, free) : UNFORCED;
  };
  const dueOf = (options: StepList, i: number, free: number): number => {
    const code = options.code[i] as number;
    const from = options.from[i] as number;
    const until = options.until[i] as number;
    const drawn = due[code] as number;
    const holds = seen[code] === round - 1 && drawn >= now + from && (until === UNFORCED || drawn <= now + until);
    if (!holds) due[code] = draw(from, until, free);
    seen[code] = round;
    return due[code] as number;
  };

  const scheduler: Scheduler = {
    name: 'discrete-event',
    delayMs: 0,
    begin() {
      now = 0;
      round += 2;
      restless = random.oneIn(2);
    },
    choose(options) {
      round++;
      const free = slack(options);
      let best = -1;
      let earliest = UNFORCED;
      let ties = 0;
      for (let i = 0; i < options.count; i++) {
        const at = dueOf(options, i, free);
        if (at > earliest || at === UNFORCED) continue;
        ties = at === earliest ? ties + 1 : 1;
        if (ties > 1 && !random.oneIn(ties)) continue;
        best = i;
        earliest = at;
      }
      if (best < 0) return -1;
      scheduler.delayMs = earliest - now;
      now = earliest;
      // Taken: if it is pending again at the next state, it is another occurrence.
      seen[options.code[best] as number] = 0;
      return best;
    },
  };
  return scheduler;
}
