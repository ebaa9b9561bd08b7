import { invariant } from '#src/errors.js';
import { get, type Row } from '#src/layout/layout.js';
import {
  plansOf,
  type Fate,
  type Scenario,
  type ServicePlan,
  type ServiceSpec,
  type UpdateConfig,
  type Window,
} from './scenario.ts';
import { specsOf, SPECS_PER_SERVICE } from './specs.ts';
import { SERVICE_MODES, type ServiceMode } from './vocabulary.ts';
import { places, T, type Places } from './world.ts';

/** One spec that a service may carry in this scenario; specs are equal exactly when their indexes are. */
export interface Spec extends ServiceSpec {
  readonly name: string;
  /** Equal for specs whose TaskSpecs are deep-equal, placement and registry auth aside. */
  readonly templateId: number;
  /** Equal for specs whose ContainerSpecs are. */
  readonly containerSpecId: number;
  /** Carries the head's stamp and the head's task template. */
  readonly isHead: boolean;
  /** What becomes of its tasks, where that is not the head's fate: a fate's index plus one, or 0. */
  readonly fate?: number;
  /** Its containers trap SIGTERM and exit 0: one that its healthcheck ends is COMPLETE. */
  readonly exitsZeroWhenStopped?: boolean;
  /** What else IsTaskDirty looks at (semantics section 5); no scenario file sets these. */
  readonly preferences?: string;
  readonly registryAuth?: string;
  readonly endpoint?: string;
}

/** A service of the stack, and where its specs, fates and slots are among those of all. */
export interface ServiceOfStack {
  readonly name: string;
  readonly mode: ServiceMode;
  readonly firstSpec: number;
  readonly firstFate: number;
  readonly fates: number;
  readonly firstSlot: number;
  /** The most replicas that a spec of it wants; of a global service one for each node. */
  readonly slots: number;
  /** Which event queue is its own. */
  readonly orchestrator: number;
}

/** A scenario, ready to run: constants of every step. */
export interface Model {
  readonly scenario: Scenario;
  readonly places: Places;
  /** The app first. */
  readonly services: readonly ServiceOfStack[];
  readonly orchestrators: readonly ServiceMode[];
  readonly specs: readonly Spec[];
  readonly fates: readonly Fate[];
  readonly nodes: number;
  readonly slots: number;
  readonly tasksPerSlot: number;
  readonly tasks: number;
  /** By slot. */
  readonly serviceOf: readonly number[];
}

/** More room in a row than the scenario itself needs: for specs that come later. */
export interface Room {
  /** Of each replicated service. */
  readonly slots?: number;
  /** Restarts whose instants are remembered in each slot. */
  readonly attempts?: number;
}

export function createModel(scenario: Scenario, room: Room = {}): Model {
  const plans = plansOf(scenario);
  const { nodes } = scenario.host;
  const orchestrators = SERVICE_MODES.filter((mode) => plans.some((plan) => plan.mode === mode));
  const specs = plans.flatMap((plan) => specsOf(plan, scenario.operator.scaleTo));
  let [firstSlot, firstFate] = [0, 0];
  const services = plans.map((plan, s): ServiceOfStack => {
    const service = {
      name: plan.service,
      mode: plan.mode,
      firstSpec: s * SPECS_PER_SERVICE,
      firstFate,
      fates: plan.headFates.length,
      firstSlot,
      slots: Math.max(slotsOf(plan, scenario), plan.mode === 'global' ? 0 : (room.slots ?? 0)),
      orchestrator: orchestrators.indexOf(plan.mode),
    };
    firstSlot += service.slots;
    firstFate += service.fates;
    return service;
  });
  const attempts = Math.max(
    room.attempts ?? 0,
    ...specs.map(({ restart }) => (restart.windowMs > 0 ? restart.maxAttempts : 0)),
  );
  const { tasksPerSlot } = scenario.bounds;
  const dimensions = {
    services: services.length,
    nodes,
    slots: firstSlot,
    tasksPerSlot,
    orchestrators: orchestrators.length,
    events: 8 + 4 * firstSlot + 4 * (nodes - 1),
    attempts,
  };
  return {
    scenario,
    places: places(dimensions),
    services,
    orchestrators,
    specs,
    fates: plans.flatMap(({ headFates }) => headFates),
    nodes,
    slots: firstSlot,
    tasksPerSlot,
    tasks: firstSlot * tasksPerSlot,
    serviceOf: services.flatMap(({ slots }, s) => Array.from({ length: slots }, () => s)),
  };
}

/** As many slots as a service may ever fill at once. */
export function slotsOf({ mode, base, head, other }: ServicePlan, { host, operator }: Scenario): number {
  if (mode === 'global') return host.nodes;
  const scaled = operator.moves.includes('scale') ? operator.scaleTo : 0;
  return Math.max(base.replicas, head.replicas, other.replicas, scaled);
}

export function serviceAt(m: Model, s: number): ServiceOfStack {
  const service = m.services[s];
  invariant(service !== undefined, `no service ${s}`);
  return service;
}

/** The service that a slot belongs to. */
export const serviceOfSlot = (m: Model, l: number): number => m.serviceOf[l] as number;

export function specAt(m: Model, index: number): Spec {
  const spec = m.specs[index];
  invariant(spec !== undefined, `no spec ${index}`);
  return spec;
}

/** The spec of a task record. */
export const specOf = (m: Model, w: Row, task: number): Spec => specAt(m, get(w, task + T.spec));

/** What fate the scenario holds for this task; undefined: good. */
export const fateOf = (m: Model, w: Row, task: number): Fate | undefined => fateAt(m, get(w, task + T.fate));

/** By a fate's index plus one, as the world stores it; 0: good. Asked for so often that a look before the list would show. */
export const fateAt = (m: Model, stored: number): Fate | undefined => (stored === 0 ? undefined : m.fates[stored - 1]);

/** The config that a run of the updater uses: the rollback's while the snapshot's status says so. */
export const paceOf = (spec: Spec, rollingBack: boolean): UpdateConfig => (rollingBack ? spec.rollback : spec.update);

/** The latest of two instants; NEVER counts as long past. */
export const later = (a: number, b: number): number => (a > b ? a : b);

export const plus = (a: Window, b: Window): Window => ({
  earliestMs: a.earliestMs + b.earliestMs,
  latestMs: a.latestMs + b.latestMs,
});
