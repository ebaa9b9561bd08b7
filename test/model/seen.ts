// What a test looks at: a world in words.
import { specAt, type Model } from '#model/model.js';
import { PHASE } from '#model/phases.js';
import { slotOfTask } from '#model/slots.js';
import { SPEC, SPECS_PER_SERVICE } from '#model/specs.js';
import { TASK_STATES, TaskState, UPDATE_STATES, type TaskStateName, type UpdateStateName } from '#model/vocabulary.js';
import { G, L, MESSAGES, S, T } from '#model/world.js';
import { get, NEVER, type Row } from '#src/layout/layout.js';

/** `headForced`: with ForceUpdate counted up; `headScaled`: with other replicas. */
export type SpecName = `${keyof typeof SPEC}${'' | 'Forced' | 'ForcedTwice'}${'' | 'Scaled'}`;

export interface TaskSeen {
  readonly id: number;
  /** From 1. */
  readonly slot: number;
  readonly spec: SpecName;
  readonly specVersion: number;
  readonly state: TaskStateName;
  readonly desired: TaskStateName;
  /** The state on the node, which the store may not know yet. */
  readonly onNode: TaskStateName;
  readonly createdAtMs: number;
}

export interface Seen {
  readonly nowMs: number;
  readonly status: UpdateStateName;
  readonly message: string;
  readonly startedAtMs: number | null;
  readonly completedAtMs: number | null;
  readonly spec: SpecName;
  readonly previousSpec: SpecName | null;
  readonly specVersion: number;
  readonly version: number;
  /** The updater's phase. */
  readonly updater: keyof typeof PHASE.updater;
  /** The phase of each slot's worker. */
  readonly workers: readonly (keyof typeof PHASE.worker)[];
  readonly tasks: readonly TaskSeen[];
}

export function see(m: Model, w: Row): Seen {
  const service = m.places.service(0);
  const previous = get(w, service + S.previousSpec);
  return {
    nowMs: get(w, G.now),
    status: nameIn(UPDATE_STATES, get(w, service + S.updateState)),
    message: nameIn(MESSAGES, get(w, service + S.message)),
    startedAtMs: instant(get(w, service + S.startedAt)),
    completedAtMs: instant(get(w, service + S.completedAt)),
    spec: specName(get(w, service + S.spec)),
    previousSpec: previous === 0 ? null : specName(previous - 1),
    specVersion: get(w, service + S.specVersion),
    version: get(w, service + S.version),
    updater: keyOf(PHASE.updater, get(w, service + S.updater)),
    workers: slotNumbers(m).map((slot) => keyOf(PHASE.worker, get(w, m.places.slot(slot - 1) + L.worker))),
    tasks: tasksIn(m, w),
  };
}

const slotNumbers = (m: Model): readonly number[] => Array.from({ length: m.slots }, (_, l) => l + 1);

function tasksIn(m: Model, w: Row): readonly TaskSeen[] {
  const records = Array.from({ length: m.tasks }, (_, t) => t).filter((t) => get(w, m.places.task(t) + T.id) !== 0);
  const tasks = records.map((t) => {
    const task = m.places.task(t);
    return {
      id: get(w, task + T.id),
      slot: slotOfTask(m, t) + 1,
      spec: specName(get(w, task + T.spec)),
      specVersion: get(w, task + T.specVersion),
      state: nameIn(TASK_STATES, get(w, task + T.observed)),
      desired: nameIn(TASK_STATES, get(w, task + T.desired)),
      onNode: nameIn(TASK_STATES, get(w, task + T.actual)),
      createdAtMs: get(w, task + T.createdAt),
    };
  });
  return tasks.sort((a, b) => a.id - b.id);
}

export const isOver = (task: TaskSeen): boolean => TaskState[task.state] > TaskState.running;

export const isWanted = (task: TaskSeen): boolean => TaskState[task.desired] <= TaskState.running;

/** Specs of the tasks that really run, a word a slot: `head`, `base+head`, `-`. */
export function runs(seen: Seen): string {
  return bySlot(seen, ({ onNode }) => onNode === 'running');
}

/** Specs of the tasks with desired state <= RUNNING, a word a slot. */
export function wants(seen: Seen): string {
  return bySlot(seen, isWanted);
}

function bySlot(seen: Seen, counts: (task: TaskSeen) => boolean): string {
  const slots = seen.workers.map((_phase, l) => seen.tasks.filter((task) => task.slot === l + 1 && counts(task)));
  return slots.map((tasks) => tasks.map(({ spec }) => spec).join('+') || '-').join(' ');
}

const instant = (ms: number): number | null => (ms === NEVER ? null : ms);

function nameIn<Name extends string>(names: readonly Name[], code: number): Name {
  const name = names[code];
  if (name === undefined) throw new Error(`no ${code} among ${names.join(', ')}`);
  return name;
}

function keyOf<Key extends string>(codes: Readonly<Record<Key, number>>, code: number): Key {
  for (const key in codes) if (codes[key] === code) return key;
  throw new Error(`no ${code} among ${Object.keys(codes).join(', ')}`);
}

const specName = (index: number): SpecName => {
  const within = index % SPECS_PER_SERVICE;
  const variant = keyOf(SPEC, within - (within % SPEC.head));
  const forces = (['', 'Forced', 'ForcedTwice'] as const)[Math.floor((within % SPEC.head) / 2)] ?? '';
  return `${variant}${forces}${within % 2 === 1 ? 'Scaled' : ''}`;
};

/** How the spec of a task record is called. */
export const specNameOf = (m: Model, w: Row, task: number): SpecName => {
  const index = get(w, task + T.spec);
  specAt(m, index);
  return specName(index);
};
