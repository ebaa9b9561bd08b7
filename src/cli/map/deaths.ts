/** When a head that dies does so: before the engine's own window is over, or at any instant up to one well beyond it. */
export const DEATHS = ['in-time', 'any-time'] as const;
export type Deaths = (typeof DEATHS)[number];
