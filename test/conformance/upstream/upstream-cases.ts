// All rows of SwarmKit's own tests that the semantics lists in section 11.
import { CONTROL_API, CONTROL_API_SIMPLIFIED } from './cases/controlapi.ts';
import { ENFORCER, ENFORCER_SIMPLIFIED } from './cases/enforcer.ts';
import { EXEC, EXEC_SIMPLIFIED } from './cases/exec.ts';
import { GLOBAL } from './cases/global.ts';
import { REAPER, REAPER_SIMPLIFIED } from './cases/reaper.ts';
import { REPLICATED } from './cases/replicated.ts';
import { RESTART } from './cases/restart.ts';
import { ROLLBACK, ROLLBACK_SIMPLIFIED } from './cases/rollback.ts';
import { SCHEDULER, SCHEDULER_SIMPLIFIED } from './cases/scheduler.ts';
import { TASKS } from './cases/tasks.ts';
import { UPDATER } from './cases/updater.ts';
import type { SimplifiedRow, UpstreamCase } from './upstream-case.ts';

export const UPSTREAM_CASES: readonly UpstreamCase[] = [
  ...UPDATER,
  ...ROLLBACK,
  ...RESTART,
  ...REPLICATED,
  ...GLOBAL,
  ...TASKS,
  ...REAPER,
  ...ENFORCER,
  ...SCHEDULER,
  ...EXEC,
  ...CONTROL_API,
];

export const SIMPLIFIED_ROWS: readonly SimplifiedRow[] = [
  ...ROLLBACK_SIMPLIFIED,
  ...REAPER_SIMPLIFIED,
  ...ENFORCER_SIMPLIFIED,
  ...SCHEDULER_SIMPLIFIED,
  ...EXEC_SIMPLIFIED,
  ...CONTROL_API_SIMPLIFIED,
];
