import { nowMs } from '#model/view.js';
import type { EngineWorld } from '../engine-world.ts';
import { readInstant } from '../instants.ts';
import { stream, type EngineReply } from '../replies.ts';
import { filtersIn, passes, type Asked, type Filters } from '../request.ts';
import type { EngineEvent } from '../service-events.ts';
import type { Route } from './route.ts';

/** Events of services, networks, configs and secrets. Simplified: a node's and a container's are not told. */
export const eventRoutes: readonly Route[] = [{ method: 'GET', path: 'events', on: 'world', answer: events }];

const FILTERS = [
  'config',
  'container',
  'daemon',
  'event',
  'image',
  'label',
  'network',
  'node',
  'plugin',
  'scope',
  'secret',
  'service',
  'type',
  'volume',
];

function events(asked: Asked, world: EngineWorld): EngineReply {
  const { query } = asked;
  const filters = filtersIn(asked, FILTERS);
  const { epochMs } = world.ledger;
  const since = readInstant(query.get('since'), epochMs);
  const until = readInstant(query.get('until'), epochMs);
  // Without `since` only what comes from now on is told.
  const next = since === null ? world.ledger.events.length : 0;
  return stream(
    told(world, { next, since: since ?? -Infinity, until: until ?? Infinity, filters }),
    'application/json',
  );
}

interface Wanted {
  readonly next: number;
  readonly since: number;
  readonly until: number;
  readonly filters: Filters;
}

async function* told(world: EngineWorld, { next, since, until, filters }: Wanted): AsyncGenerator<string> {
  const { ledger, row } = world;
  for (let i = next; ; i++) {
    while (i >= ledger.events.length) {
      if (nowMs(row) >= until) return;
      await ledger.moved();
    }
    const event = ledger.events[i];
    if (event === undefined || event.atMs > until) return;
    if (event.atMs >= since && isWanted(event, filters)) yield `${eventJson(event, ledger.epochMs)}\n`;
  }
}

function isWanted({ type, action, id, attributes }: EngineEvent, filters: Filters): boolean {
  const { name = '' } = attributes;
  const isNamed = (value: string): boolean => value === id || value === name || id.startsWith(value);
  const isOf = (kind: string): boolean => !filters.has(kind) || (type === kind && passes(filters, kind, isNamed));
  return (
    passes(filters, 'type', (value) => value === type) &&
    passes(filters, 'event', (value) => value === action) &&
    passes(filters, 'scope', (value) => value === 'swarm') &&
    ['config', 'container', 'network', 'node', 'secret', 'service', 'volume', 'image', 'plugin', 'daemon'].every(
      isOf,
    ) &&
    (filters.get('label') ?? []).length === 0
  );
}

/** The time in nanoseconds is more than a number of JavaScript holds. */
function eventJson({ type, action, id, attributes, atMs }: EngineEvent, epochMs: number): string {
  const at = epochMs + atMs;
  const event = JSON.stringify({
    Type: type,
    Action: action,
    Actor: { ID: id, Attributes: attributes },
    scope: 'swarm',
  });
  return `${event.slice(0, -1)},"time":${Math.floor(at / 1_000)},"timeNano":${at}000000}`;
}
