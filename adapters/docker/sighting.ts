import * as z from 'zod';
import type { Answer, NodeView, RolloutPace, ServiceView, TaskView } from '#src/port/swarm-port.js';
import { AVAILABILITIES, TASK_STATES, UPDATE_STATES } from './payloads.ts';

/**
 * What a read brought, before identities become tokens: plain data that another process can be told. Identities are the engine's
 * own, container specs are digests, instants are ms since 1970 of the engine's clock. No value of an environment is in it.
 */
export interface ServiceSeen extends Omit<ServiceView, 'containerSpec'> {
  readonly containerSpec: string;
}

export interface TaskSeen extends Omit<TaskView, 'id' | 'slot' | 'containerSpec' | 'container' | 'node'> {
  readonly id: string;
  /** Null: of a global service. */
  readonly slot: number | null;
  readonly containerSpec: string;
  readonly container: string | null;
  readonly node: string | null;
}

export interface NodeSeen extends Omit<NodeView, 'id'> {
  readonly id: string;
}

export type Sighting = Pick<Answer, 'askedMs' | 'answeredMs'> &
  (
    | { readonly read: 'inspect'; readonly service: ServiceSeen }
    | { readonly read: 'list' | 'up-to-date'; readonly tasks: readonly TaskSeen[] }
    | { readonly read: 'nodes'; readonly nodes: readonly NodeSeen[] }
    | Extract<Answer, { readonly read: 'replicas' | 'health' | 'error' }>
  );

const int = z.int();
const pace = z.object({ parallelism: int, delayMs: int, monitorMs: int }) satisfies z.ZodType<RolloutPace>;
const state = z.enum(TASK_STATES);

const serviceSeen = z.object({
  version: int,
  stamp: z.string().nullable(),
  previousStamp: z.string().nullable(),
  mode: z.enum(['replicated', 'global']),
  replicas: int,
  containerSpec: z.string(),
  updateState: z.enum(['unset', ...UPDATE_STATES]),
  startedAtMs: int.nullable(),
  update: pace,
  rollback: pace,
}) satisfies z.ZodType<ServiceSeen>;

const taskSeen = z.object({
  id: z.string(),
  slot: int.nullable(),
  state,
  desired: state,
  containerSpec: z.string(),
  container: z.string().nullable(),
  node: z.string().nullable(),
  exitCode: int,
  createdAtMs: int,
}) satisfies z.ZodType<TaskSeen>;

const nodeSeen = z.object({ id: z.string(), down: z.boolean(), availability: z.enum(AVAILABILITIES) });
const timed = { askedMs: int, answeredMs: int };

/** Reads a sighting back that was written as JSON. */
export const sighting: z.ZodType<Sighting> = z.discriminatedUnion('read', [
  z.object({ ...timed, read: z.literal('inspect'), service: serviceSeen }),
  z.object({ ...timed, read: z.enum(['list', 'up-to-date']), tasks: z.array(taskSeen) }),
  z.object({ ...timed, read: z.literal('nodes'), nodes: z.array(nodeSeen) }),
  z.object({ ...timed, read: z.literal('replicas'), running: int, desired: int }),
  z.object({ ...timed, read: z.literal('health'), answers: z.boolean() }),
  z.object({ ...timed, read: z.literal('error'), message: z.string() }),
]);
