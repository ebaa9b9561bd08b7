import { served, type Served } from '../adapters/engine-api/served.ts';

/** A simulated engine that is held against a real one: a stack of one service, which its client deploys, as fast as containers are. */
export function besideRealOne(stack: string, heads: readonly string[]): Served {
  const fast = ['prepare=50ms..100ms', 'start=200ms..400ms', 'stop=10ms..100ms'];
  return served({
    compose: 'services: { app: { image: app } }',
    overrides: [`stack=${stack}`, ...fast],
    heads,
    deployed: false,
    epochMs: Date.now(),
  });
}
