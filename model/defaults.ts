import type { RestartPolicy, UpdateConfig } from './scenario.ts';

/** swarmkit api/defaults/service.go: used when the whole config object is absent. */
export const DEFAULT_UPDATE_CONFIG: UpdateConfig = {
  parallelism: 1,
  delayMs: 0,
  failureAction: 'pause',
  monitorMs: 5_000,
  maxFailureRatio: 0,
  order: 'stop-first',
};

/** swarmkit api/defaults/service.go: Restart when nil. */
export const DEFAULT_RESTART_POLICY: RestartPolicy = { condition: 'any', delayMs: 5_000, maxAttempts: 0, windowMs: 0 };

/** swarmkit api/defaults/service.go StopGracePeriod. */
export const DEFAULT_STOP_GRACE_MS = 10_000;

/** swarmkit restart.go defaultOldTaskTimeout: how long a replacement waits for the old task to stop. */
export const OLD_TASK_TIMEOUT_MS = 60_000;

/** swarmkit updater.go Run: when Delay >= monitor, the monitor becomes Delay + 1 s. */
export const DELAY_MONITOR_MARGIN_MS = 1_000;

/** swarmkit manager/manager.go TaskHistoryRetentionLimit, per slot. */
export const TASK_HISTORY_LIMIT = 5;

/** swarmkit manager/orchestrator/taskreaper reaperBatchingInterval. */
export const REAPER_BATCH_MS = 250;

/** moby daemon/health.go: healthcheck values that a file does not give. */
export const DEFAULT_HEALTHCHECK = { intervalMs: 30_000, timeoutMs: 30_000, retries: 3, startPeriodMs: 0 } as const;
