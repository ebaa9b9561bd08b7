import type { Model } from '#model/model.js';
import type { Read } from '#src/assertions/judge.js';
import type { Row } from '#src/layout/layout.js';

/** Who deploys the head: the client itself, or the schedule, at once and before the client is answered for the first time. */
export const DEPLOYERS = ['by-client', 'by-schedule'] as const;
export type Deployer = (typeof DEPLOYERS)[number];

/** What a client does next, once it was answered (or has just been started). */
export type ClientAct =
  | {
      readonly does: 'asks';
      /** "GET /services/demo_app"; of what it sends, enough to tell two bodies apart. The same text is the same request. */
      readonly request: string;
      /** The read of a rule that it amounts to; null: something else. */
      readonly read: Read | null;
      /** Index of the service that it is about, or that it writes. */
      readonly service: number;
      /** It sends the service's spec. */
      readonly writes: boolean;
    }
  | {
      readonly does: 'ends';
      readonly verdict: 'pass' | 'fail' | 'undecided';
      /** "code 0", "no answer within 30s". */
      readonly how: string;
    };
export type ClientRequest = ClientAct & { readonly does: 'asks' };

/** The world of one run, as whoever answers the client is given it. */
export interface ClientWorld {
  /** Its specs grow with what the client sends. */
  readonly model: Model;
  readonly row: Row;
  /** To be called when the client's request has written a service. */
  readonly wrote: () => void;
}

/** Whoever is outside: a deploy script, say. One run after the other, each with a client that knows nothing of the one before. */
export interface Client {
  /** A run begins. Its client may be started only when `next` is called. */
  readonly begin: (world: ClientWorld) => void;
  readonly next: () => Promise<ClientAct>;
  /** Answers the request, from the world as it is now. */
  readonly answer: (request: ClientRequest) => void;
  /** The world has moved. */
  readonly moved: () => void;
  /** Ends the client, if it has not ended, and all that it has started. */
  readonly end: () => Promise<void>;
}
