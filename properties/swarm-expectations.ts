import type { Expectation } from './expectation.ts';
import { COMPLETION_EXPECTATIONS } from './expectations/of-completion.ts';
import { PAUSED_EXPECTATIONS } from './expectations/of-paused.ts';
import { PROGRESS_EXPECTATIONS } from './expectations/of-progress.ts';
import { ROLLBACK_EXPECTATIONS } from './expectations/of-rollback.ts';
import { SLOT_EXPECTATIONS } from './expectations/of-slots.ts';
import { STATUS_EXPECTATIONS } from './expectations/of-status.ts';

/** Those that the real engine does not keep, each with the ways in which it breaks it. */
export const EXPECTATIONS: readonly Expectation[] = [
  ...STATUS_EXPECTATIONS,
  ...COMPLETION_EXPECTATIONS,
  ...ROLLBACK_EXPECTATIONS,
  ...SLOT_EXPECTATIONS,
  ...PAUSED_EXPECTATIONS,
  ...PROGRESS_EXPECTATIONS,
];
