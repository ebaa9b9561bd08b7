import { EngineError } from './engine-error.ts';
import type { EngineWorld } from './engine-world.ts';
import { refusal, type EngineReply } from './replies.ts';
import { asked, checkVersion, type EngineRequest } from './request.ts';
import { ROUTES } from './routes/all-routes.ts';
import { match, type Route } from './routes/route.ts';

export type { EngineRequest } from './request.ts';
export type { EngineReply } from './replies.ts';

/** The simulated Swarm as the Engine API shows it at the present instant of a world. Never lets time pass by itself. */
export interface SimulatedEngine {
  /** Answers one request from the world as it is now; what it changes goes into the world as one write. */
  readonly handle: (request: EngineRequest, world: EngineWorld) => EngineReply;
  /** Whether the answer depends on the world. What does not (a ping, the version, an unknown path) is no look at it. */
  readonly looks: (request: EngineRequest) => boolean;
}

export const simulatedEngine: SimulatedEngine = { handle, looks };

function handle(request: EngineRequest, world: EngineWorld): EngineReply {
  try {
    world.ledger.note(world.row);
    const question = asked(request);
    const found = routeOf(question.method, question.pieces);
    checkVersion(question);
    const reply = found.route.answer(question, world, found.reference);
    world.ledger.note(world.row);
    return reply;
  } catch (error) {
    if (error instanceof EngineError) return refusal(error);
    throw error;
  }
}

function looks(request: EngineRequest): boolean {
  try {
    const { method, pieces } = asked(request);
    return routeOf(method, pieces).route.on === 'world';
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}

function routeOf(method: string, pieces: readonly string[]): { readonly route: Route; readonly reference: string } {
  for (const route of ROUTES) {
    const reference = route.method === method ? match(route, pieces) : null;
    if (reference !== null) return { route, reference };
  }
  throw new EngineError(404, 'page not found');
}
