import type { DockerClient } from '#adapters/docker/docker-client.js';
import { SimError } from '../../errors.ts';
import { version } from '../version.ts';

type ServicePayload = Awaited<ReturnType<DockerClient['service']>>;
type Fields = Readonly<Record<string, unknown>>;

/** As many as conformance has room for. */
const MOST_REPLICAS = 30;

/** What can be known of the scenario before anything happens. What containers do is not known: `base` and `head` are blank. */
export function firstLine(
  { Spec }: ServicePayload,
  engine: { readonly version: string; readonly api: string },
): object {
  const { TaskTemplate, UpdateConfig, RollbackConfig } = Spec;
  const { Healthcheck, StopGracePeriod } = TaskTemplate.ContainerSpec as Fields;
  const { RestartPolicy, Resources } = TaskTemplate as Fields;
  const { Limits } = (Resources ?? {}) as Fields;
  const scenario = {
    id: Spec.Name,
    replicas: replicasOf(Spec),
    base: '',
    head: '',
    update: UpdateConfig ?? undefined,
    rollback: RollbackConfig ?? undefined,
    restart: RestartPolicy,
    health: isTested(Healthcheck) ? Healthcheck : undefined,
    grace: StopGracePeriod,
    memLimit: ((Limits ?? {}) as Fields)['MemoryBytes'],
  };
  return { kind: 'scenario', recordedBy: `sim ${version()}`, scenario, engine };
}

function replicasOf({ Name, Mode }: ServicePayload['Spec']): number {
  const replicas = 'Replicated' in Mode ? (Mode.Replicated as { readonly Replicas: number }).Replicas : 0;
  if (replicas >= 1 && replicas <= MOST_REPLICAS) return replicas;
  throw new SimError({
    code: 'usage.bad-value',
    where: Name,
    what: 'Global' in Mode ? 'it is a global service' : `it wants ${replicas} tasks`,
    remedy: `sim record follows one replicated service of 1 to ${MOST_REPLICAS} tasks: that is what sim conform can judge.`,
  });
}

/** `["NONE"]` switches off what the image has. */
function isTested(healthcheck: unknown): boolean {
  const { Test } = (healthcheck ?? {}) as { readonly Test?: unknown };
  return Array.isArray(Test) && Test.length > 0 && Test[0] !== 'NONE';
}
