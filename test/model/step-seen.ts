// Steps as tests name them: a kind, and the slot, task, spec, move or load that it is about.
import type { Model } from '#model/model.js';
import { argumentOf, KINDS, kindOf, type Kind } from '#model/steps.js';
import { slotOfTask } from '#model/slots.js';
import { loadArgument } from '#model/actors/host-memory.js';
import { halves } from '#model/actors/operator.js';
import { assignment } from '#model/actors/scheduler.js';
import { MOVES, type FateKind, type Move } from '#model/vocabulary.js';
import { T } from '#model/world.js';
import { get, type Row } from '#src/layout/layout.js';
import { specNameOf, type SpecName } from './seen.ts';

export interface StepSeen {
  readonly kind: Kind;
  /** From 1. */
  readonly slot?: number;
  readonly task?: number;
  readonly spec?: SpecName;
  readonly move?: Move;
  readonly fate?: FateKind;
  readonly loadMb?: number;
  /** From 1. */
  readonly node?: number;
}

/** Which steps of a kind are meant: those that agree in everything that is given. */
export type Where = Omit<StepSeen, 'kind'>;

const OF_SERVICE: ReadonlySet<Kind> = new Set<Kind>([
  'orchestrator.handles-event',
  'updater.starts',
  'updater.reads-failure',
  'updater.completes',
  'updater.stops',
  'operator.updates',
]);
const OF_NODE: ReadonlySet<Kind> = new Set<Kind>([
  'constraint-enforcer.checks-node',
  'network.cuts-off-node',
  'network.reconnects-node',
  'dispatcher.marks-node-down',
]);
const OF_SLOT: ReadonlySet<Kind> = new Set<Kind>([
  'updater.hands-out-slot',
  'worker.replaces-task',
  'worker.sees-promotion',
  'worker.sees-running',
  'worker.has-waited',
  'worker.stops',
]);

export function kindNamed(code: number): Kind {
  const kind = KINDS[kindOf(code)];
  if (kind === undefined) throw new Error(`no step ${code}`);
  return kind;
}

export function stepSeen(m: Model, w: Row, code: number): StepSeen {
  const kind = kindNamed(code);
  const argument = argumentOf(code);
  if (OF_SERVICE.has(kind)) return { kind };
  if (OF_SLOT.has(kind)) return { kind, slot: argument + 1 };
  if (OF_NODE.has(kind)) return { kind, node: argument + 1 };
  if (kind === 'raft.elects-leader') return { kind };
  if (kind === 'operator.deploys') return { kind, fate: m.fates[halves(argument).second]?.kind ?? 'good' };
  if (kind === 'operator.moves')
    return { kind, move: named(MOVES, halves(argument).first), node: halves(argument).second + 1 };
  if (kind === 'host-memory.load-becomes') {
    const { n, level } = loadArgument(argument);
    return { kind, loadMb: named(m.scenario.host.loadMb, level), node: n + 1 };
  }
  const { t, n } = kind === 'scheduler.assigns' ? assignment(m, argument) : { t: argument, n: -1 };
  const task = m.places.task(t);
  return {
    kind,
    slot: slotOfTask(m, t) + 1,
    ...(n < 0 ? {} : { node: n + 1 }),
    task: get(w, task + T.id),
    spec: specNameOf(m, w, task),
  };
}

export function isMeant(step: StepSeen, kind: Kind, where: Where = {}): boolean {
  if (step.kind !== kind) return false;
  const given = Object.keys(where) as (keyof Where)[];
  return given.every((key) => step[key] === where[key]);
}

export function inWords({ kind, ...about }: StepSeen): string {
  const words = Object.entries(about).map(([key, value]) => `${key} ${value}`);
  return words.length === 0 ? kind : `${kind} (${words.join(', ')})`;
}

function named<Name>(names: readonly Name[], index: number): Name {
  const name = names[index];
  if (name === undefined) throw new Error(`no name at ${index}`);
  return name;
}
