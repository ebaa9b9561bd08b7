/**
 * What head-serves comes to over all worlds of the bounds together. The numbers are this model's own: pinned so that a model, a rule, a
 * bound or a reduction that changes shows in a diff.
 */
export const PINNED = {
  small: { worlds: 40, states: 117_539, transitions: 272_561 },
  standard: { worlds: 111, states: 10_535_148, transitions: 39_793_341 },
} as const;
