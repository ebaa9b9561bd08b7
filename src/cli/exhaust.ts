import type { Scenario } from '#model/scenario.js';
import { FINDING_KINDS } from '#properties/outcomes.js';
import { run, type Exhausted, type ExhaustJob } from '#properties/proof/exhaust.js';
import { commonTick, constantsOf } from '#properties/proof/ticks.js';
import { ruleNamed } from '../assertions/catalogue.ts';
import { SimError } from '../errors.ts';
import { findingOf, type Exhaustion, type ExploreResult, type Finding } from '../explore/outcome.ts';
import { formatDuration } from '../scenario/durations.ts';
import { NO_LIMIT_MS, type Limits } from './limits.ts';
import { workshop } from './prove/workshop.ts';
import { sideBySide } from './side-by-side.ts';

export interface ExhaustPlan {
  readonly searches: readonly { readonly rule: string; readonly scenario: Scenario }[];
  readonly refuting: ReadonlySet<string>;
  readonly limits: Limits;
  /** In ms; absent: the longest that meets every time of the scenario and the rule. */
  readonly tickMs: number | undefined;
  readonly workers: number;
  /** Ends the search. */
  readonly signal: AbortSignal;
  readonly onDone: (done: number, of: number) => void;
}

/** What a machine of a few GB can hold, one search a core. */
const DEFAULT_LIMITS = { states: 10_000_000, bytes: 2 ** 30 };

const EXHAUSTING = { module: new URL('../../properties/proof/exhaust.js', import.meta.url).href, run };

/** Every state of each scenario under each rule, searches side by side in threads. What comes of it does not depend on their number. */
export async function exhaustAll(plan: ExhaustPlan): Promise<readonly ExploreResult[]> {
  const { searches, refuting, limits, workers, signal } = plan;
  const jobs = searches.map(({ rule, scenario }): ExhaustJob => {
    return {
      rule,
      scenario,
      tickMs: tickFor(scenario, rule, plan.tickMs),
      refuting: [...refuting],
      filed: [...new Set<string>([...FINDING_KINDS, ...refuting])],
      limits: { states: limits.states ?? DEFAULT_LIMITS.states, bytes: limits.memory ?? DEFAULT_LIMITS.bytes },
    };
  });
  const shop = workshop({ workers, jobs: jobs.length, ms: limits.time ?? NO_LIMIT_MS, signal });
  let done = 0;
  try {
    return await sideBySide(workers, jobs.length, async (at) => {
      const job = jobs[at] as ExhaustJob;
      const began = performance.now();
      const found = await shop.ask(EXHAUSTING, job);
      plan.onDone(++done, jobs.length);
      return resultOf(job, found, (performance.now() - began) / 1_000);
    });
  } finally {
    await shop.close();
  }
}

/** A tick that some time is no multiple of would search another scenario than the one that was asked for. */
function tickFor(scenario: Scenario, rule: string, wanted: number | undefined): number {
  const constants = constantsOf(scenario, ruleNamed(rule).paces);
  const common = commonTick(constants) || 1_000;
  if (wanted === undefined) return common;
  const odd = constants.find(({ ms }) => ms % wanted !== 0);
  if (odd === undefined) return wanted;
  throw new SimError({
    code: 'usage.bad-value',
    where: `--tick ${formatDuration(wanted)}`,
    what: `${odd.name} ${formatDuration(odd.ms)} of ${scenario.name} is no whole number of such ticks`,
    remedy: `Give one that divides ${formatDuration(common)}, leave it out, or set what is finer with --set.`,
  });
}

function resultOf(job: ExhaustJob, found: Exhausted, seconds: number): ExploreResult {
  const { outcome, states, transitions, depth, peakBytes, outcomes, limit, flaw, traces } = found;
  const exhaustive: Exhaustion = {
    bounds: boundsOf(job),
    tickMs: job.tickMs,
    states,
    transitions,
    depth,
    peakBytes,
    limit,
    flaw,
  };
  const runs = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const isRefuting = ({ kind }: Finding): number => (job.refuting.includes(kind) ? 0 : 1);
  const findings = traces.map((trace) => findingOf(trace, 'exhaustive', states));
  return {
    outcome,
    findings: findings.sort((a, b) => isRefuting(a) - isRefuting(b)),
    coverage: { runs, steps: transitions, distinctStates: states, seconds, outcomes, exhaustive },
  };
}

/** What a verdict on this scenario is about, in words. */
function boundsOf({ scenario, tickMs }: ExhaustJob): readonly string[] {
  const { operator, faults, host, bounds } = scenario;
  const most = (count: number, kinds: readonly string[]): string =>
    count === 0 || kinds.length === 0 ? 'none' : `${count} of ${kinds.join(', ')}`;
  return [
    `everything happens at a multiple of ${formatDuration(tickMs)}; what happens at one, in every order`,
    `moves of the operator: ${most(operator.maxMoves, operator.moves)}; faults: ${most(faults.maxFaults, faults.kinds)}`,
    `changes of load: ${host.loadChanges}; tasks a slot can hold: ${bounds.tasksPerSlot}; no horizon, and no bound on steps`,
  ];
}
