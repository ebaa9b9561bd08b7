import { nameOf } from './retrace.ts';
import type { Trace } from './trace.ts';

/** Where two runs of one schedule part, in words; null: nowhere. */
export function differenceOf(first: Trace, second: Trace): string | null {
  const length = Math.max(first.schedule.length, second.schedule.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [first.schedule[i], second.schedule[i]];
    if (JSON.stringify(a) === JSON.stringify(b)) continue;
    const named = (step: typeof a): string =>
      step === undefined ? 'it was over' : `${nameOf(step)} at ${step.atMs} ms`;
    const [was, is] = [named(a), named(b)];
    return `step ${i + 1}: ${was}; the second time: ${was === is ? `${is}, but it showed something else` : is}`;
  }
  return JSON.stringify(first.outcome) === JSON.stringify(second.outcome) ? null : 'the same steps ended otherwise';
}
