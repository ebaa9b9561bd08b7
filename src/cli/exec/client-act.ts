import { createHash } from 'node:crypto';
import { asked } from '#adapters/engine-api/request.js';
import type { EngineRequest } from '#adapters/engine-api/simulated-engine.js';
import type { ClientRequest } from '#properties/client.js';

/** A service by what clients call it: its name, its id, the beginning of its id. Null: there is none. */
export type ServiceNamed = (reference: string) => number | null;

/** The request to the app itself, which is none to the engine. */
export const HEALTH: ClientRequest = {
  does: 'asks',
  request: 'GET the health endpoint',
  read: 'health',
  service: 0,
  writes: false,
};

/** What a request amounts to: which read of a rule, or which service's write. */
export function clientRequest(sent: EngineRequest, serviceNamed: ServiceNamed): ClientRequest {
  const { method, pieces, query, body } = asked(sent);
  const [kind, reference, verb] = pieces;
  const named = { does: 'asks' as const, request: inWords(sent), writes: false };
  const isGet = method === 'GET';
  if (isGet && kind === 'nodes' && reference === undefined) return { ...named, read: 'nodes', service: 0 };
  if (isGet && kind === 'tasks' && reference === undefined) {
    const filters = query.get('filters') ?? '';
    const read = filters.includes('"_up-to-date"') ? 'up-to-date' : 'list';
    return { ...named, read, service: serviceIn(filters, 'service', serviceNamed) };
  }
  if (kind !== 'services') return { ...named, read: null, service: 0 };
  if (isGet && reference === undefined) {
    return { ...named, read: 'replicas', service: serviceIn(query.get('filters') ?? '', 'name', serviceNamed) };
  }
  const service = reference === 'create' ? serviceNamed(nameIn(body)) : serviceNamed(reference ?? '');
  const writes = method === 'POST' && (verb === 'update' || reference === 'create') && service !== null;
  return {
    ...named,
    read: isGet && verb === undefined && service !== null ? 'inspect' : null,
    service: service ?? 0,
    writes,
  };
}

/** The first service that a filter names; the app when it names none. */
function serviceIn(filters: string, key: string, serviceNamed: ServiceNamed): number {
  const parsed = parsedOrNull(filters);
  const values = (parsed as Readonly<Record<string, unknown>> | null)?.[key];
  const names = Array.isArray(values) ? values : Object.keys(values ?? {});
  return serviceNamed(String(names[0] ?? '')) ?? 0;
}

function nameIn(body: string): string {
  const { Name: name } = (parsedOrNull(body) ?? {}) as { readonly Name?: unknown };
  return typeof name === 'string' ? name : '';
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Without the API's version; of a body, enough to tell it from another. */
function inWords({ method, path, body }: EngineRequest): string {
  const digest = body === '' ? '' : ` (body ${createHash('sha256').update(body).digest('hex').slice(0, 8)})`;
  return `${method} ${readable(path.replace(/^\/v\d+\.\d+(?=\/)/, ''))}${digest}`;
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
