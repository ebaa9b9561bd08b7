import type { Invariant } from './breach.ts';
import { SERVICE_INVARIANTS } from './invariants/of-services.ts';
import { SLOT_INVARIANTS } from './invariants/of-slots.ts';
import { TASK_INVARIANTS } from './invariants/of-tasks.ts';
import { TIME_INVARIANTS } from './invariants/of-time.ts';
import { UPDATER_INVARIANTS } from './invariants/of-updaters.ts';

/** Those that the real engine keeps, and this model with it. */
export const INVARIANTS: readonly Invariant[] = [
  ...TASK_INVARIANTS,
  ...SLOT_INVARIANTS,
  ...UPDATER_INVARIANTS,
  ...SERVICE_INVARIANTS,
  ...TIME_INVARIANTS,
];
