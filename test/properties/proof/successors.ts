import { slack } from '#src/explore/scheduler.js';
import { stepList, type JudgedSystem } from '#src/explore/transition-system.js';
import type { Row } from '#src/layout/layout.js';

/** Every row that a step, or a tick, leads to; none where the run is over. */
export function successorsOf(system: JudgedSystem, tickMs: number): (row: Row) => readonly Row[] {
  const options = stepList();
  return (row) => {
    if (system.finished(row)) return [];
    options.count = 0;
    system.pending(row, options);
    const after = (change: (next: Row) => void): Row => {
      const next = row.slice();
      change(next);
      system.collapse?.(next);
      return next;
    };
    const enabled = Array.from(options.code.subarray(0, options.count)).filter((_, i) => options.from[i] === 0);
    const next = enabled.map((code) =>
      after((to) => {
        system.take(to, code);
      }),
    );
    const tick = (to: Row): void => {
      system.advance(to, tickMs);
    };
    return slack(options) < tickMs ? next : [...next, after(tick)];
  };
}
