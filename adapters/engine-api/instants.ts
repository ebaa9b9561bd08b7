/** Virtual time 0 of a world whose owner does not say otherwise. */
export const EPOCH_MS = Date.UTC(2026, 0, 1);

/** RFC 3339 with nanosecond digits, as Go prints an instant. Virtual ms from an epoch. */
export const instantText = (epochMs: number, ms: number): string =>
  new Date(epochMs + ms).toISOString().replace(/Z$/, '000000Z');

/** Go's zero time. */
export const ZERO_INSTANT = '0001-01-01T00:00:00Z';

/**
 * `since` and `until` of logs and events: seconds with a fraction, or RFC 3339; as virtual ms. Null: nothing, or nothing that can be
 * read.
 */
export function readInstant(text: string | null, epochMs: number): number | null {
  if (text === null || text === '' || text === '0') return null;
  const at = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text);
  return Number.isNaN(at) ? null : at - epochMs;
}
