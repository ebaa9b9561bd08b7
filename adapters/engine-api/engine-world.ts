import { createService } from '#model/actors/service-creation.js';
import { rollBackService, updateService } from '#model/actors/service-status.js';
import { AVAILABILITY } from '#model/nodes.js';
import { removeService, writeNode } from '#model/store.js';
import type { Availability } from '#model/vocabulary.js';
import { N } from '#model/world.js';
import type { Model } from '#model/model.js';
import { set, type Row } from '#src/layout/layout.js';
import type { Ledger } from './ledger.ts';

/** What a request changes in the world: one of the model's own writes. Services and nodes by index, specs by index into the model's. */
export type EngineWrite =
  | { readonly does: 'creates' | 'updates'; readonly service: number; readonly spec: number }
  | { readonly does: 'rolls-back' | 'removes'; readonly service: number }
  | { readonly does: 'sets-availability'; readonly node: number; readonly availability: Availability };

/** A world at the instant at which a request is answered. */
export interface EngineWorld {
  /** Its `specs` grow: see `growing`. */
  readonly model: Model;
  readonly row: Row;
  readonly ledger: Ledger;
  /** Takes the write: as `takeWrite` does, and whatever the owner of the world does beside it. */
  readonly write: (write: EngineWrite) => void;
}

/** The write as the store makes it. What it refuses (an old version, no room) was refused before. */
export function takeWrite(m: Model, w: Row, write: EngineWrite): void {
  switch (write.does) {
    case 'creates':
      createService(m, w, write.service, write.spec);
      return;
    case 'updates':
      updateService(m, w, write.service, write.spec);
      return;
    case 'rolls-back':
      rollBackService(m, w, write.service);
      return;
    case 'removes':
      removeService(m, w, write.service);
      return;
    case 'sets-availability':
      set(w, m.places.node(write.node) + N.availability, AVAILABILITY[write.availability]);
      writeNode(m, w, write.node);
      return;
  }
}
