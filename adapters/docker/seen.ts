import type { NodePayload, ServicePayload, TaskPayload } from './payloads.ts';
import { rolloutPace } from './rollout-pace.ts';
import type { NodeSeen, ServiceSeen, TaskSeen } from './sighting.ts';
import { specDigest } from './spec-digest.ts';

/** `GET /services/{name}`; `label` is the one that holds the stamp. */
export function serviceSeen({ Version, Spec, PreviousSpec, UpdateStatus }: ServicePayload, label: string): ServiceSeen {
  const { Mode, Labels, TaskTemplate, UpdateConfig, RollbackConfig } = Spec;
  return {
    version: Version.Index,
    stamp: Labels?.[label] ?? null,
    previousStamp: PreviousSpec?.Labels?.[label] ?? null,
    mode: 'Global' in Mode ? 'global' : 'replicated',
    replicas: 'Replicated' in Mode ? (Mode.Replicated as { readonly Replicas: number }).Replicas : 0,
    containerSpec: specDigest(TaskTemplate.ContainerSpec),
    updateState: UpdateStatus?.State ?? 'unset',
    startedAtMs: startedAtMs(UpdateStatus?.StartedAt),
    update: rolloutPace(UpdateConfig),
    rollback: rolloutPace(RollbackConfig),
  };
}

/** Go's zero time stands for none. */
function startedAtMs(text: string | null | undefined): number | null {
  const ms = text === null || text === undefined ? 0 : Date.parse(text);
  return ms <= 0 ? null : ms;
}

export function taskSeen({ ID, CreatedAt, Spec, Slot = 0, NodeID = '', Status, DesiredState }: TaskPayload): TaskSeen {
  const { ContainerID = '', ExitCode = 0 } = Status.ContainerStatus ?? {};
  return {
    id: ID,
    slot: Slot === 0 ? null : Slot,
    state: Status.State,
    desired: DesiredState,
    containerSpec: specDigest(Spec.ContainerSpec),
    container: ContainerID === '' ? null : ContainerID,
    node: NodeID === '' ? null : NodeID,
    exitCode: ExitCode,
    createdAtMs: Date.parse(CreatedAt),
  };
}

export function nodeSeen({ ID, Spec, Status }: NodePayload): NodeSeen {
  return { id: ID, down: Status.State === 'down', availability: Spec.Availability };
}
