import { FAILURE_ACTIONS, FAULTS, MOVES, RESTART_CONDITIONS, SERVICE_MODES, UPDATE_ORDERS } from '#model/vocabulary.js';
import {
  choice,
  duration,
  healthTest,
  name,
  ratio,
  size,
  sizeLevels,
  stamp,
  wholeNumber,
  window,
  yesOrNo,
} from './kinds.ts';
import type { Kind } from './kinds.ts';
import { services, someOf, words } from './list-kinds.ts';

/**
 * What each service of the stack has of its own: `--set KEY` is the app's, `--set SERVICE:KEY` another's. The first part are
 * Compose's own keys (those under `deploy` with or without that prefix), the second part is what a compose file does not say.
 */
const OF_A_SERVICE = {
  mode: choice(SERVICE_MODES),
  replicas: wholeNumber(1, 1_000),
  constrained: yesOrNo,
  'update_config.parallelism': wholeNumber(0),
  'update_config.delay': duration(),
  'update_config.failure_action': choice(FAILURE_ACTIONS),
  'update_config.monitor': duration(),
  'update_config.max_failure_ratio': ratio,
  'update_config.order': choice(UPDATE_ORDERS),
  'rollback_config.parallelism': wholeNumber(0),
  'rollback_config.delay': duration(),
  // swarmkit controlapi validateUpdate: Spec.Rollback is never validated, so `rollback` is accepted here too.
  'rollback_config.failure_action': choice(FAILURE_ACTIONS),
  'rollback_config.monitor': duration(),
  'rollback_config.max_failure_ratio': ratio,
  'rollback_config.order': choice(UPDATE_ORDERS),
  'restart_policy.condition': choice(RESTART_CONDITIONS),
  'restart_policy.delay': duration(),
  'restart_policy.max_attempts': wholeNumber(0),
  'restart_policy.window': duration(),
  'resources.reservations.memory': size(),
  'resources.limits.memory': size(),
  stop_grace_period: duration(),
  'healthcheck.test': healthTest,
  'healthcheck.disable': yesOrNo,
  'healthcheck.interval': duration(),
  'healthcheck.timeout': duration(),
  'healthcheck.retries': wholeNumber(0),
  'healthcheck.start_period': duration(),
  'healthcheck.start_interval': duration(),

  base_stamp: stamp,
  head_stamp: stamp,
  head: words,
  dies_after: window,
  dies_late_after: window,
  unhealthy_after: window,
  slow_start: window,
  eats_memory: window,
  exit_code: wholeNumber(0, 255),
  prepare: window,
  start: window,
  stop: window,
  boot: window,
  'memory.boot': size(),
  'memory.rest': size(),
} as const satisfies Readonly<Record<string, Kind<unknown>>>;

/** What the whole stack shares: its cluster, its watcher, its operator. */
const OF_THE_STACK = {
  'host.nodes': wholeNumber(1, 8),
  'host.memory': size(1),
  'host.load': sizeLevels,
  'host.load_changes': wholeNumber(0, 16),
  'host.oom_kill': window,
  manager_delay: window,
  allocate_delay: window,
  schedule_delay: window,
  assign_delay: window,
  stop_signal_delay: window,
  report_lag: window,
  node_down_after: window,
  poll_interval: duration(1),
  read_delay: window,
  deadline: duration(1),
  health_deadline: duration(1),
  health_answers: wholeNumber(1, 1_000),
  healthy_needs_converged: yesOrNo,
  noop_grace: duration(),
  moves: someOf(MOVES, 'moves', '; what may happen to the cluster is the key faults'),
  max_moves: wholeNumber(0, 16),
  move_window: window,
  scale_to: wholeNumber(1, 1_000),
  request_delay: window,
  faults: someOf(FAULTS, 'faults'),
  max_faults: wholeNumber(0, 16),
  down_for: window,
  late_by: window,
  horizon: duration(1),
  max_steps: wholeNumber(1, 100_000_000),
  tasks_per_slot: wholeNumber(2, 64),
} as const satisfies Readonly<Record<string, Kind<unknown>>>;

/** Every key that `--set` and `x-sim` know, and how its value is written. */
export const SETTINGS = { name, stack: name, beside: services, ...OF_A_SERVICE, ...OF_THE_STACK } as const;

export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<K extends SettingKey> = (typeof SETTINGS)[K] extends Kind<infer T> ? T : never;

/** The setting that a key names; undefined if none. */
export function settingKeyOf(key: string): SettingKey | undefined {
  const bare = key.startsWith('deploy.') ? key.slice('deploy.'.length) : key;
  return isSettingKey(bare) ? bare : undefined;
}

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

/** It has one value for the whole stack, so it is not to be given to a service beside the app. */
export function isStackWide(key: SettingKey): boolean {
  return !Object.hasOwn(OF_A_SERVICE, key);
}
