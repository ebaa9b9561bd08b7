// The store as an upstream test fills it before anything runs: services, nodes and tasks in whatever state.
import { GATE } from '#model/actors/operator.js';
import { createModel, initialWorld, type FateKind, type Model, type Spec } from '#model/index.js';
import { AVAILABILITY } from '#model/nodes.js';
import type { Fate, RestartPolicy, ServicePlan, ServiceSpec, UpdateConfig } from '#model/scenario.js';
import { SPECS_PER_SERVICE } from '#model/specs.js';
import { taskAt } from '#model/slots.js';
import {
  TaskState,
  UpdateState,
  type ServiceMode,
  type TaskStateName,
  type UpdateStateName,
} from '#model/vocabulary.js';
import { G, N, S, T, Task } from '#model/world.js';
import { get, NEVER, set, type Row } from '#src/layout/layout.js';
import { at, between, scenario, type Setup } from '../../model/setup.ts';

export interface SpecSetup {
  /** Specs with the same template have equal TaskSpecs, placement and registry auth aside; its own name by default. */
  readonly template?: string;
  readonly replicas?: number;
  readonly constrained?: boolean;
  readonly preferences?: string;
  readonly registryAuth?: string;
  readonly reservationMb?: number;
  readonly update?: Partial<UpdateConfig>;
  readonly rollback?: Partial<UpdateConfig>;
  readonly restart?: Partial<RestartPolicy>;
}

export interface ServiceSetup {
  readonly mode?: ServiceMode;
  /** By name; the first is the one that the service has. */
  readonly specs: Readonly<Record<string, SpecSetup>>;
  readonly specVersion?: number;
  readonly status?: UpdateStateName;
  /** Slots that there may be, where that is more than any spec's replicas. */
  readonly slots?: number;
}

export interface TaskSetup {
  readonly service?: number;
  /** From 1; of a global service the node. */
  readonly slot: number;
  readonly spec?: string;
  readonly specVersion?: number;
  readonly state: TaskStateName;
  readonly desired?: TaskStateName;
  /** From 1. */
  readonly node?: number;
  /** When it was created and its status written. */
  readonly agoMs?: number;
  readonly fate?: FateKind;
}

export interface NodeSetup {
  readonly availability?: keyof typeof AVAILABILITY;
  readonly down?: true;
  readonly unlabelled?: true;
}

export interface SwarmSetup {
  readonly services: readonly ServiceSetup[];
  readonly nodes?: readonly NodeSetup[];
  readonly memoryMb?: number;
  /** Oldest first. */
  readonly tasks?: readonly TaskSetup[];
  readonly fates?: readonly Fate[];
  readonly setup?: Setup;
}

/** Goroutines and agents take up to 2 ms: the order of what happens together is drawn. */
export const MOMENT = between(0, 2);
const TIMING = {
  manager: MOMENT,
  schedule: MOMENT,
  assign: MOMENT,
  report: MOMENT,
  allocate: MOMENT,
  stopSignal: MOMENT,
};

export function modelOf({ services, nodes = [{}], memoryMb = 1_000, fates = [], setup = {} }: SwarmSetup): Model {
  const plain = scenario({ nodes: nodes.length, fates, start: at(5), stop: at(5), ...setup, timing: TIMING });
  const specs = services.map((service) => namedSpecs(plain.base, service));
  const [app, ...beside] = services.map((service, s): ServicePlan => {
    const of = specs[s] ?? [];
    const base = of[0] ?? plain.base;
    const replicas = Math.max(service.slots ?? 0, ...of.map((spec) => spec.replicas));
    const sized = { ...base, replicas };
    const name = `service ${s + 1}`;
    return { ...plain, service: name, mode: service.mode ?? 'replicated', base: sized, head: sized, other: sized };
  });
  const model = createModel({ ...plain, ...app, beside, host: { ...plain.host, memoryMb } });
  const all = model.specs.map((spec, i) => specs[Math.floor(i / SPECS_PER_SERVICE)]?.[i % SPECS_PER_SERVICE] ?? spec);
  return { ...model, specs: all };
}

function namedSpecs(plain: ServiceSpec, { specs }: ServiceSetup): readonly Spec[] {
  const names = Object.keys(specs);
  const templates = names.map((name) => specs[name]?.template ?? name);
  return names.map((name, i) => {
    const { update, rollback, restart, ...rest } = specs[name] ?? {};
    const templateId = templates.indexOf(templates[i] ?? name);
    return {
      ...plain,
      ...rest,
      name,
      update: { ...plain.update, ...update },
      rollback: { ...plain.rollback, ...rollback },
      restart: { ...plain.restart, ...restart },
      template: templates[i] ?? name,
      templateId,
      containerSpecId: templateId + 1,
      isHead: false,
    };
  });
}

/** The index of a service's spec by its name. */
export function specNamed(m: Model, service: number, name: string): number {
  const first = service * SPECS_PER_SERVICE;
  const index = m.specs.findIndex((spec, i) => i >= first && spec.name === name);
  if (index < 0) throw new Error(`service ${service + 1} has no spec ${name}`);
  return index;
}

export function setUp(m: Model, w: Row, swarm: SwarmSetup): void {
  initialWorld(m, w);
  const { tasks = [], nodes = [{}] } = swarm;
  for (let t = 0; t < m.tasks; t++) clear(m, w, t);
  set(w, G.now, Math.max(0, ...tasks.map(({ agoMs = 0 }) => agoMs)));
  set(w, G.gate, GATE.deployed);
  set(w, G.raftIndex, 100);
  set(w, G.lastTaskId, 0);
  swarm.services.forEach(({ specVersion = 0, status = 'unset' }, s) => {
    set(w, m.places.service(s) + S.version, 100);
    set(w, m.places.service(s) + S.specVersion, specVersion);
    set(w, m.places.service(s) + S.updateState, UpdateState[status]);
  });
  nodes.forEach(({ availability = 'active', down, unlabelled }, n) => {
    set(w, m.places.node(n) + N.availability, AVAILABILITY[availability]);
    set(w, m.places.node(n) + N.down, down ? 1 : 0);
    set(w, m.places.node(n) + N.unlabelled, unlabelled ? 1 : 0);
  });
  for (const task of tasks) placeTask(m, w, task);
}

function clear(m: Model, w: Row, t: number): void {
  Task.kinds.forEach((kind, offset) => {
    set(w, m.places.task(t) + offset, kind === 'instant' ? NEVER : 0);
  });
}

/** Writes a task record as a test's own CreateTask does: in any state, on any node. Returns it. */
export function placeTask(m: Model, w: Row, setup: TaskSetup): number {
  const { service: s = 0, slot, spec, specVersion = 0, state, desired = 'running', agoMs = 0, fate } = setup;
  const { firstSlot, firstSpec, mode } = m.services[s] ?? { firstSlot: 0, firstSpec: 0, mode: 'replicated' };
  const places = Array.from({ length: m.tasksPerSlot }, (_, place) => taskAt(m, firstSlot + slot - 1, place));
  const t = places.find((free) => get(w, m.places.task(free) + T.id) === 0);
  if (t === undefined) throw new Error(`slot ${slot} is full`);
  const task = m.places.task(t);
  const id = get(w, G.lastTaskId) + 1;
  const since = get(w, G.now) - agoMs;
  set(w, G.lastTaskId, id);
  set(w, task + T.id, id);
  set(w, task + T.spec, spec === undefined ? firstSpec : specNamed(m, s, spec));
  set(w, task + T.specVersion, specVersion);
  set(w, task + T.node, setup.node ?? (mode === 'global' ? slot : 0));
  set(w, task + T.desired, TaskState[desired]);
  set(w, task + T.fate, fate === undefined ? 0 : m.fates.findIndex(({ kind }) => kind === fate) + 1);
  for (const field of [T.observed, T.actual]) set(w, task + field, TaskState[state]);
  for (const field of [T.createdAt, T.statusAt, T.actualSince]) set(w, task + field, since);
  // Whoever looks at the task has long known what is desired of it.
  set(w, task + T.desiredSince, since - 1_000);
  set(w, task + T.booted, 1);
  if (state === 'starting' || state === 'running') set(w, task + T.startedAt, since);
  return t;
}
