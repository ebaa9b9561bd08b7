import type { Answer, NodeView, ServiceView, TaskView } from '#src/port/swarm-port.js';

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
