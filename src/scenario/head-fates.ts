import { DELAY_MONITOR_MARGIN_MS } from '#model/defaults.js';
import type { Fate, Host, ServiceSpec, UpdateConfig, Window } from '#model/scenario.js';
import { SIM_DEFAULTS } from './defaults.ts';
import { expandAll, parseFates } from './fates.ts';
import type { Picker } from './layers.ts';
import { between } from './windows.ts';

export interface Around {
  readonly host: Host;
  /** The longest that any rule watches any service of the stack. */
  readonly watchedMs: number;
  /** What is tried when nothing is said. */
  readonly standard: readonly string[];
}

/** What may become of one service's head. */
export function headFates(from: Picker, head: ServiceSpec, { host, watchedMs, standard }: Around): readonly Fate[] {
  const windows = fateWindows(head, watchedMs);
  const hasHealthcheck = head.healthcheck !== null;
  const words = expandAll(from.pick('head', standard), hasHealthcheck);
  from.note('head', words, from.sourceOf('head') ?? 'default: sim');
  return parseFates(words, {
    hasHealthcheck,
    diesAfter: from.pick('dies_after', windows.dies),
    diesLateAfter: from.pick('dies_late_after', windows.diesLate),
    unhealthyAfter: hasHealthcheck ? from.pick('unhealthy_after', windows.unhealthy) : windows.unhealthy,
    slowStart: from.pick('slow_start', SIM_DEFAULTS.slowStart),
    eatsMemory: from.pick('eats_memory', SIM_DEFAULTS.eatsMemory),
    exitCode: from.pick('exit_code', SIM_DEFAULTS.exitCode),
    memoryMb: host.memoryMb,
    ...from.blame('head'),
  });
}

interface FateWindows {
  readonly dies: Window;
  readonly diesLate: Window;
  readonly unhealthy: Window;
}

/**
 * "Dies": inside the engine's own monitor. "Dies late": after twice the longest that any rule watches, so that it has passed.
 * Unhealthy: moby daemon/health.go wants `retries` failed probes in a row, one an interval, before it says so.
 */
function fateWindows({ update, healthcheck }: ServiceSpec, watchedMs: number): FateWindows {
  const monitorMs = effectiveMonitorMs(update);
  const diesBeforeMs = Math.floor(monitorMs * 0.9);
  const noticedMs = healthcheck === null ? 0 : healthcheck.retries * healthcheck.intervalMs;
  return {
    dies: between(Math.min(200, Math.floor(diesBeforeMs / 2)), diesBeforeMs),
    diesLate: between(2 * watchedMs + 10_000, 2 * watchedMs + 40_000),
    unhealthy: between(noticedMs, noticedMs + 2 * monitorMs),
  };
}

/** swarmkit updater.go Run: a delay that is not below the monitor widens it. */
export function effectiveMonitorMs({ delayMs, monitorMs }: UpdateConfig): number {
  return delayMs >= monitorMs ? delayMs + DELAY_MONITOR_MARGIN_MS : monitorMs;
}

/** `head-serves` watches one delay a batch, then the monitor; of update and rollback the slower. */
export function watchedMsOf({ update, rollback }: ServiceSpec, slots: number): number {
  const watched = [update, rollback].map((pace) => {
    const batches = pace.parallelism === 0 ? 1 : Math.ceil(slots / pace.parallelism);
    return batches * pace.delayMs + effectiveMonitorMs(pace);
  });
  return Math.max(...watched);
}
