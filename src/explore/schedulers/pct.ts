import type { Prng } from '../prng.ts';
import { slack, type Scheduler } from '../scheduler.ts';
import { dawdle } from './delays.ts';

/**
 * Probabilistic concurrency testing (Burckhardt et al., ASPLOS 2010): the actor with the highest priority goes, and at `depth` - 1
 * random points the one that is about to go falls to the bottom. A step that yields puts its actor below everyone, or a poller
 * would starve the rest.
 */
export function pct(random: Prng, actors: number, depth: number): Scheduler {
  const priority = new Float64Array(actors);
  const changes = new Int32Array(depth - 1);
  let length = 64;
  let step = 0;
  let bottom = 0;
  const scheduler: Scheduler = {
    name: 'pct',
    delayMs: 0,
    begin() {
      length = Math.max(16, Math.round(length * 0.9 + step * 0.1));
      for (let actor = 0; actor < actors; actor++) priority[actor] = 1 + random.next();
      for (let i = 0; i < changes.length; i++) changes[i] = random.below(length);
      step = 0;
      bottom = 0;
    },
    choose(options) {
      const free = slack(options);
      let best = -1;
      let ties = 0;
      let highest = -Infinity;
      for (let i = 0; i < options.count; i++) {
        if ((options.from[i] as number) > free) continue;
        const mine = priority[options.actor[i] as number] as number;
        if (mine < highest) continue;
        ties = mine === highest ? ties + 1 : 1;
        highest = mine;
        if (ties === 1 || random.oneIn(ties)) best = i;
      }
      if (best < 0) return -1;
      const falls = options.yields[best] === 1 || changes.includes(step);
      if (falls) priority[options.actor[best] as number] = --bottom;
      step++;
      scheduler.delayMs = dawdle(random, options.from[best] as number, free);
      return best;
    },
  };
  return scheduler;
}
