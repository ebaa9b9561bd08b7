import type { Prng } from '../prng.ts';
import { slack, type Scheduler } from '../scheduler.ts';
import { dawdle } from './delays.ts';

/**
 * Uniform random walk over interleavings: an actor is chosen in proportion to the steps that it probably still has to take, so
 * that interleavings, not choices, become equally likely. The expectation is the mean of the runs before.
 */
export function urw(random: Prng, actors: number): Scheduler {
  const expected = new Float64Array(actors).fill(4);
  const taken = new Float64Array(actors);
  const weight = (actor: number): number => Math.max(1, (expected[actor] as number) - (taken[actor] as number));
  const scheduler: Scheduler = {
    name: 'urw',
    delayMs: 0,
    begin() {
      for (let actor = 0; actor < actors; actor++) {
        expected[actor] = (expected[actor] as number) * 0.9 + (taken[actor] as number) * 0.1;
      }
      taken.fill(0);
    },
    choose(options) {
      const free = slack(options);
      let total = 0;
      for (let i = 0; i < options.count; i++) {
        if ((options.from[i] as number) <= free) total += weight(options.actor[i] as number);
      }
      let left = (random.next() / 0x1_0000_0000) * total;
      for (let i = 0; i < options.count; i++) {
        if ((options.from[i] as number) > free) continue;
        const actor = options.actor[i] as number;
        left -= weight(actor);
        if (left > 0) continue;
        taken[actor] = (taken[actor] as number) + 1;
        scheduler.delayMs = dawdle(random, options.from[i] as number, free);
        return i;
      }
      return -1;
    },
  };
  return scheduler;
}
