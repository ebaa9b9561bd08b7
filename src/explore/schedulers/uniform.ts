import type { Prng } from '../prng.ts';
import { slack, type Scheduler } from '../scheduler.ts';
import { dawdle } from './delays.ts';

/** Any enabled step, each as likely as the next: the worst sampler there is, kept as a yardstick. */
export function uniform(random: Prng): Scheduler {
  const scheduler: Scheduler = {
    name: 'uniform',
    delayMs: 0,
    begin() {
      scheduler.delayMs = 0;
    },
    choose(options) {
      const free = slack(options);
      let enabled = 0;
      let chosen = -1;
      for (let i = 0; i < options.count; i++) {
        if ((options.from[i] as number) > free) continue;
        enabled++;
        if (random.oneIn(enabled)) chosen = i;
      }
      if (chosen >= 0) scheduler.delayMs = dawdle(random, options.from[chosen] as number, free);
      return chosen;
    },
  };
  return scheduler;
}
