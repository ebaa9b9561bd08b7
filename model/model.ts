import { invariant } from '#src/errors.js';
import { get, type Row } from '#src/layout/layout.js';
import type { Fate, Scenario, ServiceSpec, UpdateConfig, Window } from './scenario.ts';
import { places, T, type Places } from './world.ts';

/** One spec that the service may carry in this scenario; specs are equal exactly when their indexes are. */
export interface Spec extends ServiceSpec {
  readonly name: string;
  /** Equal for specs whose TaskSpecs are deep-equal. */
  readonly templateId: number;
  /** Carries the head's stamp and the head's task template. */
  readonly isHead: boolean;
  /** What becomes of its tasks, where that is not the head's fate: a fate's index plus one, or 0. */
  readonly fate?: number;
  /** Its containers trap SIGTERM and exit 0: one that its healthcheck ends is COMPLETE. */
  readonly exitsZeroWhenStopped?: boolean;
}

/** Indexes of `Model.specs`. */
export const SPEC = { base: 0, head: 1, headRelabelled: 2, other: 3, headForced: 4 } as const;

/** A scenario, ready to run: constants of every step. */
export interface Model {
  readonly scenario: Scenario;
  readonly places: Places;
  readonly specs: readonly Spec[];
  readonly fates: readonly Fate[];
  readonly slots: number;
  readonly tasksPerSlot: number;
  readonly tasks: number;
}

export function createModel(scenario: Scenario): Model {
  const { base, head, other } = scenario;
  const template = (name: string): number => [base.template, head.template, other.template].indexOf(name);
  const spec = (name: string, of: ServiceSpec, isHead: boolean, templateId = template(of.template)): Spec => ({
    ...of,
    name,
    isHead,
    templateId,
  });
  const specs = [
    spec('base', base, false),
    spec('head', head, true),
    spec('head, another label', { ...head, label: `${head.label}, again` }, true),
    spec('other', other, false),
    spec('head, forced', { ...head, label: `${head.label}, forced` }, true, 3),
  ];
  invariant(base.replicas === head.replicas && head.replicas === other.replicas, 'a scenario never scales');
  const slots = head.replicas;
  const attempts = Math.max(0, ...specs.map(({ restart }) => (restart.windowMs > 0 ? restart.maxAttempts : 0)));
  const { tasksPerSlot } = scenario.bounds;
  const dimensions = { services: 1, nodes: 1, slots, tasksPerSlot, events: 8 + 4 * slots, attempts };
  const tasks = slots * tasksPerSlot;
  return { scenario, places: places(dimensions), specs, fates: scenario.headFates, slots, tasksPerSlot, tasks };
}

export function specAt(m: Model, index: number): Spec {
  const spec = m.specs[index];
  invariant(spec !== undefined, `no spec ${index}`);
  return spec;
}

/** The spec of a task record. */
export const specOf = (m: Model, w: Row, task: number): Spec => specAt(m, get(w, task + T.spec));

/** What fate the scenario holds for this task; undefined: good. */
export const fateOf = (m: Model, w: Row, task: number): Fate | undefined => m.fates[get(w, task + T.fate) - 1];

/** The config that a run of the updater uses: the rollback's while the snapshot's status says so. */
export const paceOf = (spec: Spec, rollingBack: boolean): UpdateConfig => (rollingBack ? spec.rollback : spec.update);

/** The latest of two instants; NEVER counts as long past. */
export const later = (a: number, b: number): number => (a > b ? a : b);

export const plus = (a: Window, b: Window): Window => ({
  earliestMs: a.earliestMs + b.earliestMs,
  latestMs: a.latestMs + b.latestMs,
});
