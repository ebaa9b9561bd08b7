import {
  createModel,
  type Fate,
  type Model,
  type Scenario,
  type ServiceSpec,
  type Spec,
  type Window,
} from '#model/index.js';
import type { ActionRecorded, ContainerRecorded, Recorded, SpecName, SpecRecorded } from './recorded.ts';

/** No delay is known: only lower bounds hold a step back. */
const ANY: Window = { earliestMs: 0, latestMs: 100_000_000 };

/** A recorded scenario as a model: every spec that the service can come to carry, with what its containers may do. */
export interface RecordedModel {
  readonly model: Model;
  /** What is seen of each spec of the model. */
  readonly looks: readonly SpecRecorded[];
  /** The spec that an action deploys over a given one; -1: the action swaps specs instead. */
  readonly deploys: (action: ActionRecorded, over: number) => number;
}

interface Variant {
  readonly look: SpecRecorded;
  readonly spec: SpecName;
}

export function recordedModel(recorded: Recorded, tasksPerSlot: number): RecordedModel {
  const variants = variantsOf(recorded);
  const templates = [...new Set(variants.map(({ look }) => look.template))];
  const fates: Fate[] = [];
  const specs = variants.map(({ look, spec }): Spec => {
    const container = recorded.containers[spec];
    const kind = fateOf(container);
    if (kind !== undefined) fates.push(kind);
    return {
      ...serviceSpec(recorded, look, container),
      name: `${look.template}, ${look.stamp ?? 'no stamp'}`,
      templateId: templates.indexOf(look.template),
      containerSpecId: 0,
      isHead: false,
      fate: kind === undefined ? 0 : fates.length,
      exitsZeroWhenStopped: container.exitsZeroWhenStopped,
    };
  });
  const [base] = specs;
  if (base === undefined) throw new Error('invariant broken: a recording has a base');
  const looks = variants.map(({ look }) => look);
  return {
    model: { ...createModel(scenarioOf(recorded.name, base, tasksPerSlot)), specs, fates },
    looks,
    deploys: (action, over) => {
      const look = looks[over];
      const next = look && deployed(action, look, looks);
      return next === undefined ? -1 : looks.findIndex((other) => isSameSpec(other, next));
    },
  };
}

export const isSameSpec = (a: SpecRecorded, b: SpecRecorded): boolean =>
  a.stamp === b.stamp && a.template === b.template;

/** Base, head, next, what ran before the base, and whatever the actions make of any of them. */
function variantsOf({ actions, labelOnly, stamps, left }: Recorded): readonly Variant[] {
  const named = (spec: SpecName, template: string): Variant => ({ spec, look: { stamp: stamps[spec], template } });
  const variants = [named('base', 'base'), named('head', labelOnly ? 'base' : 'head'), named('next', 'next')];
  const before = left?.previous ?? null;
  if (before !== null && !variants.some(({ look }) => isSameSpec(look, before)))
    variants.push({ spec: 'base', look: before });
  for (const action of actions) {
    if (action.does !== 'label' && action.does !== 'force') continue;
    for (const { spec, look } of [...variants]) {
      const changed = deployed(action, look, []);
      if (changed && !variants.some((other) => isSameSpec(other.look, changed))) variants.push({ spec, look: changed });
    }
  }
  return variants;
}

function deployed(
  action: ActionRecorded,
  over: SpecRecorded,
  looks: readonly SpecRecorded[],
): SpecRecorded | undefined {
  switch (action.does) {
    case 'update':
      return looks[['base', 'head', 'next'].indexOf(action.to ?? 'head')];
    case 'label':
      return { ...over, stamp: action.stamp };
    case 'force':
      return { ...over, template: forced(over.template) };
    case 'identical':
      return over;
    case 'rollback':
      return undefined;
  }
}

/** ForceUpdate counts up: "head", "head+1", "head+2". */
function forced(template: string): string {
  const [name = '', times = '0'] = template.split('+');
  return `${name}+${Number(times) + 1}`;
}

function fateOf({ ends, becomesHealthy, imageExists }: ContainerRecorded): Fate | undefined {
  const fate = { times: 'persistent', window: ANY, exitCode: ends === 'exits-non-zero' ? 1 : 0, memoryMb: 0 } as const;
  if (!imageExists) return { ...fate, kind: 'image-missing' };
  if (!becomesHealthy) return { ...fate, kind: 'never-healthy' };
  return ends === 'never' ? undefined : { ...fate, kind: 'dies' };
}

function serviceSpec(recorded: Recorded, look: SpecRecorded, { reservationMb }: ContainerRecorded): ServiceSpec {
  const { replicas, update, rollback, restart, stopGraceMs, healthcheck } = recorded;
  return {
    stamp: look.stamp,
    label: '',
    template: look.template,
    replicas,
    constrained: false,
    update,
    rollback,
    restart,
    reservationMb,
    stopGraceMs,
    healthcheck,
    behaviour: { prepare: ANY, start: ANY, stop: ANY, boot: ANY, bootMemoryMb: 0, restMemoryMb: 0 },
  };
}

function scenarioOf(name: string, base: Spec, tasksPerSlot: number): Scenario {
  return {
    name,
    stack: 'demo',
    service: name,
    mode: 'replicated',
    base,
    head: base,
    other: base,
    headFates: [],
    beside: [],
    host: { nodes: 1, memoryMb: 100_000, loadMb: [0], loadChanges: 0, oomKill: ANY },
    timing: { manager: ANY, allocate: ANY, schedule: ANY, assign: ANY, stopSignal: ANY, report: ANY, nodeDown: ANY },
    watcher: {
      intervalMs: 0,
      read: ANY,
      deadlineMs: 0,
      healthDeadlineMs: 0,
      healthAnswers: 0,
      healthyNeedsConverged: false,
      graceMs: 0,
    },
    operator: { moves: [], maxMoves: 0, moveWindow: ANY, scaleTo: 0, request: ANY },
    faults: { kinds: [], maxFaults: 0, downFor: ANY },
    bounds: { maxSteps: 0, horizonMs: 0, tasksPerSlot },
  };
}
