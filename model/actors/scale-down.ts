import { get, type Row } from '#src/layout/layout.js';
import { serviceAt, type Model } from '../model.ts';
import { taskAt } from '../slots.ts';
import { TaskState } from '../vocabulary.ts';
import { L, T } from '../world.ts';

/**
 * swarmkit replicated/services.go reconcile, slot.go: which slots a smaller number of replicas keeps. Slots with a running task come
 * first, then lower numbers; then the first copies of each node before the second ones; slots that hold several tasks, or one
 * without a node, come last.
 */
export function slotsToKeep(m: Model, w: Row, s: number, wanted: number): readonly number[] {
  const { firstSlot, slots } = serviceAt(m, s);
  const found = Array.from({ length: slots }, (_, i) => firstSlot + i)
    .filter((l) => get(w, m.places.slot(l) + L.nextSnapshot) !== 0)
    .map((l) => ({ l, isRunning: runs(m, w, l), node: onlyNode(m, w, l) }))
    .sort((a, b) => Number(b.isRunning) - Number(a.isRunning) || a.l - b.l);
  const copies = new Map<number, number>();
  const indexed = found.map(({ l, node }) => {
    if (node === 0) return { l, copy: Infinity };
    const copy = (copies.get(node) ?? 0) + 1;
    copies.set(node, copy);
    return { l, copy };
  });
  // Infinity - Infinity is no number: those last are equal. Both of SwarmKit's sorts are stable for up to 12 slots.
  indexed.sort((a, b) => (a.copy === b.copy ? 0 : a.copy - b.copy));
  return indexed.slice(0, wanted).map(({ l }) => l);
}

function runs(m: Model, w: Row, l: number): boolean {
  return placesIn(m, w, l).some((task) => get(w, task + T.observed) === TaskState.running);
}

/** The node of the slot's only task, plus one; 0: several tasks, or one that is not assigned. */
function onlyNode(m: Model, w: Row, l: number): number {
  const [only, another] = placesIn(m, w, l);
  return only === undefined || another !== undefined ? 0 : get(w, only + T.node);
}

/** The slot's tasks as the reconcile found them. */
function placesIn(m: Model, w: Row, l: number): readonly number[] {
  const mask = get(w, m.places.slot(l) + L.nextSnapshot);
  return Array.from({ length: m.tasksPerSlot }, (_, place) => place)
    .filter((place) => (mask & (1 << place)) !== 0)
    .map((place) => m.places.task(taskAt(m, l, place)));
}
