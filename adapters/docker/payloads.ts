import * as z from 'zod';
import type { NodeView, ServiceView, TaskView } from '#src/port/swarm-port.js';

/**
 * Payloads of the Engine API (v1.41 and later), as far as sim reads them. Unknown fields are kept: recordings hold them. A state
 * that is not listed is refused, never "other": a check that goes on over a word it does not know could end green.
 */
const UPDATE_STATES = [
  'updating',
  'paused',
  'completed',
  'rollback_started',
  'rollback_paused',
  'rollback_completed',
] as const satisfies readonly ServiceView['updateState'][];

const TASK_STATES = [
  'new',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
] as const satisfies readonly TaskView['state'][];

const AVAILABILITIES = ['active', 'pause', 'drain'] as const satisfies readonly NodeView['availability'][];

const count = z.int().min(0);
const name = z.string().min(1);
const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'is no instant of RFC 3339');
const version = z.looseObject({ Index: count });
const labels = z.record(z.string(), z.string());

const rolloutConfig = z.looseObject({
  Parallelism: count,
  Delay: z.number().min(0).optional(),
  Monitor: z.number().min(0).optional(),
});
export type RolloutConfigPayload = z.infer<typeof rolloutConfig>;

/** A plugin's service has no ContainerSpec: such a service is no app. */
const taskSpec = z.looseObject({ ContainerSpec: z.looseObject({ TTY: z.boolean().optional() }) });

/** Modes of jobs are not modelled (semantics 1), so they are refused. */
const mode = z.union([
  z.looseObject({ Replicated: z.looseObject({ Replicas: count }) }),
  z.looseObject({ Global: z.looseObject({}) }),
]);

const serviceSpec = z.looseObject({
  Name: name,
  Labels: labels.nullish(),
  TaskTemplate: taskSpec,
  Mode: mode,
  UpdateConfig: rolloutConfig.nullish(),
  RollbackConfig: rolloutConfig.nullish(),
});

export const servicePayload = z.looseObject({
  ID: name,
  Version: version,
  Spec: serviceSpec,
  PreviousSpec: z.looseObject({ Labels: labels.nullish() }).nullish(),
  // moby convert/service.go: absent when the store has none; one without a state is nothing that it writes.
  UpdateStatus: z.looseObject({ State: z.enum(UPDATE_STATES), StartedAt: instant.nullish() }).nullish(),
});
export type ServicePayload = z.infer<typeof servicePayload>;

export const serviceList = z.array(z.looseObject({ ID: name, Spec: z.looseObject({ Name: name }) }));

export const serviceCounts = z.array(
  z.looseObject({
    Spec: z.looseObject({ Name: name }),
    ServiceStatus: z.looseObject({ RunningTasks: count, DesiredTasks: count }),
  }),
);

const taskPayload = z.looseObject({
  ID: name,
  Version: version,
  CreatedAt: instant,
  Spec: taskSpec,
  ServiceID: name,
  Slot: count.optional(),
  NodeID: z.string().optional(),
  Status: z.looseObject({
    Timestamp: instant,
    State: z.enum(TASK_STATES),
    Err: z.string().optional(),
    ContainerStatus: z.looseObject({ ContainerID: z.string().optional(), ExitCode: z.int().optional() }).nullish(),
  }),
  DesiredState: z.enum(TASK_STATES),
});
export type TaskPayload = z.infer<typeof taskPayload>;
export const taskList = z.array(taskPayload);

/** swarmkit api/types.proto NodeStatus.State, as moby spells it. */
export const nodeList = z.array(
  z.looseObject({
    ID: name,
    Spec: z.looseObject({ Availability: z.enum(AVAILABILITIES) }),
    Status: z.looseObject({ State: z.enum(['unknown', 'down', 'ready', 'disconnected']) }),
  }),
);
export type NodePayload = z.infer<typeof nodeList>[number];

export const infoPayload = z.looseObject({
  ServerVersion: z.string(),
  SystemTime: instant,
  Swarm: z.looseObject({
    NodeID: z.string(),
    LocalNodeState: z.enum(['inactive', 'pending', 'active', 'error', 'locked']),
    ControlAvailable: z.boolean(),
    Error: z.string().optional(),
  }),
});
export type InfoPayload = z.infer<typeof infoPayload>;

export const containerPayload = z.looseObject({ State: z.looseObject({ OOMKilled: z.boolean() }) });
