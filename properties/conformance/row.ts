import { initialWorld, type Model } from '#model/index.js';
import { T } from '#model/world.js';
import { NEVER, set, type Row } from '#src/layout/layout.js';

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

/** The base runs, settled; a task takes the fate of its spec. */
export function initialRow(m: Model): Row {
  const { stride, tracked, written, done } = behind(m);
  const row = new Int32Array(stride);
  initialWorld(m, row);
  row.fill(NEVER, tracked, written);
  set(row, done, NEVER);
  for (let l = 0; l < m.slots; l++) set(row, m.places.task(l * m.tasksPerSlot) + T.fate, m.specs[0]?.fate ?? 0);
  return row;
}
