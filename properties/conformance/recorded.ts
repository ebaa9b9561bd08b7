import type { Healthcheck, RestartPolicy, TaskStateName, UpdateConfig, UpdateStateName } from '#model/index.js';

/** What a recording of a real engine says, as far as it is judged. Times are ms since its start. */
export interface Recorded {
  readonly name: string;
  readonly replicas: number;
  readonly update: UpdateConfig;
  readonly rollback: UpdateConfig;
  readonly restart: RestartPolicy;
  readonly stopGraceMs: number;
  readonly healthcheck: Healthcheck | null;
  readonly containers: Readonly<Record<SpecName, ContainerRecorded>>;
  /** The stamps of the specs that an update deploys. */
  readonly stamps: Readonly<Record<SpecName, string | null>>;
  /** The update to the head changes service labels only. */
  readonly labelOnly: boolean;
  /** What an update before the recording has left of itself; null: there was none. */
  readonly left: Pick<ServiceRecorded, 'updateState' | 'previous'> | null;
  readonly actions: readonly ActionRecorded[];
  /** In the order in which they were taken. */
  readonly samples: readonly SampleRecorded[];
}

export type SpecName = 'base' | 'head' | 'next';

/** What may become of a spec's containers of their own accord. */
export interface ContainerRecorded {
  readonly ends: 'never' | 'exits-zero' | 'exits-non-zero';
  readonly becomesHealthy: boolean;
  readonly exitsZeroWhenStopped: boolean;
  readonly imageExists: boolean;
  readonly reservationMb: number;
}

/** Sent and answered. */
type Span = readonly [number, number];

export interface ActionRecorded {
  readonly at: Span;
  readonly does: 'update' | 'label' | 'force' | 'identical' | 'rollback';
  /** `update`: to which spec. */
  readonly to: SpecName | null;
  /** `label`: the stamp. */
  readonly stamp: string | null;
}

/** What can be seen of a spec. Equal templates: deep-equal TaskSpecs. */
export interface SpecRecorded {
  readonly stamp: string | null;
  readonly template: string;
}

interface ServiceRecorded {
  readonly version: number;
  readonly spec: SpecRecorded;
  readonly previous: SpecRecorded | null;
  readonly updateState: UpdateStateName;
}

export interface TaskRecorded {
  readonly id: string;
  /** Of the last write of it, in the order of all writes. */
  readonly version: number;
  /** Sorts as the commits that created the tasks. */
  readonly created: string;
  readonly slot: number;
  readonly template: string;
  readonly state: TaskStateName;
  readonly desired: TaskStateName;
}

export interface SampleRecorded {
  /** Its line in the file. */
  readonly line: number;
  readonly serviceAt: Span;
  readonly tasksAt: Span;
  readonly service: ServiceRecorded;
  readonly tasks: readonly TaskRecorded[];
}
