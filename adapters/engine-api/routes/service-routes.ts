import { serviceAt, specAt } from '#model/model.js';
import { isVacant } from '#model/actors/service-creation.js';
import { blankService, showService } from '#model/view.js';
import { specsShown } from '#model/view-details.js';
import { isObject, labelsIn, objectIn, textIn, type JsonObject } from '../documents.ts';
import { badRequest, noRoom, rpcError } from '../engine-error.ts';
import type { EngineWorld } from '../engine-world.ts';
import { findService, servicesThere, versionIn } from '../find.ts';
import { serviceJson } from '../json/service-json.ts';
import { normalized } from '../normalized.ts';
import { empty, json, type EngineReply } from '../replies.ts';
import { documentIn, filtersIn, hasLabels, isTrue, passes, type Asked } from '../request.ts';
import { modeOf, replicasOf } from '../spec-from-document.ts';
import { isSpare } from '../spares.ts';
import { findNetwork } from './network-routes.ts';
import type { Route } from './route.ts';

export const serviceRoutes: readonly Route[] = [
  { method: 'GET', path: 'services', on: 'world', answer: list },
  {
    method: 'GET',
    path: 'services/:',
    on: 'world',
    answer: ({ query }, world, reference) =>
      json(serviceJson(world, findService(world, reference), { insertDefaults: isTrue(query.get('insertDefaults')) })),
  },
  { method: 'POST', path: 'services/create', on: 'world', answer: create },
  { method: 'POST', path: 'services/:/update', on: 'world', answer: update },
  {
    method: 'DELETE',
    path: 'services/:',
    on: 'world',
    answer: (_asked, world, reference) => {
      world.write({ does: 'removes', service: findService(world, reference) });
      return empty();
    },
  },
];

function list(asked: Asked, world: EngineWorld): EngineReply {
  const filters = filtersIn(asked, ['name', 'id', 'label', 'mode', 'runtime']);
  const status = isTrue(asked.query.get('status'));
  const insertDefaults = isTrue(asked.query.get('insertDefaults'));
  const shown = servicesThere(world).filter((s) => {
    const { name, id } = world.ledger.service(s);
    const labels = labelsIn(documentNow(world, s));
    return (
      passes(filters, 'name', (value) => name.startsWith(value)) &&
      passes(filters, 'id', (value) => id.startsWith(value)) &&
      passes(filters, 'mode', (value) => serviceAt(world.model, s).mode === value) &&
      passes(filters, 'runtime', (value) => value === 'container') &&
      hasLabels(filters, labels)
    );
  });
  return json(shown.map((s) => serviceJson(world, s, { status, insertDefaults })));
}

const documentNow = ({ model, row, ledger }: EngineWorld, s: number): JsonObject =>
  ledger.specs.documentAt(specsShown(model, row, s).spec);

/** swarmkit controlapi UpdateService, its checks in their order (semantics 2.1). */
function update(asked: Asked, world: EngineWorld, reference: string): EngineReply {
  const { query } = asked;
  const document = specIn(asked);
  const version = versionIn(query, 'service');
  const rollback = query.get('rollback') ?? '';
  if (!['', 'none', 'previous'].includes(rollback)) throw badRequest(`unrecognized rollback option ${rollback}`);
  const s = findService(world, reference);
  const now = blankService(world.model);
  showService(world.model, world.row, s, now);
  if (modeOf(document) !== serviceAt(world.model, s).mode) {
    throw rpcError(501, 'Unimplemented', 'service mode change is not allowed');
  }
  const { name, id } = world.ledger.service(s);
  if (textIn(document, 'Name') !== name) throw rpcError(501, 'Unimplemented', 'renaming services is not supported');
  if (rollback === 'previous' && specsShown(world.model, world.row, s).previous === null) {
    throw rpcError(400, 'FailedPrecondition', `service ${id} does not have a previous spec`);
  }
  if (version !== now.version) throw rpcError(500, 'Unknown', 'update out of sequence');
  if (rollback === 'previous') world.write({ does: 'rolls-back', service: s });
  else world.write({ does: 'updates', service: s, spec: specFor(world, s, document) });
  return json({ Warnings: null });
}

function create(asked: Asked, world: EngineWorld): EngineReply {
  const document = specIn(asked);
  const name = textIn(document, 'Name');
  if (name === '') throw rpcError(400, 'InvalidArgument', 'meta: name must be provided');
  if (servicesThere(world).some((s) => world.ledger.service(s).name === name)) {
    const what = `name conflicts with an existing object: service ${name} already exists`;
    throw rpcError(409, 'AlreadyExists', what);
  }
  const s = placeFor(world, name, document);
  const spec = specFor(world, s, document);
  world.ledger.name(s, name, world.row);
  world.write({ does: 'creates', service: s, spec });
  return json({ ID: world.ledger.service(s).id }, 201);
}

/** The record that the scenario keeps for a service of this name, or a spare one. */
function placeFor(world: EngineWorld, name: string, document: JsonObject): number {
  const { model, row } = world;
  const mode = modeOf(document);
  const candidates = model.services
    .map((service, s) => ({ s, ...service }))
    .filter((service) => service.mode === mode && isVacant(model, row, service.s));
  const isNamed = (service: string): boolean => name === service || name.endsWith(`_${service}`);
  const found =
    candidates.find((service) => isNamed(service.name)) ?? candidates.find((service) => isSpare(service.name));
  if (found !== undefined) return found.s;
  const total = model.services.filter((service) => service.mode === mode).length;
  throw noRoom(`there is room for ${total} ${mode} services at a time, and for none of this name now`);
}

function specFor(world: EngineWorld, s: number, document: JsonObject): number {
  const { model, ledger } = world;
  const { mode, slots } = serviceAt(model, s);
  if (mode === 'replicated' && replicasOf(document) > slots) {
    throw noRoom(`there is room for ${slots} replicas of ${textIn(document, 'Name')}`);
  }
  const spec = ledger.specs.indexOf(
    s,
    normalized(document, (network) => findNetwork(world, network).id),
  );
  const { maxAttempts, windowMs } = specAt(model, spec).restart;
  const { attempts } = model.places.dimensions;
  if (windowMs > 0 && maxAttempts > attempts) {
    throw noRoom(`a restart policy with a window may have ${attempts} attempts at most`);
  }
  return spec;
}

/** moby convert/service.go and swarmkit validateTaskSpec, as far as a client may well get it wrong. */
function specIn(asked: Asked): JsonObject {
  const document = documentIn(asked);
  const container = objectIn(document, 'TaskTemplate')['ContainerSpec'];
  if (!isObject(container)) throw badRequest('mismatched Runtime and *Spec fields');
  if (textIn(container, 'Image') === '') {
    throw rpcError(400, 'InvalidArgument', 'ContainerSpec: image reference must be provided');
  }
  modeOf(document);
  return document;
}
