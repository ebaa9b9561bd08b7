import { nowMs } from '#model/view.js';
import { raftIndex } from '#model/view-details.js';
import { labelsIn, objectIn, omit, textIn, type JsonObject } from '../documents.ts';
import { badRequest, EngineError, notFound, rpcError } from '../engine-error.ts';
import type { EngineWorld } from '../engine-world.ts';
import { versionIn } from '../find.ts';
import { instantText } from '../instants.ts';
import { empty, json, type EngineReply } from '../replies.ts';
import { documentIn, filtersIn, hasLabels, passes, type Asked } from '../request.ts';
import { nameOf, type Kept, type KeptKind } from '../shelves.ts';
import type { Route } from './route.ts';

/** Configs and secrets: kept as they came, and no part of the world. */
const filesOf = (kind: 'config' | 'secret'): readonly Route[] => [
  { method: 'GET', path: `${kind}s`, on: 'nothing', answer: (asked, world) => list(kind, asked, world) },
  { method: 'POST', path: `${kind}s/create`, on: 'nothing', answer: (asked, world) => create(kind, asked, world) },
  {
    method: 'GET',
    path: `${kind}s/:`,
    on: 'nothing',
    answer: (_asked, world, reference) => json(fileJson(kind, world, find(kind, world, reference))),
  },
  {
    method: 'POST',
    path: `${kind}s/:/update`,
    on: 'nothing',
    answer: (asked, world, reference) => update(kind, asked, world, reference),
  },
  {
    method: 'DELETE',
    path: `${kind}s/:`,
    on: 'nothing',
    answer: (_asked, world, reference) => {
      remove(kind, world, find(kind, world, reference));
      return empty(204);
    },
  },
];

export const keptRoutes: readonly Route[] = [...filesOf('config'), ...filesOf('secret')];

function find(kind: KeptKind, world: EngineWorld, reference: string): Kept {
  const found = world.ledger.shelves[kind].find(reference);
  if (found === undefined) throw notFound(kind, reference);
  return found;
}

/** What is put on a shelf and taken from it is an event, as it is on a real engine. */
export function put(kind: KeptKind, world: EngineWorld, document: JsonObject): Kept {
  const { ledger, row } = world;
  const kept = ledger.shelves[kind].put(document, { version: raftIndex(row), atMs: nowMs(row) });
  emit(kind, world, kept, 'create');
  return kept;
}

export function remove(kind: KeptKind, world: EngineWorld, kept: Kept): void {
  world.ledger.shelves[kind].remove(kept);
  emit(kind, world, kept, 'remove');
}

function emit(kind: KeptKind, { ledger, row }: EngineWorld, kept: Kept, action: 'create' | 'update' | 'remove'): void {
  ledger.emit({ type: kind, action, id: kept.id, attributes: { name: nameOf(kept.document) }, atMs: nowMs(row) });
}

function list(kind: 'config' | 'secret', asked: Asked, world: EngineWorld): EngineReply {
  const filters = filtersIn(asked, ['name', 'names', 'id', 'label']);
  const shown = world.ledger.shelves[kind]
    .all()
    .filter(
      ({ id, document }) =>
        passes(filters, 'name', (value) => nameOf(document).startsWith(value)) &&
        passes(filters, 'names', (value) => nameOf(document) === value) &&
        passes(filters, 'id', (value) => id.startsWith(value)) &&
        hasLabels(filters, labelsIn(document)),
    );
  return json(shown.map((kept) => fileJson(kind, world, kept)));
}

function create(kind: 'config' | 'secret', asked: Asked, world: EngineWorld): EngineReply {
  const document = documentIn(asked);
  const name = textIn(document, 'Name');
  if (!/^[a-zA-Z0-9]+(?:[a-zA-Z0-9-_.]*[a-zA-Z0-9])?$/.test(name)) {
    throw rpcError(
      400,
      'InvalidArgument',
      'invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be [a-zA-Z0-9]',
    );
  }
  if (world.ledger.shelves[kind].all().some((kept) => nameOf(kept.document) === name)) {
    throw rpcError(409, 'AlreadyExists', `${kind} ${name} already exists`);
  }
  return json({ ID: put(kind, world, document).id }, 201);
}

/** swarmkit controlapi UpdateConfig, UpdateSecret: only labels may change. */
function update(kind: 'config' | 'secret', asked: Asked, world: EngineWorld, reference: string): EngineReply {
  versionIn(asked.query, kind);
  const kept = find(kind, world, reference);
  const document = documentIn(asked);
  const data = document['Data'] ?? kept.document['Data'];
  if (nameOf(document) !== nameOf(kept.document) || data !== kept.document['Data']) {
    throw rpcError(400, 'InvalidArgument', 'only updates to Labels are allowed');
  }
  const changed = { ...kept.document, Labels: objectIn(document, 'Labels') };
  world.ledger.shelves[kind].replace(kept, changed, { version: raftIndex(world.row), atMs: kept.atMs });
  emit(kind, world, kept, 'update');
  return empty();
}

/** A secret's data is never shown. */
function fileJson(kind: 'config' | 'secret', { ledger }: EngineWorld, kept: Kept): JsonObject {
  const at = instantText(ledger.epochMs, kept.atMs);
  const spec = { ...kept.document, Labels: objectIn(kept.document, 'Labels') };
  return {
    ID: kept.id,
    Version: { Index: kept.version },
    CreatedAt: at,
    UpdatedAt: at,
    Spec: kind === 'secret' ? omit(spec, 'Data') : spec,
  };
}

export const mustHaveName = (document: JsonObject): string => {
  const name = nameOf(document);
  if (name === '') throw badRequest('network name cannot be empty');
  return name;
};

export const alreadyExists = (what: string): EngineError => new EngineError(409, `${what} already exists`);
