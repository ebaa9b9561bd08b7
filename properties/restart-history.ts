import type { Model } from '#model/model.js';
import { newestIn } from '#model/task-reaper.js';
import { G, T } from '#model/world.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';

/** How far back a clock has to reach that `agingHistories` keeps, in ms. */
export const historyMs = (windowMs: number): number => 2 * windowMs + 2;

/** The longest of what is asked of a slot's clocks: a restart delay, or the window in which restarts count. */
export const longestRestartMs = (m: Model): number =>
  Math.max(0, ...m.specs.map(({ restart: { delayMs, windowMs } }) => Math.max(delayMs, windowMs)));

/**
 * Whether a restart counts is asked of the time between it and the end of the newest task (restart-supervisor.ts shouldRestart), and
 * asked again however long both are past: clocks that saturate one by one would bring them together. So they are held together where
 * that task's end has left the window, and what lies a window before it lies just behind that.
 */
export function agingHistories(m: Model): (row: Row) => void {
  const { attempts } = m.places.dimensions;
  if (attempts === 0) return () => undefined;
  const limit = longestRestartMs(m) + 1;
  return (row) => {
    const now = get(row, G.now);
    for (let l = 0; l < m.slots; l++) {
      const newest = newestIn(m, row, l);
      if (newest < 0) continue;
      const status = m.places.task(newest) + T.statusAt;
      const endedAt = get(row, status);
      const later = Math.max(0, now - endedAt - limit);
      set(row, status, endedAt + later);
      for (let a = 0; a < attempts; a++) {
        const at = m.places.attempt(l, a);
        const restartedAt = get(row, at);
        if (restartedAt !== NEVER) set(row, at, Math.max(restartedAt, endedAt - limit) + later);
      }
    }
  };
}
