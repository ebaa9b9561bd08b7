import type { Model } from '#model/model.js';
import { placeOfTask, slotOfTask, taskAt } from '#model/slots.js';
import { L, T, Task } from '#model/world.js';
import { get, set, type Row } from '#src/layout/layout.js';
import { renumberTaskEvents } from './task-events.ts';

/** Words of a slot that are sets of its places, a bit each. */
const MASKS = [
  L.snapshot,
  L.snapshotWanted,
  L.snapshotRunning,
  L.nextSnapshot,
  L.nextWanted,
  L.nextRunning,
  L.nextExtra,
];

/**
 * Where in its slot a task lies means nothing: its tasks are put in the order of their creation, empty places last. A place that a
 * snapshot still names, though its task is gone, comes before one that none does.
 */
export function sortingPlaces(m: Model): (row: Row) => void {
  const { places, tasksPerSlot } = m;
  const scratch = new Int32Array(tasksPerSlot * Task.size);
  const order = new Int32Array(tasksPerSlot);
  const movedTo = new Int32Array(tasksPerSlot);

  const keyOf = (row: Row, l: number, place: number): number => {
    const id = get(row, places.task(taskAt(m, l, place)) + T.id);
    if (id !== 0) return id;
    let named = 0;
    for (const mask of MASKS) named = named * 2 + ((get(row, places.slot(l) + mask) >> place) & 1);
    return EMPTY - named;
  };

  /** Whether anything moves: places in `order`, by key. */
  const arrange = (row: Row, l: number): boolean => {
    let moves = false;
    for (let place = 0; place < tasksPerSlot; place++) {
      const key = keyOf(row, l, place);
      let at = place;
      for (; at > 0 && keyOf(row, l, order[at - 1] as number) > key; at--) order[at] = order[at - 1] as number;
      order[at] = place;
      if (at !== place) moves = true;
    }
    return moves;
  };

  const permute = (row: Row, l: number): void => {
    const first = places.task(taskAt(m, l, 0));
    scratch.set(row.subarray(first, first + scratch.length));
    for (let to = 0; to < tasksPerSlot; to++) {
      const from = order[to] as number;
      movedTo[from] = to;
      row.set(scratch.subarray(from * Task.size, (from + 1) * Task.size), first + to * Task.size);
    }
    const slot = places.slot(l);
    for (const mask of MASKS) {
      let moved = 0;
      const bits = get(row, slot + mask);
      for (let from = 0; from < tasksPerSlot; from++) if ((bits >> from) & 1) moved |= 1 << (movedTo[from] as number);
      set(row, slot + mask, moved);
    }
    const kept = get(row, slot + L.kept);
    if (kept !== 0) set(row, slot + L.kept, (movedTo[kept - 1] as number) + 1);
    for (let place = 0; place < tasksPerSlot; place++) {
      const after = first + place * Task.size + T.startAfter;
      const old = get(row, after);
      if (old !== 0) set(row, after, (movedTo[old - 1] as number) + 1);
    }
    renumberTaskEvents(m, row, (t) =>
      slotOfTask(m, t) === l ? taskAt(m, l, movedTo[placeOfTask(m, t)] as number) : t,
    );
  };

  return (row) => {
    for (let l = 0; l < m.slots; l++) {
      if (!liesInOrder(m, row, l) && arrange(row, l)) permute(row, l);
    }
  };
}

/** Above every identity. */
const EMPTY = 0x7fffffff;

/** Whether tasks come first, in order, and no snapshot names a place behind them: so it is after almost every step. */
function liesInOrder({ places, tasksPerSlot }: Model, row: Row, l: number): boolean {
  const first = places.task(l * tasksPerSlot);
  let before = 0;
  let taken = 0;
  for (let place = 0; place < tasksPerSlot; place++) {
    const id = get(row, first + place * Task.size + T.id);
    if (id === 0) continue;
    if (id < before || taken !== place) return false;
    before = id;
    taken++;
  }
  const slot = places.slot(l);
  let named = 0;
  for (let i = MASKS.length - 1; i >= 0; i--) named |= get(row, slot + (MASKS[i] as number));
  return named >> taken === 0;
}
