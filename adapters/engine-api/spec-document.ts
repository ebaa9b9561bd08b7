import type { Spec } from '#model/model.js';
import type { Healthcheck, RestartPolicy, UpdateConfig } from '#model/scenario.js';
import type { ServiceMode } from '#model/vocabulary.js';
import type { JsonObject } from './documents.ts';

const NS = 1_000_000;
const MB = 1_048_576;

/** What names a service: its stack, and its own name in it. */
export interface SpecNames {
  readonly stack: string;
  readonly service: string;
  readonly mode: ServiceMode;
  /** ForceUpdate: how often it was forced. */
  readonly forced: number;
}

/** The label that holds the deployed commit. */
export const stampLabel = (stack: string): string => `coop-cloud.${stack}.chaos-version`;

/** A spec of the scenario as `docker stack deploy` would have sent it, and the engine shows it. */
export function documentOf(spec: Spec, { stack, service, mode, forced }: SpecNames): JsonObject {
  const image = `${service}:${spec.template}`;
  const namespace = { 'com.docker.stack.namespace': stack };
  const labels = {
    'com.docker.stack.image': image,
    ...namespace,
    ...(spec.stamp === null ? {} : { [stampLabel(stack)]: spec.stamp }),
    ...(spec.label === '' ? {} : { [`coop-cloud.${stack}.label`]: spec.label }),
  };
  return {
    Name: `${stack}_${service}`,
    Labels: labels,
    TaskTemplate: {
      ContainerSpec: {
        Image: image,
        Labels: namespace,
        Privileges: { CredentialSpec: null, SELinuxContext: null },
        StopGracePeriod: spec.stopGraceMs * NS,
        ...(spec.healthcheck === null ? {} : { Healthcheck: healthOf(spec.healthcheck) }),
        Isolation: 'default',
      },
      Resources: spec.reservationMb === 0 ? {} : { Reservations: { MemoryBytes: spec.reservationMb * MB } },
      RestartPolicy: restartOf(spec.restart),
      Placement: spec.constrained ? { Constraints: ['node.labels.sim==true'] } : {},
      ForceUpdate: forced,
      Runtime: 'container',
    },
    Mode: mode === 'global' ? { Global: {} } : { Replicated: { Replicas: spec.replicas } },
    UpdateConfig: paceOf(spec.update),
    RollbackConfig: paceOf(spec.rollback),
    EndpointSpec: { Mode: 'vip' },
  };
}

const healthOf = ({ intervalMs, timeoutMs, retries, startPeriodMs }: Healthcheck): JsonObject => ({
  Test: ['CMD', '/healthy'],
  Interval: intervalMs * NS,
  Timeout: timeoutMs * NS,
  ...(startPeriodMs === 0 ? {} : { StartPeriod: startPeriodMs * NS }),
  Retries: retries,
});

const restartOf = ({ condition, delayMs, maxAttempts, windowMs }: RestartPolicy): JsonObject => ({
  Condition: condition,
  Delay: delayMs * NS,
  ...(windowMs === 0 ? {} : { Window: windowMs * NS }),
  MaxAttempts: maxAttempts,
});

const paceOf = (pace: UpdateConfig): JsonObject => ({
  Parallelism: pace.parallelism,
  ...(pace.delayMs === 0 ? {} : { Delay: pace.delayMs * NS }),
  FailureAction: pace.failureAction,
  Monitor: pace.monitorMs * NS,
  MaxFailureRatio: pace.maxFailureRatio,
  Order: pace.order,
});
