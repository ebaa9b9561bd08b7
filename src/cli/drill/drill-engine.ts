import type { DrillClient } from '#adapters/docker/drill-client.js';
import type { EndpointOptions } from '../endpoint-options.ts';

/** A manager that may be written to, within the drill's own names. */
export interface DrillEngine extends DrillClient {
  /** The endpoint, for people. */
  readonly place: string;
  readonly version: string;
  /** The node that is asked: its own tasks are what a drill looks at. */
  readonly node: string;
  /** The kernel limits the memory of a container. */
  readonly limitsMemory: boolean;
}

interface DrillEngineRequest {
  readonly endpoint: EndpointOptions;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** All names that may be written begin with it. */
  readonly prefix: string;
}

export type OpenDrill = (request: DrillEngineRequest) => Promise<DrillEngine>;
