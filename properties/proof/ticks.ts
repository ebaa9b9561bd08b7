import { DELAY_MONITOR_MARGIN_MS } from '#model/defaults.js';
import { plansOf, type Scenario, type ServiceSpec, type Window } from '#model/scenario.js';
import { NO_DEADLINE_MS } from './clock-limits.ts';

/** A duration that the clock of a scenario has to meet, and what it is called where people read it. */
export interface Constant {
  readonly name: string;
  readonly ms: number;
}

/**
 * Every duration that a run of this scenario can come to wait for, by the names of `sim scenario`; `paces`: the rule's own. What
 * nothing will wait for is not among them: a fault that is not tried, a deadline that never comes.
 */
export function constantsOf(scenario: Scenario, paces: readonly number[] = []): readonly Constant[] {
  const all = [
    ...plansOf(scenario).flatMap(({ base, head, other, headFates }) => [
      ...[base, head, other].flatMap(ofSpec),
      ...headFates.flatMap(({ kind, window }) => ends(`the fate ${kind}`, window)),
    ]),
    ...ofSurroundings(scenario),
    ...paces.map((ms) => ({ name: 'the rule’s own pace', ms })),
  ];
  const known = new Map(
    all.filter(({ ms }) => ms > 0 && ms < NO_DEADLINE_MS).map((one) => [`${one.name} ${one.ms}`, one]),
  );
  return [...known.values()];
}

/** The longest tick that meets every one of them, in ms; 0: there is none to meet. */
export const commonTick = (constants: readonly Constant[]): number =>
  constants.reduce((tick, { ms }) => greatestCommonDivisor(tick, ms), 0);

/** The constant without which the tick would be longest: whom to blame for a short one. */
export function finest(constants: readonly Constant[]): Constant | undefined {
  const without = (left: Constant): number => commonTick(constants.filter(({ ms }) => ms !== left.ms));
  return [...constants].sort((a, b) => without(b) - without(a) || a.ms - b.ms)[0];
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

const ends = (name: string, { earliestMs, latestMs }: Window): readonly Constant[] =>
  [earliestMs, latestMs].map((ms) => ({ name, ms }));

function ofSpec({ update, rollback, restart, stopGraceMs, healthcheck, behaviour }: ServiceSpec): readonly Constant[] {
  const paces = [
    ['update_config', update],
    ['rollback_config', rollback],
  ] as const;
  return [
    ...paces.flatMap(([block, { delayMs, monitorMs }]) => [
      { name: `${block}.delay`, ms: delayMs },
      { name: `${block}.monitor`, ms: monitorMs },
      { name: 'the second that Swarm adds to a delay', ms: delayMs >= monitorMs ? DELAY_MONITOR_MARGIN_MS : 0 },
    ]),
    { name: 'restart_policy.delay', ms: restart.delayMs },
    { name: 'restart_policy.window', ms: restart.windowMs },
    { name: 'stop_grace_period', ms: behaviour.stop.latestMs > stopGraceMs ? stopGraceMs : 0 },
    ...ends('prepare', behaviour.prepare),
    ...ends('start', behaviour.start),
    ...ends('stop', behaviour.stop),
    ...(behaviour.bootMemoryMb === behaviour.restMemoryMb ? [] : ends('boot', behaviour.boot)),
    ...(healthcheck === null
      ? []
      : [
          { name: 'healthcheck.interval', ms: healthcheck.intervalMs },
          { name: 'healthcheck.timeout', ms: healthcheck.timeoutMs },
          { name: 'healthcheck.start_period', ms: healthcheck.startPeriodMs },
        ]),
  ];
}

function ofSurroundings({ host, timing, watcher, operator, faults }: Scenario): readonly Constant[] {
  const { nodeDown, ...always } = timing;
  const isTried = (kind: (typeof faults.kinds)[number]): boolean => faults.maxFaults > 0 && faults.kinds.includes(kind);
  return [
    ...Object.entries(always).flatMap(([part, window]: [string, Window]) => ends(DELAYS[part] ?? part, window)),
    ...ends('host.oom_kill', host.oomKill),
    { name: 'poll_interval', ms: watcher.intervalMs },
    ...ends('read_delay', watcher.read),
    { name: 'deadline', ms: watcher.deadlineMs },
    { name: 'health_deadline', ms: watcher.healthDeadlineMs },
    { name: 'noop_grace', ms: watcher.graceMs },
    ...(operator.maxMoves > 0 ? ends('move_window', operator.moveWindow) : []),
    ...ends('request_delay', operator.request),
    ...(isTried('node-down') ? [...ends('node_down_after', nodeDown), ...ends('down_for', faults.downFor)] : []),
    ...(isTried('late-answer') && faults.lateBy !== undefined ? ends('late_by', faults.lateBy) : []),
  ];
}

/** How `sim scenario` names the delays of the engine's parts. */
const DELAYS: Readonly<Record<string, string>> = {
  manager: 'manager_delay',
  allocate: 'allocate_delay',
  schedule: 'schedule_delay',
  assign: 'assign_delay',
  stopSignal: 'stop_signal_delay',
  report: 'report_lag',
};
