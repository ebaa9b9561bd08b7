import type { Bounds, Faults, Host, Operator, Scenario, ServicePlan, Timing, Watcher } from '#model/scenario.js';
import { SIM_DEFAULTS } from './defaults.ts';
import type { Picker } from './layers.ts';

/** What the services of a stack share. */
export type Shared = Pick<Scenario, 'host' | 'timing' | 'watcher' | 'operator' | 'faults' | 'bounds'>;

export function hostOf(from: Picker): Host {
  return {
    nodes: from.pick('host.nodes', SIM_DEFAULTS.nodes),
    memoryMb: from.pick('host.memory', SIM_DEFAULTS.hostMb),
    loadMb: from.pick('host.load', SIM_DEFAULTS.loadMb),
    loadChanges: from.pick('host.load_changes', SIM_DEFAULTS.loadChanges),
    oomKill: from.pick('host.oom_kill', SIM_DEFAULTS.oomKill),
  };
}

/** `plans`: the app first. */
export function assembleSurroundings(from: Picker, host: Host, plans: readonly ServicePlan[]): Shared {
  return {
    host,
    timing: timingOf(from),
    watcher: watcherOf(from),
    operator: operatorOf(from, plans),
    faults: faultsOf(from),
    bounds: boundsOf(from),
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
    nodeDown: from.pick('node_down_after', SIM_DEFAULTS.nodeDown),
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

function operatorOf(from: Picker, plans: readonly ServicePlan[]): Operator {
  const moves = from.pick('moves', SIM_DEFAULTS.moves);
  // docker/cli scales replicated services only: where the app is none, the first that is.
  const scaled = plans.find(({ mode }) => mode === 'replicated')?.base.replicas ?? 1;
  return {
    moves,
    maxMoves: from.pick('max_moves', moves.length === 0 ? 0 : SIM_DEFAULTS.maxMoves),
    moveWindow: from.pick('move_window', SIM_DEFAULTS.moveWindow),
    scaleTo: from.pick('scale_to', scaled + 1),
    request: from.pick('request_delay', SIM_DEFAULTS.request),
  };
}

function faultsOf(from: Picker): Faults {
  const kinds = from.pick('faults', SIM_DEFAULTS.faults);
  return {
    kinds,
    maxFaults: from.pick('max_faults', kinds.length === 0 ? 0 : SIM_DEFAULTS.maxFaults),
    downFor: from.pick('down_for', SIM_DEFAULTS.downFor),
    ...(kinds.includes('late-answer') ? { lateBy: from.pick('late_by', SIM_DEFAULTS.lateBy) } : {}),
  };
}

function boundsOf(from: Picker): Bounds {
  return {
    maxSteps: from.pick('max_steps', SIM_DEFAULTS.maxSteps),
    horizonMs: from.pick('horizon', SIM_DEFAULTS.horizonMs),
    tasksPerSlot: from.pick('tasks_per_slot', SIM_DEFAULTS.tasksPerSlot),
  };
}
