import { serviceAt, serviceOfSlot, type Model } from '#model/model.js';
import { plansOf, type ServicePlan } from '#model/scenario.js';
import { placeOfTask, slotOfTask, taskAt } from '#model/slots.js';
import type { Move } from '#model/vocabulary.js';
import { E, EVENT, L, O, Slot, T, Task } from '#model/world.js';
import { get, type Row } from '#src/layout/layout.js';
import type { WatchedRollout } from '../watched-rollout.ts';
import { renumberTaskEvents } from './task-events.ts';

/** Puts interchangeable slots in order. */
export interface SlotsInOrder {
  /** The world's. */
  readonly sort: (row: Row) => void;
  /** What the judge remembers by slot, names being what they are in canonical form, as the slots were sorted last. */
  readonly rearrange: (row: Row) => void;
  /** Of each slot the one that it was when they were sorted last. */
  readonly from: Int32Array;
}

/** These look at no slot's number. Others do: scaling down keeps low numbers, and a service that is created fills them in order. */
const BLIND: ReadonlySet<Move> = new Set(['identical', 'label-only', 'other-spec', 'rollback', 'force']);

/**
 * Replicas are interchangeable: the updater hands slots out in the order of a map (semantics 6.1), the kernel kills any. So two states
 * that differ in which slot is which are one, if the rule can be told so. Null: it cannot, or something looks at numbers: a new
 * leader goes through tasks in their order, and the first one that it creates has a fate that comes `once`.
 */
export function slotsInOrder(v: WatchedRollout): SlotsInOrder | null {
  const { model: m, judge, memory } = v;
  const { operator, faults, host } = m.scenario;
  const isBlind = operator.maxMoves === 0 || operator.moves.every((move) => BLIND.has(move));
  const isCalm = faults.maxFaults === 0 || faults.kinds.every((kind) => kind === 'no-answer' || kind === 'late-answer');
  const services = m.services.flatMap((_service, s) => (isInterchangeable(m, s) ? [s] : []));
  if (judge.rearrange === undefined || !isBlind || !isCalm || host.nodes > 1 || services.length === 0) return null;
  const from = new Int32Array(m.slots);
  const isBefore = comparing(m);
  const move = moving(m, from);

  /** By insertion: they are in order after almost every step. */
  const order = (row: Row, first: number, end: number): boolean => {
    let moves = false;
    for (let l = first; l < end; l++) {
      let at = l;
      for (; at > first && isBefore(row, l, from[at - 1] as number); at--) from[at] = from[at - 1] as number;
      from[at] = l;
      if (at !== l) moves = true;
    }
    return moves;
  };
  const isMoved = new Uint8Array(m.services.length);
  return {
    from,
    sort(row) {
      for (let l = 0; l < m.slots; l++) from[l] = l;
      for (const s of services) {
        const { firstSlot, slots } = serviceAt(m, s);
        isMoved[s] = order(row, firstSlot, firstSlot + slots) ? 1 : 0;
        if (isMoved[s] === 1) move(row, firstSlot, firstSlot + slots);
      }
    },
    rearrange(row) {
      for (const s of services) {
        const { firstSlot, slots } = serviceAt(m, s);
        if (isMoved[s] === 0) continue;
        const places = Array.from(from.subarray(firstSlot, firstSlot + slots), (l) => l - firstSlot);
        judge.rearrange?.(row, memory, s, places);
      }
    },
  };
}

/** It has several slots, and each deploy of it wants them all. */
function isInterchangeable(m: Model, s: number): boolean {
  const { mode, slots } = serviceAt(m, s);
  const { base, head, other } = plansOf(m.scenario)[s] as ServicePlan;
  return mode === 'replicated' && slots > 1 && [base, head, other].every(({ replicas }) => replicas === slots);
}

/** Whether one slot comes before another: by their words, but for names; then by which has the first event. */
function comparing(m: Model): (row: Row, a: number, b: number) => boolean {
  const { places, tasksPerSlot } = m;
  const fields = fieldsBut(Slot.size, L.tracked);
  const ofTask = fieldsBut(Task.size, T.id);
  const { attempts } = places.dimensions;

  const compareTasks = (row: Row, a: number, b: number): number => {
    for (let place = 0; place < tasksPerSlot; place++) {
      const [one, two] = [places.task(taskAt(m, a, place)), places.task(taskAt(m, b, place))];
      const there = (get(row, one + T.id) === 0 ? 1 : 0) - (get(row, two + T.id) === 0 ? 1 : 0);
      if (there !== 0) return there;
      for (let i = ofTask.length - 1; i >= 0; i--) {
        const field = ofTask[i] as number;
        if (row[one + field] !== row[two + field]) return get(row, one + field) < get(row, two + field) ? -1 : 1;
      }
    }
    return 0;
  };
  return (row, a, b) => {
    const [one, two] = [places.slot(a), places.slot(b)];
    for (let i = fields.length - 1; i >= 0; i--) {
      const field = fields[i] as number;
      if (row[one + field] !== row[two + field]) return get(row, one + field) < get(row, two + field);
    }
    for (let i = 0; i < attempts; i++) {
      const [first, second] = [get(row, places.attempt(a, i)), get(row, places.attempt(b, i))];
      if (first !== second) return first < second;
    }
    const tasks = compareTasks(row, a, b);
    if (tasks !== 0) return tasks < 0;
    const tracked = trackedPlace(m, row, a) - trackedPlace(m, row, b);
    return tracked !== 0 ? tracked < 0 : firstEvent(m, row, a) < firstEvent(m, row, b);
  };
}

const fieldsBut = (size: number, but: number): Int32Array =>
  Int32Array.from({ length: size }, (_, field) => field).filter((field) => field !== but);

/** The place of the task that the updater has created there; the number of places: none that is there. */
function trackedPlace(m: Model, row: Row, l: number): number {
  const tracked = get(row, m.places.slot(l) + L.tracked);
  if (tracked === 0) return -1;
  let place = 0;
  while (place < m.tasksPerSlot && get(row, m.places.task(taskAt(m, l, place)) + T.id) !== tracked) place++;
  return place;
}

function firstEvent(m: Model, row: Row, l: number): number {
  const q = serviceAt(m, serviceOfSlot(m, l)).orchestrator;
  const queued = get(row, m.places.orchestrator(q) + O.queued);
  for (let e = 0; e < queued; e++) {
    const event = m.places.event(q, e);
    if (get(row, event + E.kind) !== EVENT.task) continue;
    if (slotOfTask(m, get(row, event + E.subject)) === l) return e;
  }
  return queued;
}

/** Moves slots, with their tasks and the events about those, to where `from` has them. */
function moving(m: Model, from: Int32Array): (row: Row, first: number, end: number) => void {
  const { places, tasksPerSlot } = m;
  const to = new Int32Array(m.slots);
  /** Words of a slot, of its tasks, of its restarts: where they start, and how many. */
  const regions = [
    { start: (l: number) => places.slot(l), size: Slot.size },
    { start: (l: number) => places.task(taskAt(m, l, 0)), size: Task.size * tasksPerSlot },
    { start: (l: number) => places.attempt(l, 0), size: places.dimensions.attempts },
  ];
  return (row, first, end) => {
    for (const { start, size } of regions) {
      const before = row.slice(start(first), start(first) + (end - first) * size);
      for (let l = first; l < end; l++) {
        const at = ((from[l] as number) - first) * size;
        row.set(before.subarray(at, at + size), start(l));
      }
    }
    for (let l = first; l < end; l++) to[from[l] as number] = l;
    renumberTaskEvents(m, row, (t) => {
      const l = slotOfTask(m, t);
      return l < first || l >= end ? t : taskAt(m, to[l] as number, placeOfTask(m, t));
    });
  };
}
