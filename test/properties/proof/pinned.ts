/**
 * What head-serves comes to over all worlds of the bounds together. The numbers are this model's own: pinned so that a model, a rule, a
 * bound or a reduction that changes shows in a diff.
 */
export const PINNED = {
  small: { worlds: 39, states: 96_595, transitions: 218_303 },
  standard: { worlds: 109, states: 10_208_697, transitions: 38_521_069 },
} as const;
