import {
  DEFAULT_HEALTHCHECK,
  DEFAULT_RESTART_POLICY,
  DEFAULT_STOP_GRACE_MS,
  DEFAULT_UPDATE_CONFIG,
} from '#model/defaults.js';
import type { Behaviour, Healthcheck, RestartPolicy, ServiceSpec, UpdateConfig, Window } from '#model/scenario.js';
import type { ServiceMode } from '#model/vocabulary.js';
import { SIM_DEFAULTS } from './defaults.ts';
import type { Picker } from './layers.ts';
import { between } from './windows.ts';

/** The base's spec: what the layers say of the service. `stamp`: the base's, if nothing is said of it. */
export function assembleSpec(from: Picker, mode: ServiceMode, stamp: string | null): ServiceSpec {
  const healthcheck = healthcheckOf(from);
  return {
    stamp: from.pick('base_stamp', { label: stamp }).label,
    label: '',
    template: 'base',
    replicas: mode === 'global' ? 1 : from.pick('replicas', 1, 'SwarmKit'),
    constrained: from.pick('constrained', false, 'SwarmKit'),
    update: updateConfigOf(from, 'update_config'),
    rollback: updateConfigOf(from, 'rollback_config'),
    restart: restartPolicyOf(from),
    reservationMb: from.pick('resources.reservations.memory', 0, 'SwarmKit'),
    stopGraceMs: from.pick('stop_grace_period', DEFAULT_STOP_GRACE_MS, 'SwarmKit'),
    healthcheck,
    behaviour: behaviourOf(from, healthcheck),
  };
}

/**
 * docker/cli convertUpdateConfig gives a present config parallelism 1, the engine gives an absent one the same, so only what
 * each key says matters. moby convert/service.go: a monitor of 0 is not sent, and the engine takes its 5 s.
 */
function updateConfigOf(from: Picker, block: 'update_config' | 'rollback_config'): UpdateConfig {
  const fallback = DEFAULT_UPDATE_CONFIG;
  return {
    parallelism: from.pick(`${block}.parallelism`, fallback.parallelism, 'SwarmKit'),
    delayMs: from.pick(`${block}.delay`, fallback.delayMs, 'SwarmKit'),
    failureAction: from.pick(`${block}.failure_action`, fallback.failureAction, 'SwarmKit'),
    monitorMs: from.pickNonZero(`${block}.monitor`, fallback.monitorMs, 'SwarmKit'),
    maxFailureRatio: from.pick(`${block}.max_failure_ratio`, fallback.maxFailureRatio, 'SwarmKit'),
    order: from.pick(`${block}.order`, fallback.order, 'SwarmKit'),
  };
}

/** A restart_policy without a condition is `any` (moby maps "" to it), as is no policy at all. */
function restartPolicyOf(from: Picker): RestartPolicy {
  const fallback = DEFAULT_RESTART_POLICY;
  return {
    condition: from.pick('restart_policy.condition', fallback.condition, 'SwarmKit'),
    delayMs: from.pick('restart_policy.delay', fallback.delayMs, 'SwarmKit'),
    maxAttempts: from.pick('restart_policy.max_attempts', fallback.maxAttempts, 'SwarmKit'),
    windowMs: from.pick('restart_policy.window', fallback.windowMs, 'SwarmKit'),
  };
}

const HEALTH_KEYS = [
  'healthcheck.test',
  'healthcheck.interval',
  'healthcheck.timeout',
  'healthcheck.retries',
  'healthcheck.start_period',
  'healthcheck.start_interval',
] as const;

/** Any key of a healthcheck makes one, unless it is switched off. A zero is "not given" to the engine. */
function healthcheckOf(from: Picker): Healthcheck | null {
  const isNone = from.given('healthcheck.test') === 'none';
  if (
    from.given('healthcheck.disable') === true ||
    isNone ||
    HEALTH_KEYS.every((key) => from.given(key) === undefined)
  ) {
    const off = from.given('healthcheck.disable') === true ? 'healthcheck.disable' : 'healthcheck.test';
    from.note('healthcheck.disable', true, from.sourceOf(off) ?? 'default: Docker');
    return null;
  }
  const fallback = DEFAULT_HEALTHCHECK;
  return {
    intervalMs: from.pickNonZero('healthcheck.interval', fallback.intervalMs, 'Docker'),
    timeoutMs: from.pickNonZero('healthcheck.timeout', fallback.timeoutMs, 'Docker'),
    retries: from.pickNonZero('healthcheck.retries', fallback.retries, 'Docker'),
    startPeriodMs: from.pick('healthcheck.start_period', fallback.startPeriodMs, 'Docker'),
  };
}

function behaviourOf(from: Picker, healthcheck: Healthcheck | null): Behaviour {
  return {
    prepare: from.pick('prepare', SIM_DEFAULTS.prepare),
    start: from.pick('start', startOf(from, healthcheck)),
    stop: from.pick('stop', SIM_DEFAULTS.stop),
    boot: from.pick('boot', SIM_DEFAULTS.boot),
    bootMemoryMb: from.pick('memory.boot', SIM_DEFAULTS.taskMb),
    restMemoryMb: from.pick('memory.rest', SIM_DEFAULTS.taskMb),
  };
}

/** Until RUNNING. moby daemon/health.go: the first probe comes one interval after the start, inside a start_period one start_interval. */
function startOf(from: Picker, healthcheck: Healthcheck | null): Window {
  const { earliestMs, latestMs } = SIM_DEFAULTS.start;
  if (healthcheck === null) return SIM_DEFAULTS.start;
  const { intervalMs, startPeriodMs } = healthcheck;
  const { startIntervalMs: fallbackMs } = SIM_DEFAULTS;
  // Without a start_period the start_interval is never used.
  const startIntervalMs =
    startPeriodMs > 0 ? from.pickNonZero('healthcheck.start_interval', fallbackMs, 'Docker') : Infinity;
  const firstProbeMs = Math.min(intervalMs, startIntervalMs);
  return between(firstProbeMs + earliestMs, intervalMs + latestMs);
}
