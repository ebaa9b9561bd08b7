import type { Scenario } from '#model/scenario.js';
import { NO_DEADLINE_MS } from '#properties/proof/clock-limits.js';
import { commonTick, constantsOf, finest, type Constant } from '#properties/proof/ticks.js';
import type { Rule } from '../../assertions/judge.ts';
import { SimError } from '../../errors.ts';
import { formatDuration } from '../../scenario/durations.ts';
import { scenarioFromCompose, type ComposeRequest, type ReadScenario } from '../../scenario/from-compose.ts';
import { effectiveMonitorMs } from '../../scenario/head-fates.ts';
import { labelOf, pairOf, type Axis } from './axes.ts';
import type { Deaths } from './deaths.ts';

export interface CellRequest {
  /** What the user gave: file, `--set`, `--head`. */
  readonly from: Pick<ComposeRequest, 'text' | 'file' | 'service' | 'overrides' | 'heads' | 'environment'>;
  readonly x: { readonly axis: Axis; readonly value: number };
  readonly y: { readonly axis: Axis; readonly value: number };
  readonly deaths: Deaths;
  readonly rule: Pick<Rule, 'name' | 'paces'>;
}

export interface CellWorld {
  readonly scenario: Scenario;
  readonly tickMs: number;
  /** Null: the user said when the head dies. */
  readonly deaths: Deaths | null;
  readonly warnings: readonly string[];
}

/** The world of a map without a Compose file. */
export const MAP_COMPOSE = 'services: {app: {image: app}}\n';

/**
 * What a map's worlds are where nobody says otherwise: small enough to be exhausted, so no part of the engine takes time of its own and
 * nobody interferes. The app has to answer twice, so that a rule which polls has an interval in it.
 */
const FALLBACKS = [
  'beside=none',
  'update_config.order=start-first',
  'update_config.failure_action=rollback',
  ...['manager', 'allocate', 'schedule', 'assign', 'stop_signal', 'read', 'request'].map((part) => `${part}_delay=0s`),
  'report_lag=0s',
  ...['prepare', 'start', 'stop', 'boot', 'host.oom_kill'].map((part) => `${part}=0s`),
  'host.memory=64gb',
  'moves=none',
  'faults=none',
  'head=good,dies',
  'health_answers=2',
  'tasks_per_slot=4',
] as const;

const FALLBACK = 'default: sim map';
const VARIED = '--x and --y';

/** So many ticks are the longest time of a cell at most: what comes of more is out of reach of any search. */
const MOST_TICKS = 400;

/** The world of one cell, in the times of the settings themselves, and the tick of its clock. */
export function cellWorld(request: CellRequest): CellWorld {
  const { deaths, rule } = request;
  const first = read(request, []);
  const unhurt = { ...first.scenario, headFates: [] };
  const constants = constantsOf(unhurt, rule.paces);
  const coarse = commonTick(constants) || 1_000;
  const windowMs = effectiveMonitorMs(first.scenario.head.update);
  // Half a tick beside everything else, so that no cell is decided by two things at the same instant.
  const half = coarse % 2 === 0 ? coarse / 2 : coarse;
  const latest = deaths === 'in-time' ? Math.max(half, windowMs - half) : windowMs + 2 * coarse;
  const { scenario, sources, warnings } = read(request, [
    `dies_after=${half}ms..${latest}ms`,
    ...probed(first.scenario),
  ]);
  for (const { axis, value } of [request.x, request.y]) checkVaries(axis, value, sources);
  const endless = (key: 'deadline' | 'health_deadline' | 'horizon', ms: number): number =>
    sources.get(key)?.source.startsWith('default') === true ? NO_DEADLINE_MS : ms;
  const { watcher, bounds } = scenario;
  const world: Scenario = {
    ...scenario,
    watcher: {
      ...watcher,
      deadlineMs: endless('deadline', watcher.deadlineMs),
      healthDeadlineMs: endless('health_deadline', watcher.healthDeadlineMs),
    },
    bounds: { ...bounds, horizonMs: endless('horizon', bounds.horizonMs) },
  };
  const isOurs = sources.get('dies_after')?.source === FALLBACK;
  const all = constantsOf(world, rule.paces);
  const tickMs = commonTick(all) || coarse;
  // Its fates may be finer than all the rest.
  checkTicks(tickMs, all, tickMs === half ? constants : all, request);
  return { scenario: world, tickMs, deaths: isOurs ? deaths : null, warnings };
}

function read({ from, x, y }: CellRequest, more: readonly string[]): ReadScenario {
  const name = [x, y].map(({ axis, value }) => `${axis.name}-${labelOf(axis, value)}`).join('-');
  const short = name.replaceAll(/[^\w.-]/g, '-').slice(-60);
  return scenarioFromCompose({
    ...from,
    amendment: { pairs: [pairOf(x.axis, x.value), pairOf(y.axis, y.value)], source: VARIED },
    fallbacks: { pairs: [...FALLBACKS, `name=map-${short}`, ...more], source: FALLBACK },
  });
}

/** A container with a healthcheck runs once its first probe has passed; without a window for what the probe itself takes. */
function probed({ head: { healthcheck } }: Scenario): readonly string[] {
  return healthcheck === null ? [] : [`start=${healthcheck.intervalMs}ms`];
}

function checkVaries(axis: Axis, value: number, sources: ReadScenario['sources']): void {
  const found = sources.get(axis.key);
  const wanted = pairOf(axis, value).slice(axis.key.length + 1);
  if (found === undefined || found.value === wanted || found.value === wanted.replace('0s..0s', '0s')) return;
  const isFixed = found.source !== VARIED && !found.source.startsWith('default');
  throw new SimError({
    code: 'usage.bad-value',
    where: isFixed ? `${found.source} ${axis.key}` : `${axis.name}=${labelOf(axis, value)}`,
    what: isFixed ? `${axis.name} is varied by the map as well` : `the engine takes that for ${found.value}`,
    remedy: isFixed ? 'Leave one of them out.' : 'Leave that value out of the range.',
  });
}

/** `suspects`: among which to look for what makes the tick so short. */
function checkTicks(
  tickMs: number,
  all: readonly Constant[],
  suspects: readonly Constant[],
  { x, y }: Pick<CellRequest, 'x' | 'y'>,
): void {
  const longest = Math.max(...all.map(({ ms }) => ms));
  if (longest / tickMs <= MOST_TICKS) return;
  const blamed = finest(suspects);
  throw new SimError({
    code: 'scenario.too-large',
    where: [x, y].map(({ axis, value }) => `${axis.name}=${labelOf(axis, value)}`).join(', '),
    what:
      `with ${blamed?.name ?? 'it'} ${formatDuration(blamed?.ms ?? 0)} a tick is ${formatDuration(tickMs)}, and the longest ` +
      `time, ${formatDuration(longest)}, has ${longest / tickMs} of them, more than ${MOST_TICKS}`,
    remedy: 'Choose ranges and settings that are whole numbers of one step, such as 1s, or set what is finer to 0s.',
  });
}
