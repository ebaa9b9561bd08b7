import type { EvidencePort } from '../../port/evidence.ts';
import type { Answer, SwarmPort } from '../../port/swarm-port.ts';
import type { Capture } from '../../scenario/capture-file.ts';
import type { EndpointOptions } from '../endpoint-options.ts';

export interface SwarmRequest {
  readonly endpoint: EndpointOptions;
  readonly stack: string;
  /** The app; undefined: the stack's service `app`, else its only one. */
  readonly service: string | undefined;
  readonly healthUrl: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes back whatever is asked. */
  readonly signal: AbortSignal;
}

type CapturedService = Capture['services'][number];

type Captured =
  | { readonly read: 'inspect'; readonly service: CapturedService['service'] }
  | { readonly read: 'list'; readonly tasks: CapturedService['tasks'] };

/** A stack of a live engine. */
export interface LiveStack extends SwarmPort, EvidencePort {
  /** Of the engine that answers, as far as it is told: a capture of another swarm is refused. */
  readonly swarm: string | null;
  /** The stack as it is now. */
  readonly capture: () => Promise<Capture['services']>;
  /** What was captured, as rules are told it: identities as the tokens that this stack has for them. */
  readonly told: (captured: Captured) => Answer;
  readonly close: () => void;
}

export type Connect = (request: SwarmRequest) => Promise<LiveStack>;
