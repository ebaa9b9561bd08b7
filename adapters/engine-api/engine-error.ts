/** What the engine answers instead: a status, and its own words as `{"message": …}`. */
export class EngineError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'EngineError';
    this.status = status;
  }
}

export const notFound = (what: string, name: string): EngineError => new EngineError(404, `${what} ${name} not found`);
export const badRequest = (message: string): EngineError => new EngineError(400, message);
/** A gRPC error of the manager, as moby passes it on. */
export const rpcError = (status: number, code: string, text: string): EngineError =>
  new EngineError(status, `rpc error: code = ${code} desc = ${text}`);
/** The simulated engine's own limits. */
export const noRoom = (message: string): EngineError => new EngineError(503, `simulated engine: ${message}`);
