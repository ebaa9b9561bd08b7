// A manager of the large swarm, on a socket of its own, which filters as moby daemon/cluster/filters.go does.
import { createServer } from 'node:http';
import { nodes, services, tasks, type ServiceOf, type TaskOf } from './large-swarm.ts';
import { onSocket } from './on-socket.ts';

interface Asked {
  readonly path: string;
  readonly filters: Filters;
  /** How many services or tasks the answer had. */
  readonly answered: number;
}

type Filters = Readonly<Record<string, readonly string[]>>;

export interface LargeManager {
  readonly host: string;
  readonly asked: readonly Asked[];
}

export async function largeManager(): Promise<LargeManager> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://docker');
    const path = url.pathname.replace(/^\/v[\d.]+/, '');
    const filters = filtersOf(url.searchParams.get('filters'));
    const found = request.method === 'GET' ? answerTo(path, filters) : undefined;
    asked.push({ path, filters, answered: Array.isArray(found) ? found.length : 1 });
    response.writeHead(found === undefined ? 404 : 200, { 'Content-Type': 'application/json', 'Api-Version': '1.41' });
    response.end(found === undefined ? '{"message":"page not found"}' : JSON.stringify(found));
  });
  const socket = await onSocket(server);
  return { host: `unix://${socket}`, asked };
}

/** Both notations of moby api/types/filters: a list of values, or a map from each to true. */
function filtersOf(text: string | null): Filters {
  const given = JSON.parse(text ?? '{}') as Readonly<Record<string, readonly string[] | Record<string, true>>>;
  return Object.fromEntries(
    Object.entries(given).map(([name, values]) => [
      name,
      Array.isArray(values) ? (values as string[]) : Object.keys(values),
    ]),
  );
}

function answerTo(path: string, filters: Filters): unknown {
  const [, service] = /^\/services\/([^/]+)$/.exec(path) ?? [];
  if (service !== undefined) return services.find(({ Spec }) => Spec.Name === service);
  switch (path) {
    case '/_ping':
      return 'OK';
    case '/info':
      return {
        ServerVersion: '20.10.24',
        SystemTime: '2026-11-24T12:38:08.169977252Z',
        Swarm: { NodeID: nodes[0]?.ID, LocalNodeState: 'active', ControlAvailable: true, Error: '' },
      };
    case '/nodes':
      return nodes;
    case '/services':
      return services.filter((one) => isService(one, filters));
    case '/tasks':
      return tasksOf(filters);
    default:
      return undefined;
  }
}

function isService({ Spec }: ServiceOf, { label = [], name = [] }: Filters): boolean {
  const hasLabel = (wanted: string): boolean =>
    Object.entries(Spec.Labels).some(([key, value]) => `${key}=${value}` === wanted);
  return label.every(hasLabel) && (name.length === 0 || name.some((prefix) => Spec.Name.startsWith(prefix)));
}

/** `service`: an ID or a full name. */
function tasksOf({ service = [] }: Filters): readonly TaskOf[] {
  if (service.length === 0) return tasks;
  const wanted = services.filter(({ ID, Spec }) => service.includes(ID) || service.includes(Spec.Name));
  return tasks.filter(({ ServiceID }) => wanted.some(({ ID }) => ID === ServiceID));
}
