import type { EngineReply, EngineRequest } from '#adapters/engine-api/simulated-engine.js';

/** An engine whose world moves when its owner says so. */
export interface OwnedEngine {
  /** What it is, in a few words. */
  readonly about: string;
  readonly answer: (request: EngineRequest) => Promise<EngineReply>;
  /** Whether the app answers a request that reaches it now. */
  readonly isHealthy: () => boolean;
  /** Nothing happens in it any more. */
  readonly stop: () => void;
}
