import type { Prng } from '../prng.ts';
import { UNFORCED } from '../transition-system.ts';

/** A delay between two bounds: often one of them, since races live at the edges of windows. */
export function drawDelay(random: Prng, from: number, until: number): number {
  if (until <= from) return from;
  const width = until - from;
  switch (random.below(5)) {
    case 0:
      return from;
    case 1:
      return until;
    default:
      return from + random.below(width + 1);
  }
}

/**
 * A delay for a step that nothing forces: before whatever is forced next, or any order of magnitude from 1 ms to two minutes.
 * `slack`: how long before something is forced.
 */
export function drawFreeDelay(random: Prng, from: number, slack: number): number {
  if (slack < UNFORCED && slack >= from && random.oneIn(3)) return drawDelay(random, from, slack);
  // Whole numbers only: floating-point powers may differ from one engine to the next, and with them the bytes of a trace.
  const magnitude = 1 << random.below(17);
  return from + magnitude + random.below(magnitude) - 1;
}

/** How long to wait before a step chosen among several: mostly not at all, at times for some of what the others allow. */
export function dawdle(random: Prng, from: number, slack: number): number {
  if (slack <= from || !random.oneIn(4)) return from;
  if (slack === UNFORCED) return drawFreeDelay(random, from, slack);
  return drawDelay(random, from, slack);
}
