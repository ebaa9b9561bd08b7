import type {
  Bounds,
  Fate,
  Host,
  Operator,
  Scenario,
  ServiceSpec,
  Timing,
  UpdateConfig,
  Watcher,
  Window,
} from '#model/scenario.js';
import { DELAY_MONITOR_MARGIN_MS } from '#model/defaults.js';
import { assembleSpec } from './assemble-spec.ts';
import { SIM_DEFAULTS } from './defaults.ts';
import { expandAll, parseFates } from './fates.ts';
import type { Picker } from './layers.ts';
import { between } from './windows.ts';

export interface Names {
  /** A trace names its scenario so: no path in it. */
  readonly scenario: string;
  readonly service: string;
}

/** What the layers say, defaults filled in, sources noted. */
export function assembleScenario(from: Picker, names: Names): Scenario {
  const name = from.pick('name', names.scenario);
  const stack = from.pick('stack', SIM_DEFAULTS.stack);
  const base = assembleSpec(from);
  const head = { ...base, stamp: from.pick('head_stamp', { label: SIM_DEFAULTS.headStamp }).label, template: 'head' };
  const other = { ...base, stamp: SIM_DEFAULTS.otherStamp, template: 'other' };
  const host = hostOf(from);
  return {
    name,
    stack,
    service: names.service,
    base,
    head,
    other,
    headFates: headFatesOf(from, head, host),
    host,
    timing: timingOf(from),
    watcher: watcherOf(from),
    operator: operatorOf(from),
    bounds: boundsOf(from),
  };
}

function headFatesOf(from: Picker, head: ServiceSpec, host: Host): readonly Fate[] {
  const windows = fateWindows(head);
  const source = from.sourceOf('head') ?? '--head';
  const hasHealthcheck = head.healthcheck !== null;
  const words = expandAll(from.pick('head', SIM_DEFAULTS.head), hasHealthcheck);
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
    where: source === '--head' ? source : `${source} head`,
    code: source.startsWith('--') ? 'usage.bad-value' : 'scenario.malformed',
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
function fateWindows({ replicas, update, rollback, healthcheck }: ServiceSpec): FateWindows {
  const monitorMs = effectiveMonitorMs(update);
  const diesBeforeMs = Math.floor(monitorMs * 0.9);
  const watchedMs = Math.max(...[update, rollback].map((pace) => watchedMsOf(pace, replicas)));
  const noticedMs = healthcheck === null ? 0 : healthcheck.retries * healthcheck.intervalMs;
  return {
    dies: between(Math.min(200, Math.floor(diesBeforeMs / 2)), diesBeforeMs),
    diesLate: between(2 * watchedMs + 10_000, 2 * watchedMs + 40_000),
    unhealthy: between(noticedMs, noticedMs + 2 * monitorMs),
  };
}

/** swarmkit updater.go Run: a delay that is not below the monitor widens it. */
function effectiveMonitorMs({ delayMs, monitorMs }: UpdateConfig): number {
  return delayMs >= monitorMs ? delayMs + DELAY_MONITOR_MARGIN_MS : monitorMs;
}

/** `head-serves` watches one delay a batch, then the monitor. */
function watchedMsOf(pace: UpdateConfig, replicas: number): number {
  const batches = pace.parallelism === 0 ? 1 : Math.ceil(replicas / pace.parallelism);
  return batches * pace.delayMs + effectiveMonitorMs(pace);
}

function hostOf(from: Picker): Host {
  return {
    memoryMb: from.pick('host.memory', SIM_DEFAULTS.hostMb),
    loadMb: from.pick('host.load', SIM_DEFAULTS.loadMb),
    loadChanges: from.pick('host.load_changes', SIM_DEFAULTS.loadChanges),
    oomKill: from.pick('host.oom_kill', SIM_DEFAULTS.oomKill),
  };
}

function timingOf(from: Picker): Timing {
  return {
    manager: from.pick('manager_delay', SIM_DEFAULTS.manager),
    allocate: from.pick('allocate_delay', SIM_DEFAULTS.allocate),
    schedule: from.pick('schedule_delay', SIM_DEFAULTS.schedule),
    assign: from.pick('assign_delay', SIM_DEFAULTS.assign),
    stopSignal: from.pick('stop_signal_delay', SIM_DEFAULTS.stopSignal),
    report: from.pick('report_lag', SIM_DEFAULTS.report),
  };
}

function watcherOf(from: Picker): Watcher {
  return {
    intervalMs: from.pick('poll_interval', SIM_DEFAULTS.intervalMs),
    read: from.pick('read_delay', SIM_DEFAULTS.read),
    deadlineMs: from.pick('deadline', SIM_DEFAULTS.deadlineMs),
    healthDeadlineMs: from.pick('health_deadline', SIM_DEFAULTS.healthDeadlineMs),
    healthAnswers: from.pick('health_answers', SIM_DEFAULTS.healthAnswers),
    healthyNeedsConverged: from.pick('healthy_needs_converged', false),
    graceMs: from.pick('noop_grace', SIM_DEFAULTS.noopGraceMs),
  };
}

function operatorOf(from: Picker): Operator {
  const moves = from.pick('moves', SIM_DEFAULTS.moves);
  return {
    moves,
    maxMoves: from.pick('max_moves', moves.length === 0 ? 0 : SIM_DEFAULTS.maxMoves),
    moveWindow: from.pick('move_window', SIM_DEFAULTS.moveWindow),
  };
}

function boundsOf(from: Picker): Bounds {
  return {
    maxSteps: from.pick('max_steps', SIM_DEFAULTS.maxSteps),
    horizonMs: from.pick('horizon', SIM_DEFAULTS.horizonMs),
    tasksPerSlot: from.pick('tasks_per_slot', SIM_DEFAULTS.tasksPerSlot),
  };
}
