import { AVAILABILITIES } from '#model/vocabulary.js';
import { textIn } from '../documents.ts';
import { badRequest } from '../engine-error.ts';
import type { EngineWorld } from '../engine-world.ts';
import { findNode, versionIn } from '../find.ts';
import { hostName, listNodes, nodeJson } from '../json/node-json.ts';
import { nodeId } from '../json/task-json.ts';
import { empty, json, type EngineReply } from '../replies.ts';
import { documentIn, filtersIn, passes, type Asked } from '../request.ts';
import type { Route } from './route.ts';

export const nodeRoutes: readonly Route[] = [
  { method: 'GET', path: 'nodes', on: 'world', answer: list },
  {
    method: 'GET',
    path: 'nodes/:',
    on: 'world',
    answer: (_asked, world, reference) => json(nodeJson(world, findNode(world, reference))),
  },
  { method: 'POST', path: 'nodes/:/update', on: 'world', answer: update },
];

function list(asked: Asked, world: EngineWorld): EngineReply {
  const filters = filtersIn(asked, ['id', 'name', 'label', 'node.label', 'role', 'membership']);
  const shown = listNodes(world).filter(
    ({ id }) =>
      passes(filters, 'id', (value) => nodeId(id).startsWith(value)) &&
      passes(filters, 'name', (value) => hostName(id).startsWith(value)) &&
      passes(filters, 'role', (value) => value === (id === 1 ? 'manager' : 'worker')) &&
      passes(filters, 'membership', (value) => value === 'accepted') &&
      (filters.get('label') ?? filters.get('node.label') ?? []).length === 0,
  );
  return json(shown.map((node) => nodeJson(world, node)));
}

/** Its availability is all that the world knows of a node's spec. */
function update(asked: Asked, world: EngineWorld, reference: string): EngineReply {
  versionIn(asked.query, 'node');
  const { id, availability: now } = findNode(world, reference);
  const wanted = textIn(documentIn(asked), 'Availability');
  const availability = AVAILABILITIES.find((name) => name === wanted);
  if (availability === undefined) throw badRequest(`invalid Availability: "${wanted}"`);
  if (availability !== now) world.write({ does: 'sets-availability', node: id - 1, availability });
  return empty();
}
