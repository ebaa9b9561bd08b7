// All rows of SwarmKit's own tests that the semantics lists in section 11.
import { GLOBAL, GLOBAL_SIMPLIFIED } from './cases/global.ts';
import { REPLICATED, REPLICATED_SIMPLIFIED } from './cases/replicated.ts';
import { RESTART } from './cases/restart.ts';
import { ROLLBACK, ROLLBACK_SIMPLIFIED } from './cases/rollback.ts';
import { UPDATER } from './cases/updater.ts';
import type { SimplifiedRow, UpstreamCase } from './upstream-case.ts';

export const UPSTREAM_CASES: readonly UpstreamCase[] = [...UPDATER, ...ROLLBACK, ...RESTART, ...REPLICATED, ...GLOBAL];

export const SIMPLIFIED_ROWS: readonly SimplifiedRow[] = [
  ...ROLLBACK_SIMPLIFIED,
  ...REPLICATED_SIMPLIFIED,
  ...GLOBAL_SIMPLIFIED,
];
