/** Where head-serves is: the read that it asks for next, or what it does instead of one. */
export const STEP = {
  CAPTURE: 0,
  CAPTURE_TASKS: 1,
  INSPECT: 2,
  UP_TO_DATE: 3,
  LIST: 4,
  NODES: 5,
  INSPECT_AGAIN: 6,
  DEPLOYING: 7,
  RESTING: 8,
} as const;
