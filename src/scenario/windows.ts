import type { Window } from '#model/scenario.js';
import { formatDuration, parseDuration } from './durations.ts';

/** "20s..60s", or one duration for a window of no width. */
export function parseWindow(text: string): Window | undefined {
  const [from = '', to = from, ...rest] = text.split('..');
  const earliestMs = parseDuration(from.trim());
  const latestMs = parseDuration(to.trim());
  if (rest.length > 0 || earliestMs === undefined || latestMs === undefined || earliestMs > latestMs) return undefined;
  return { earliestMs, latestMs };
}

export function formatWindow({ earliestMs, latestMs }: Window): string {
  const from = formatDuration(earliestMs);
  return earliestMs === latestMs ? from : `${from}..${formatDuration(latestMs)}`;
}

export function between(earliestMs: number, latestMs: number): Window {
  return { earliestMs, latestMs };
}
