// What is seen of a swarm, and what its components did to it since: in words that no schedule changes.
import type { Model } from '#model/index.js';
import { slotOfTask } from '#model/slots.js';
import { TASK_STATES, TaskState, UPDATE_STATES, type TaskStateName, type UpdateStateName } from '#model/vocabulary.js';
import { G, S, T } from '#model/world.js';
import { get, type Row } from '#src/layout/layout.js';

export interface TaskShown {
  /** `2.1`: slot 2's first task (a global service's slots are its nodes); `b2.1`: of the second service. */
  readonly label: string;
  readonly id: number;
  readonly record: number;
  readonly service: number;
  readonly slot: number;
  readonly spec: string;
  readonly state: TaskStateName;
  readonly desired: TaskStateName;
  readonly onNode: TaskStateName;
  /** From 1; 0: none. */
  readonly node: number;
}

export interface StageEnd {
  readonly m: Model;
  readonly row: Row;
  readonly elapsedMs: number;
  /** Of the first service. */
  readonly status: UpdateStateName;
  readonly spec: string;
  readonly tasks: readonly TaskShown[];
  /** Creations (by spec) and update states of the first service, in their order, since the stage began. */
  readonly story: readonly string[];
  /** Labels of tasks that the components created, since the stage began. */
  readonly created: readonly string[];
}

/** Names tasks as they appear: the k-th of its slot. */
export interface Labels {
  readonly of: (id: number, service: number, slot: number) => string;
}

export function labels(): Labels {
  const byId = new Map<number, string>();
  const inSlot = new Map<string, number>();
  return {
    of(id, service, slot) {
      const known = byId.get(id);
      if (known !== undefined) return known;
      const where = `${service === 0 ? '' : String.fromCharCode(97 + service)}${slot}`;
      const count = (inSlot.get(where) ?? 0) + 1;
      inSlot.set(where, count);
      byId.set(id, `${where}.${count}`);
      return `${where}.${count}`;
    },
  };
}

export const statusOf = (m: Model, w: Row): UpdateStateName =>
  UPDATE_STATES[get(w, m.places.service(0) + S.updateState)] ?? 'unset';

export const specNameOf = (m: Model, index: number): string => m.specs[index]?.name ?? '?';

export function tasksShown(m: Model, w: Row, named: Labels): readonly TaskShown[] {
  const records = Array.from({ length: m.tasks }, (_, t) => t).filter((t) => get(w, m.places.task(t) + T.id) !== 0);
  const idOf = (t: number): number => get(w, m.places.task(t) + T.id);
  records.sort((a, b) => idOf(a) - idOf(b));
  return records.map((record) => {
    const task = m.places.task(record);
    const l = slotOfTask(m, record);
    const service = m.serviceOf[l] ?? 0;
    const slot = l - (m.services[service]?.firstSlot ?? 0) + 1;
    const stateIn = (field: number): TaskStateName => TASK_STATES[get(w, task + field)] ?? 'new';
    return {
      label: named.of(idOf(record), service, slot),
      id: idOf(record),
      record,
      service,
      slot,
      spec: specNameOf(m, get(w, task + T.spec)),
      state: stateIn(T.observed),
      desired: stateIn(T.desired),
      onNode: stateIn(T.actual),
      node: get(w, task + T.node),
    };
  });
}

export const nowOf = (w: Row): number => get(w, G.now);

export interface Deed {
  readonly label: string;
  readonly does: string;
  readonly spec?: string;
}

/** What one step did to tasks. With agents at work it is told by the states on the nodes, else by those in the store. */
export function deeds(before: readonly TaskShown[], after: readonly TaskShown[], byAgents: boolean): readonly Deed[] {
  const was = new Map(before.map((task) => [task.id, task]));
  const is = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !is.has(id)).map(({ label }) => ({ label, does: 'deleted' }));
  const told = after.flatMap((task): readonly Deed[] => {
    const old = was.get(task.id);
    const { label, spec, desired, node } = task;
    if (old === undefined) return [{ label, does: `${spec} created ${desired}${onNode(node)}`, spec }];
    return [
      ...(old.desired === desired ? [] : [{ label, does: `to ${desired}` }]),
      ...(byAgents && old.onNode !== task.onNode ? [{ label, does: task.onNode }] : []),
      ...(!byAgents && old.state !== task.state
        ? [{ label, does: `is ${task.state}${task.state === 'assigned' ? onNode(node) : ''}` }]
        : []),
    ];
  });
  return [...gone, ...told];
}

const onNode = (node: number): string => (node === 0 ? '' : ` on ${node}`);

/** A line a slot: its tasks' deeds in order. Slots come in any order in SwarmKit, so lines are sorted. */
export function bySlot(all: readonly Deed[]): readonly string[] {
  const lines = new Map<string, string[]>();
  for (const { label, does } of all) {
    const [slot = ''] = label.split('.');
    lines.set(slot, [...(lines.get(slot) ?? []), `${label} ${does}`]);
  }
  return [...lines.values()].map((line) => line.join(', ')).sort();
}

export const isWanted = ({ desired }: TaskShown): boolean => TaskState[desired] <= TaskState.running;

/** Specs of the first service's tasks with desired state <= RUNNING, a word a slot, sorted. */
export function wants({ tasks }: StageEnd): string {
  const slots = new Map<number, string[]>();
  for (const task of tasks.filter((task) => task.service === 0 && isWanted(task))) {
    slots.set(task.slot, [...(slots.get(task.slot) ?? []), task.spec]);
  }
  return [...slots.values()]
    .map((specs) => specs.join('+'))
    .sort()
    .join(' ');
}
