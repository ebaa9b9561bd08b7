import { isThere } from '#model/view.js';
import type { NodeShown } from '#model/view.js';
import { EngineError, notFound } from './engine-error.ts';
import type { EngineWorld } from './engine-world.ts';
import { hostName, listNodes } from './json/node-json.ts';
import { listTasks, nodeId, taskId, type ListedTask } from './json/task-json.ts';
import { byReference } from './shelves.ts';

/** Things by what clients call them: an id, a name, the beginning of an id. What is not there is a 404 in the engine's words. */

/** Indexes of the services that are there. */
export const servicesThere = ({ model, row }: EngineWorld): readonly number[] =>
  model.services.map((_service, s) => s).filter((s) => isThere(model, row, s));

export function findService(world: EngineWorld, reference: string): number {
  const { service } = world.ledger;
  const found = byReference(
    servicesThere(world),
    reference,
    (s) => service(s).id,
    (s) => service(s).name,
  );
  if (found === undefined) throw notFound('service', reference);
  return found;
}

export function findTask(world: EngineWorld, reference: string): ListedTask {
  const found = byReference(
    listTasks(world, false),
    reference,
    ({ shown }) => taskId(shown.id),
    (task) => taskName(world, task),
  );
  if (found === undefined) throw notFound('task', reference);
  return found;
}

/** "demo_app.1.<id>" of a replicated service, "demo_app.<node>.<id>" of a global one. */
export function taskName({ model, ledger }: EngineWorld, { service, shown }: ListedTask): string {
  const isGlobal = model.services[service]?.mode === 'global';
  const place = isGlobal ? nodeId(shown.node) : String(shown.slot);
  return `${ledger.service(service).name}.${place}.${taskId(shown.id)}`;
}

/** "self" is the node that is asked: the manager. */
export function findNode(world: EngineWorld, reference: string): NodeShown {
  const all = listNodes(world);
  const found =
    reference === 'self'
      ? all[0]
      : byReference(
          all,
          reference,
          ({ id }) => nodeId(id),
          ({ id }) => hostName(id),
        );
  if (found === undefined) throw notFound('node', reference);
  return found;
}

/** As Go reads an unsigned number of a query. */
export function versionIn(query: URLSearchParams, of: string): number {
  const text = query.get('version') ?? '';
  if (!/^\d+$/.test(text)) {
    const why = `strconv.ParseUint: parsing "${text}": invalid syntax`;
    throw new EngineError(400, `invalid ${of} version '${text}': ${why}`);
  }
  return Number(text);
}
