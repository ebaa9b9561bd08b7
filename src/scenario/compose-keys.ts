/** One block of a Compose service: which of its keys are settings, and which are passed over in silence. */
export interface ComposeBlock {
  /** Where it stands in the service. */
  readonly at: readonly string[];
  /** With it, a key of `read` is the name of a setting. */
  readonly prefix: string;
  readonly read: readonly string[];
  /** They have no part in a rollout as simulated, or are read by other means. Any other key is warned of. */
  readonly passedOver: readonly string[];
}

/** Keys of a compose file itself. */
export const FILE_KEYS: readonly string[] = [
  'version',
  'services',
  'networks',
  'volumes',
  'secrets',
  'configs',
  'name',
];

/** Keys of a service, of any Compose specification. */
const SERVICE_KEYS: readonly string[] = [
  'annotations',
  'attach',
  'blkio_config',
  'build',
  'cap_add',
  'cap_drop',
  'cgroup',
  'cgroup_parent',
  'cgroupns_mode',
  'command',
  'configs',
  'container_name',
  'cpu_count',
  'cpu_percent',
  'cpu_period',
  'cpu_quota',
  'cpu_rt_period',
  'cpu_rt_runtime',
  'cpu_shares',
  'cpus',
  'cpuset',
  'credential_spec',
  'depends_on',
  'deploy',
  'develop',
  'device_cgroup_rules',
  'devices',
  'dns',
  'dns_opt',
  'dns_search',
  'domainname',
  'entrypoint',
  'env_file',
  'environment',
  'expose',
  'extends',
  'external_links',
  'extra_hosts',
  'gpus',
  'group_add',
  'healthcheck',
  'hostname',
  'image',
  'init',
  'ipc',
  'isolation',
  'labels',
  'links',
  'logging',
  'mac_address',
  'mem_limit',
  'mem_reservation',
  'mem_swappiness',
  'memswap_limit',
  'models',
  'network_mode',
  'networks',
  'oom_kill_disable',
  'oom_score_adj',
  'pid',
  'pids_limit',
  'platform',
  'ports',
  'post_start',
  'pre_stop',
  'privileged',
  'profiles',
  'provider',
  'pull_policy',
  'read_only',
  'restart',
  'runtime',
  'scale',
  'secrets',
  'security_opt',
  'shm_size',
  'stdin_open',
  'stop_signal',
  'storage_opt',
  'sysctls',
  'tmpfs',
  'tty',
  'ulimits',
  'user',
  'userns_mode',
  'uts',
  'volumes',
  'volumes_from',
  'working_dir',
];

const PACE = ['parallelism', 'delay', 'failure_action', 'monitor', 'max_failure_ratio', 'order'];
const RESTART = ['condition', 'delay', 'max_attempts', 'window'];
const HEALTH = ['test', 'disable', 'interval', 'timeout', 'retries', 'start_period', 'start_interval'];
const DEPLOY_KEYS = [
  'mode',
  'labels',
  'update_config',
  'rollback_config',
  'restart_policy',
  'resources',
  'placement',
  'endpoint_mode',
];

/** Every block that is read. */
export const COMPOSE_BLOCKS: readonly ComposeBlock[] = [
  { at: [], prefix: '', read: ['stop_grace_period'], passedOver: SERVICE_KEYS },
  { at: ['deploy'], prefix: '', read: ['replicas'], passedOver: DEPLOY_KEYS },
  {
    at: ['deploy', 'placement'],
    prefix: '',
    read: [],
    passedOver: ['constraints', 'preferences', 'max_replicas_per_node'],
  },
  { at: ['deploy', 'update_config'], prefix: 'update_config.', read: PACE, passedOver: [] },
  { at: ['deploy', 'rollback_config'], prefix: 'rollback_config.', read: PACE, passedOver: [] },
  { at: ['deploy', 'restart_policy'], prefix: 'restart_policy.', read: RESTART, passedOver: [] },
  { at: ['deploy', 'resources'], prefix: 'resources.', read: [], passedOver: ['limits', 'reservations'] },
  {
    at: ['deploy', 'resources', 'reservations'],
    prefix: 'resources.reservations.',
    read: ['memory'],
    passedOver: ['cpus', 'pids', 'generic_resources', 'devices'],
  },
  {
    at: ['deploy', 'resources', 'limits'],
    prefix: 'resources.limits.',
    read: ['memory'],
    passedOver: ['cpus', 'pids'],
  },
  { at: ['healthcheck'], prefix: 'healthcheck.', read: HEALTH, passedOver: [] },
];
