import { serviceAt } from '#model/model.js';
import type { Model } from '#model/model.js';
import { blankService, isThere, nowMs, showService } from '#model/view.js';
import { lastFailure, specsShown } from '#model/view-details.js';
import type { Row } from '#src/layout/layout.js';
import { objectIn, textIn, type JsonObject } from './documents.ts';
import { replicasOf } from './spec-from-document.ts';

/** moby daemon/events.go: what the events of services say. */
export interface EngineEvent {
  readonly type: 'service' | 'network' | 'config' | 'secret' | 'node';
  readonly action: 'create' | 'update' | 'remove';
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly atMs: number;
}

const STOPPED: readonly string[] = ['paused', 'rollback_started', 'rollback_paused'];

interface Seen {
  version: number;
  id: string;
  name: string;
  image: string;
  replicas: string;
  updateState: string;
  writtenAtMs: number;
}

export interface ServiceOf {
  readonly service: (s: number) => { readonly name: string; readonly id: string };
  readonly documentAt: (spec: number) => JsonObject;
}

/** Watches what is written to services; each look adds what has happened since the last one. */
export interface ServiceEvents {
  readonly look: (row: Row, into: EngineEvent[]) => void;
  readonly writtenAtMs: (s: number) => number;
  /** The task that had failed last when the updater stopped or rolled back; null: it never has. */
  readonly blamed: (s: number) => number | null;
}

export function serviceEvents(model: Model, of: ServiceOf): ServiceEvents {
  const shown = blankService(model);
  const seen: (Seen | undefined)[] = [];
  const blamed: (number | null)[] = [];
  let isFirst = true;

  const look = (row: Row, s: number): Seen | undefined => {
    if (!isThere(model, row, s)) return undefined;
    showService(model, row, s, shown);
    const last = seen[s];
    if (last?.version === shown.version) return last;
    const { name, id } = of.service(s);
    const document = of.documentAt(specsShown(model, row, s).spec);
    return {
      version: shown.version,
      id,
      name,
      image: textIn(objectIn(objectIn(document, 'TaskTemplate'), 'ContainerSpec'), 'Image'),
      replicas: serviceAt(model, s).mode === 'global' ? '' : String(replicasOf(document)),
      updateState: shown.updateState,
      writtenAtMs: nowMs(row),
    };
  };

  return {
    writtenAtMs: (s) => seen[s]?.writtenAtMs ?? 0,
    blamed: (s) => blamed[s] ?? null,
    look: (row, into) => {
      for (let s = 0; s < model.services.length; s++) {
        const [was, is] = [seen[s], look(row, s)];
        if (was === is) continue;
        seen[s] = is;
        if (is !== undefined && STOPPED.includes(is.updateState) && is.updateState !== was?.updateState) {
          blamed[s] = lastFailure(model, row, s);
        }
        if (!isFirst) into.push(...between(was, is, nowMs(row)));
      }
      isFirst = false;
    },
  };
}

function between(was: Seen | undefined, is: Seen | undefined, atMs: number): readonly EngineEvent[] {
  const event = (
    action: EngineEvent['action'],
    { id, name }: Seen,
    more: Readonly<Record<string, string>> = {},
  ): EngineEvent => ({
    type: 'service',
    action,
    id,
    attributes: { name, ...more },
    atMs,
  });
  if (was?.id === is?.id && was !== undefined && is !== undefined) return [event('update', is, changes(was, is))];
  return [...(was === undefined ? [] : [event('remove', was)]), ...(is === undefined ? [] : [event('create', is)])];
}

/** A transition to no status has no attribute (semantics 9). */
function changes(was: Seen, is: Seen): Readonly<Record<string, string>> {
  const pair = (name: string, old: string, now: string): Readonly<Record<string, string>> =>
    old === now ? {} : { [`${name}.old`]: old, [`${name}.new`]: now };
  const state = is.updateState === 'unset' || was.updateState === is.updateState ? {} : statePair(was, is);
  return { ...pair('image', was.image, is.image), ...pair('replicas', was.replicas, is.replicas), ...state };
}

const statePair = (was: Seen, is: Seen): Readonly<Record<string, string>> => ({
  ...(was.updateState === 'unset' ? {} : { 'updatestate.old': was.updateState }),
  'updatestate.new': is.updateState,
});
