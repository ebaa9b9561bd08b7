import { canonical, textIn, type JsonObject } from './documents.ts';
import { swarmId } from './identities.ts';

/** A network, config or secret: kept as it was sent, and no part of the world. */
export interface Kept {
  readonly id: string;
  readonly version: number;
  readonly atMs: number;
  readonly document: JsonObject;
}

export type KeptKind = 'network' | 'config' | 'secret';

export interface Shelf {
  readonly all: () => readonly Kept[];
  /** By id, name, or a beginning of the id that only one has. */
  readonly find: (reference: string) => Kept | undefined;
  readonly put: (document: JsonObject, at: { readonly version: number; readonly atMs: number }) => Kept;
  readonly replace: (old: Kept, document: JsonObject, at: { readonly version: number; readonly atMs: number }) => void;
  readonly remove: (kept: Kept) => void;
}

export type Shelves = Readonly<Record<KeptKind, Shelf>>;

export const shelves = (): Shelves => ({ network: shelf('network'), config: shelf('config'), secret: shelf('secret') });

function shelf(kind: KeptKind): Shelf {
  let items: readonly Kept[] = [];
  let made = 0;
  return {
    all: () => items,
    find: (reference) =>
      byReference(
        items,
        reference,
        ({ id }) => id,
        ({ document }) => nameOf(document),
      ),
    put: (document, at) => {
      const kept = { id: swarmId(kind, `${made++} ${canonical(document)}`), ...at, document };
      items = [...items, kept];
      return kept;
    },
    replace: (old, document, { version }) => {
      items = items.map((item) => (item === old ? { ...old, version, document } : item));
    },
    remove: (kept) => {
      items = items.filter((item) => item !== kept);
    },
  };
}

export const nameOf = (document: JsonObject): string => textIn(document, 'Name');

/** As moby finds things: the whole id, then the name, then a beginning of an id that only one has. */
export function byReference<T>(
  all: readonly T[],
  reference: string,
  idOf: (item: T) => string,
  nameOf: (item: T) => string,
): T | undefined {
  const exact = all.find((item) => idOf(item) === reference) ?? all.find((item) => nameOf(item) === reference);
  if (exact !== undefined || reference === '') return exact;
  const beginning = all.filter((item) => idOf(item).startsWith(reference));
  return beginning.length === 1 ? beginning[0] : undefined;
}
