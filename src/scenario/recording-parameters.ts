import {
  DEFAULT_HEALTHCHECK,
  DEFAULT_RESTART_POLICY,
  DEFAULT_STOP_GRACE_MS,
  DEFAULT_UPDATE_CONFIG,
} from '#model/defaults.js';
import type { Healthcheck, RestartPolicy, UpdateConfig } from '#model/scenario.js';
import type { RecordedUpdateConfig, ScenarioLine } from './recording-lines.ts';

/** Recordings of this format deploy these commits. */
const STAMPS = { base: 'eb96de94+U', head: '7ae7b0f7+U', next: 'c0ffee00' } as const;

const BYTES_PER_MB = 1_048_576;
const ms = (nanoseconds: number): number => Math.round(nanoseconds / 1e6);

/** A recording's first line, defaults filled in as the API fills them in. */
export function recordedParameters({ scenario }: ScenarioLine) {
  const { base, head, health, grace, headReserve, headImage } = scenario;
  const plain = { imageExists: true, reservationMb: 0 };
  const hasHealthcheck = health !== undefined;
  return {
    name: scenario.id,
    replicas: scenario.replicas,
    update: updateConfig(scenario.update),
    rollback: updateConfig(scenario.rollback),
    restart: restartPolicy(scenario.restart),
    stopGraceMs: grace === undefined ? DEFAULT_STOP_GRACE_MS : ms(grace),
    healthcheck: healthcheck(health),
    stamps: STAMPS,
    labelOnly: scenario.labelOnly ?? false,
    left: null,
    containers: {
      base: { ...plain, ...behaviourOf(base, hasHealthcheck) },
      head: {
        ...behaviourOf(head, hasHealthcheck),
        imageExists: headImage === undefined,
        reservationMb: Math.ceil((headReserve ?? 0) / BYTES_PER_MB),
      },
      // The recorder's third spec runs the base's command.
      next: { ...plain, ...behaviourOf(base, hasHealthcheck) },
    },
  };
}

/** What a container's shell command may do of its own accord; a loop without end ends when it is told to, and not before. */
function behaviourOf(command: string, hasHealthcheck: boolean) {
  return {
    ends: endOf(command),
    exitsZeroWhenStopped: command.includes('trap "exit 0" TERM'),
    becomesHealthy: !hasHealthcheck || command.includes('touch '),
  };
}

function endOf(command: string): 'never' | 'exits-zero' | 'exits-non-zero' {
  if (/while\s*:/.test(command)) return 'never';
  return /exit 0\s*$/.test(command) ? 'exits-zero' : 'exits-non-zero';
}

/** moby convert/service.go: a Monitor of zero is not passed on, so SwarmKit's default holds (semantics section 1). */
function updateConfig(config: RecordedUpdateConfig | undefined): UpdateConfig {
  if (config === undefined) return DEFAULT_UPDATE_CONFIG;
  const { Parallelism, Delay = 0, FailureAction = 'pause', Monitor = 0, MaxFailureRatio = 0, Order } = config;
  return {
    parallelism: Parallelism,
    delayMs: ms(Delay),
    failureAction: FailureAction,
    monitorMs: Monitor === 0 ? DEFAULT_UPDATE_CONFIG.monitorMs : ms(Monitor),
    maxFailureRatio: MaxFailureRatio,
    order: Order ?? DEFAULT_UPDATE_CONFIG.order,
  };
}

function restartPolicy(restart: ScenarioLine['scenario']['restart']): RestartPolicy {
  const { Condition, Delay, MaxAttempts = 0, Window = 0 } = restart ?? {};
  return {
    condition: Condition ?? DEFAULT_RESTART_POLICY.condition,
    delayMs: Delay === undefined ? DEFAULT_RESTART_POLICY.delayMs : ms(Delay),
    maxAttempts: MaxAttempts,
    windowMs: ms(Window),
  };
}

function healthcheck(health: ScenarioLine['scenario']['health']): Healthcheck | null {
  if (health === undefined) return null;
  const { Interval, Timeout, Retries, StartPeriod } = health;
  return {
    intervalMs: Interval ? ms(Interval) : DEFAULT_HEALTHCHECK.intervalMs,
    timeoutMs: Timeout ? ms(Timeout) : DEFAULT_HEALTHCHECK.timeoutMs,
    retries: Retries ?? DEFAULT_HEALTHCHECK.retries,
    startPeriodMs: StartPeriod ? ms(StartPeriod) : DEFAULT_HEALTHCHECK.startPeriodMs,
  };
}
