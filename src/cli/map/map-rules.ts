import { run, type Exhausted, type ExhaustJob } from '#properties/proof/exhaust.js';
import type { Rule } from '../../assertions/judge.ts';
import type { MapCell } from '../../report/map/result.ts';
import type { WrittenFinding } from '../../report/result.ts';
import { sideBySide } from '../side-by-side.ts';
import { workshop, type Workshop } from '../prove/workshop.ts';
import type { Axis } from './axes.ts';
import { cellWorld, type CellRequest, type CellWorld } from './cell-world.ts';

export interface MapPlan {
  readonly x: Axis;
  readonly y: Axis;
  readonly from: CellRequest['from'];
  readonly deaths: CellRequest['deaths'];
  readonly rules: readonly { readonly rule: Rule; readonly refuting: readonly string[] }[];
  readonly limits: { readonly states: number; readonly bytes: number; readonly ms: number };
  readonly workers: number;
  /** Ends the search. */
  readonly signal: AbortSignal;
  /** Names the trace file of what fools a rule in one cell. */
  readonly write: (rule: string, world: CellWorld, found: Exhausted) => WrittenFinding;
  readonly onCell: (rule: string, done: number, of: number) => void;
}

/** One rule's cells and the worlds that they are, in the same order. */
export interface MappedRule {
  readonly rule: Rule;
  readonly refuting: readonly string[];
  readonly worlds: readonly CellWorld[];
  readonly cells: readonly MapCell[];
}

const EXHAUSTING = { module: new URL('../../../properties/proof/exhaust.js', import.meta.url).href, run };

/** Every cell of every rule, side by side in threads. Nothing is searched before every cell of every rule is known to be a world. */
export async function mapRules(plan: MapPlan): Promise<readonly MappedRule[]> {
  const { workers, limits, signal } = plan;
  const planned = plan.rules.map(({ rule, refuting }) => ({ rule, refuting, worlds: worldsOf(plan, rule) }));
  const shop = workshop({ workers, jobs: plan.x.values.length * plan.y.values.length, ms: limits.ms, signal });
  try {
    const mapped: MappedRule[] = [];
    for (const { rule, refuting, worlds } of planned) {
      const cells = await cellsOf(plan, shop, { rule, refuting, worlds });
      mapped.push({ rule, refuting, worlds, cells });
    }
    return mapped;
  } finally {
    await shop.close();
  }
}

function worldsOf({ x, y, from, deaths }: MapPlan, rule: Rule): readonly CellWorld[] {
  return y.values.flatMap((up) =>
    x.values.map((across) =>
      cellWorld({ from, deaths, rule, x: { axis: x, value: across }, y: { axis: y, value: up } }),
    ),
  );
}

async function cellsOf(
  plan: MapPlan,
  shop: Workshop,
  { rule, refuting, worlds }: Omit<MappedRule, 'cells'>,
): Promise<readonly MapCell[]> {
  const { states, bytes } = plan.limits;
  const width = plan.x.values.length;
  const ask = (at: number, filed: readonly string[]): Promise<Exhausted> => {
    const { scenario, tickMs } = worlds[at] as CellWorld;
    const job: ExhaustJob = { rule: rule.name, scenario, tickMs, refuting, filed, limits: { states, bytes } };
    return shop.ask(EXHAUSTING, job);
  };
  let done = 0;
  const searched = await sideBySide(plan.workers, worlds.length, async (at) => {
    const found = await ask(at, []);
    plan.onCell(rule.name, ++done, worlds.length);
    return found;
  });
  const isFooled = (at: number): boolean => searched[at]?.outcome === 'refuted';
  const witnessed = [...worlds.keys()].filter((at) => isFooled(at) && neighbours(at, width).some(isUnfooled));
  function isUnfooled(at: number): boolean {
    const outcome = searched[at]?.outcome;
    return outcome === 'proved' || outcome === 'unwitnessed';
  }
  // Fooled wherever it was decided: one witness stands for all.
  const first = worlds.findIndex((_world, at) => isFooled(at));
  const wanted = witnessed.length === 0 && first >= 0 ? [first] : witnessed;
  const traced = await sideBySide(plan.workers, wanted.length, (i) => ask(wanted[i] as number, refuting));
  return searched.map(({ outcome, states, transitions, depth, outcomes, limit, flaw }, at): MapCell => {
    const figures = { outcome, states, transitions, depth, outcomes, limit, flaw };
    const found = traced[wanted.indexOf(at)];
    const hasTrace = found !== undefined && found.traces.length > 0;
    const witness = hasTrace ? plan.write(rule.name, worlds[at] as CellWorld, found) : null;
    const { tickMs } = worlds[at] as CellWorld;
    return { x: at % width, y: Math.floor(at / width), tickMs, ...figures, witness };
  });
}

/** Cells to the left and right, below and above; some may lie outside the map. */
function neighbours(at: number, width: number): readonly number[] {
  const beside = [at % width === 0 ? -1 : at - 1, at % width === width - 1 ? -1 : at + 1];
  return [...beside, at - width, at + width];
}
