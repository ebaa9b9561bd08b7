import type { EvidencePort } from '../../port/evidence.ts';
import type { SwarmPort } from '../../port/swarm-port.ts';
import type { Capture } from '../../scenario/capture-file.ts';
import type { Recall } from './recall.ts';

/** Where the engine is, as the docker command line would be told. */
export interface EndpointOptions {
  readonly context?: string;
  readonly host?: string;
  readonly tls?: true;
  readonly tlsverify?: true;
  readonly tlscacert?: string;
  readonly tlscert?: string;
  readonly tlskey?: string;
}

export interface SwarmRequest {
  readonly endpoint: EndpointOptions;
  readonly stack: string;
  /** The app; undefined: the stack's service `app`, else its only one. */
  readonly service: string | undefined;
  readonly healthUrl: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A stack of a live engine. */
export interface LiveStack extends SwarmPort, EvidencePort {
  /** Of the engine that answers, as far as it is told: a capture of another swarm is refused. */
  readonly swarm: string | null;
  /** The stack as it is now. */
  readonly capture: () => Promise<Capture['services']>;
  /** The answers that a rule would have been given then. */
  readonly recall: (services: Capture['services']) => Recall;
  readonly close: () => Promise<void>;
}

export type Connect = (request: SwarmRequest) => Promise<LiveStack>;
