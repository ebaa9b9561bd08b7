import { isObject, labelsIn, objectIn, textIn, type Json, type JsonObject } from '../documents.ts';
import { notFound } from '../engine-error.ts';
import type { EngineWorld } from '../engine-world.ts';
import { containerId, swarmId } from '../identities.ts';
import { instantText } from '../instants.ts';
import { empty, json, type EngineReply } from '../replies.ts';
import { documentIn, filtersIn, hasLabels, passes, type Asked } from '../request.ts';
import { byReference, type Kept } from '../shelves.ts';
import { alreadyExists, mustHaveName, put, remove } from './kept-routes.ts';
import type { Route } from './route.ts';

/** Networks are kept as they came: nothing is connected to them. */
export const networkRoutes: readonly Route[] = [
  { method: 'GET', path: 'networks', on: 'nothing', answer: list },
  { method: 'POST', path: 'networks/create', on: 'nothing', answer: create },
  {
    method: 'GET',
    path: 'networks/:',
    on: 'nothing',
    answer: (_asked, world, reference) => json(networkJson(world, findNetwork(world, reference))),
  },
  {
    method: 'DELETE',
    path: 'networks/:',
    on: 'nothing',
    answer: (_asked, world, reference) => {
      remove('network', world, findNetwork(world, reference));
      return empty(204);
    },
  },
];

/** Those that every engine has. */
const OWN: readonly Kept[] = [
  own('bridge', 'bridge', 'local'),
  own('host', 'host', 'local'),
  own('none', 'null', 'local'),
  own('docker_gwbridge', 'bridge', 'local'),
  own('ingress', 'overlay', 'swarm'),
];

function own(name: string, driver: string, scope: string): Kept {
  const id = scope === 'swarm' ? swarmId('network', name) : containerId('network', name);
  return {
    id,
    version: 1,
    atMs: 0,
    document: { Name: name, Driver: driver, Scope: scope, Ingress: name === 'ingress' },
  };
}

const allNetworks = ({ ledger }: EngineWorld): readonly Kept[] => [...OWN, ...ledger.shelves.network.all()];

export function findNetwork(world: EngineWorld, reference: string): Kept {
  const found = byReference(
    allNetworks(world),
    reference,
    ({ id }) => id,
    ({ document }) => textIn(document, 'Name'),
  );
  if (found === undefined) throw notFound('network', reference);
  return found;
}

function list(asked: Asked, world: EngineWorld): EngineReply {
  const filters = filtersIn(asked, ['name', 'id', 'label', 'driver', 'scope', 'type', 'dangling']);
  const shown = allNetworks(world).filter((kept) => {
    const { id, document } = kept;
    return (
      passes(filters, 'name', (value) => textIn(document, 'Name').includes(value)) &&
      passes(filters, 'id', (value) => id.startsWith(value)) &&
      passes(filters, 'driver', (value) => driverOf(document) === value) &&
      passes(filters, 'scope', (value) => scopeOf(document) === value) &&
      passes(filters, 'type', (value) => value === (OWN.includes(kept) ? 'builtin' : 'custom')) &&
      hasLabels(filters, labelsIn(document))
    );
  });
  return json(shown.map((kept) => networkJson(world, kept)));
}

function create(asked: Asked, world: EngineWorld): EngineReply {
  const document = documentIn(asked);
  const name = mustHaveName(document);
  if (allNetworks(world).some((kept) => textIn(kept.document, 'Name') === name)) {
    throw alreadyExists(`network with name ${name}`);
  }
  return json({ Id: put('network', world, document).id, Warning: '' }, 201);
}

const driverOf = (document: JsonObject): string => textIn(document, 'Driver') || 'overlay';
const scopeOf = (document: JsonObject): string =>
  textIn(document, 'Scope') || (driverOf(document) === 'overlay' ? 'swarm' : 'local');
const flagIn = (document: JsonObject, key: string): boolean => document[key] === true;

function networkJson({ ledger }: EngineWorld, { id, atMs, document }: Kept): JsonObject {
  const ipam = objectIn(document, 'IPAM');
  const listed: Json = Array.isArray(ipam['Config']) ? (ipam['Config'] as readonly Json[]) : [];
  return {
    Name: textIn(document, 'Name'),
    Id: id,
    Created: instantText(ledger.epochMs, atMs),
    Scope: scopeOf(document),
    Driver: driverOf(document),
    EnableIPv6: flagIn(document, 'EnableIPv6'),
    IPAM: {
      Driver: textIn(ipam, 'Driver') || 'default',
      Options: isObject(ipam['Options']) ? ipam['Options'] : null,
      Config: listed,
    },
    Internal: flagIn(document, 'Internal'),
    Attachable: flagIn(document, 'Attachable'),
    Ingress: flagIn(document, 'Ingress'),
    ConfigFrom: { Network: '' },
    ConfigOnly: flagIn(document, 'ConfigOnly'),
    Containers: {},
    Options: objectIn(document, 'Options'),
    Labels: objectIn(document, 'Labels'),
  };
}
