import { initialWorld, UPDATE_STATES } from '#model/index.js';
import type { Model } from '#model/index.js';
import { G, S, T } from '#model/world.js';
import { NEVER, set, type Row } from '#src/layout/layout.js';

import { isSameSpec, type RecordedModel } from './recorded-model.ts';
import type { Recorded, SpecRecorded } from './recorded.ts';

/** A row is a world and, behind it, what the search remembers. */
export function behind({ places, slots }: Model) {
  const { stride } = places.layout;
  return {
    /** One word a slot: the latest instant at which the worker may have seen its task run. */
    tracked: stride,
    /** Whether the service was written since it was last read. */
    written: stride + slots,
    /** The latest instant, of those that its workers' steps are dated at, at which a worker of this updater was done. */
    done: stride + slots + 1,
    stride: stride + slots + 2,
  };
}

/** The base runs, settled; a task takes the fate of its spec. An update before the recording may have left its status. */
export function initialRow({ model: m, looks }: RecordedModel, { left }: Recorded): Row {
  const { stride, tracked, written, done } = behind(m);
  const row = new Int32Array(stride);
  initialWorld(m, row);
  row.fill(NEVER, tracked, written);
  set(row, done, NEVER);
  for (let l = 0; l < m.slots; l++) set(row, m.places.task(l * m.tasksPerSlot) + T.fate, m.specs[0]?.fate ?? 0);
  if (left !== null) restoreStatus(m, row, left, looks);
  return row;
}

/**
 * Specs are compared by version before they are compared by content (dirty.ts), so the base gets one that neither the spec
 * before it has nor the next one gets, which is the service's.
 */
function restoreStatus(m: Model, row: Row, left: NonNullable<Recorded['left']>, looks: readonly SpecRecorded[]): void {
  const service = m.places.service(0);
  const { previous } = left;
  set(row, service + S.updateState, UPDATE_STATES.indexOf(left.updateState));
  if (previous === null) return;
  set(row, service + S.previousSpec, 1 + looks.findIndex((look) => isSameSpec(look, previous)));
  set(row, service + S.specVersion, 1);
  set(row, service + S.version, 2);
  set(row, G.raftIndex, 2);
  for (let l = 0; l < m.slots; l++) set(row, m.places.task(l * m.tasksPerSlot) + T.specVersion, 1);
}
