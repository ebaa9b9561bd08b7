import type { SettingKey } from '../../scenario/settings.ts';

/** Short names of settings that a map is often made of. Any other key of `sim scenario` that is a time or a number will do as well. */
export const AXES: Readonly<Record<string, SettingKey>> = {
  monitor: 'update_config.monitor',
  delay: 'update_config.delay',
  parallelism: 'update_config.parallelism',
  rollback_monitor: 'rollback_config.monitor',
  rollback_delay: 'rollback_config.delay',
  restart_delay: 'restart_policy.delay',
  poll_interval: 'poll_interval',
  health_answers: 'health_answers',
  grace: 'noop_grace',
  lag: 'report_lag',
  replicas: 'replicas',
};
