import type { Batch, BatchResult, Sighting } from './batch.ts';
import { distinctCounter } from './fingerprint.ts';
import { findingOf } from './outcome.ts';
import type { Coverage, ExploreResult, ExploreVerdict, Finding, Strategy } from './outcome.ts';
import type { Trace } from './trace.ts';

/** Who does the work: this thread, or a pool of them. What comes back depends on what is asked alone. */
export interface Executor {
  runBatch(batch: Batch): Promise<BatchResult>;
  shrink(sighting: Sighting): Promise<Trace>;
}

export interface ExploreRequest {
  readonly strategy: 'auto' | Strategy;
  readonly seed: number;
  readonly runs: number;
  /** Kinds of outcome that refute. */
  readonly refuting: ReadonlySet<string>;
  /** The kind without which a survival means nothing. */
  readonly witness: string;
  /** Asked before each wave of batches when the budget is time; then `runs` is the size of a wave. */
  readonly hasTimeLeft?: () => boolean;
  readonly onBatch?: (result: BatchResult) => void;
  /** How the runs are cut into batches; absent: for runs that cost little. */
  readonly cut?: Cut;
  /** Seconds that the search has taken. */
  readonly seconds: () => number;
}

export interface Cut {
  /** Runs in a batch. */
  readonly runs: number;
  /** With `auto`: how often each strategy's turn comes. */
  readonly portfolio: readonly Strategy[];
}

/** Measured in the README's table. */
const PORTFOLIO: readonly Strategy[] = [
  'discrete-event',
  'coverage',
  'discrete-event',
  'urw',
  'discrete-event',
  'coverage',
  'discrete-event',
  'pct',
];

const CHEAP: Cut = { runs: 250, portfolio: PORTFOLIO };

/** Where each run is a process: few to a batch, and the strategies that ask at once as often as the others. */
export const DEAR: Cut = { runs: 8, portfolio: ['pct', 'discrete-event', 'urw', 'discrete-event'] };

/** Cuts a number of runs into batches, the first of which has this index. */
export function planBatches(
  strategy: 'auto' | Strategy,
  runs: number,
  seed: number,
  first = 0,
  { runs: size, portfolio }: Cut = CHEAP,
): readonly Batch[] {
  const count = Math.ceil(runs / size);
  return Array.from({ length: count }, (_, i) => ({
    index: first + i,
    strategy: strategy === 'auto' ? (portfolio[(first + i) % portfolio.length] ?? 'discrete-event') : strategy,
    runs: Math.min(size, runs - i * size),
    seed,
  }));
}

/** Batches that are under way at once: what is kept of them is folded in their order, so memory stays flat. */
const WAVE = 32;

/** Samples schedules, groups what is bad, and shrinks one schedule of each group. */
export async function explore(executor: Executor, request: ExploreRequest): Promise<ExploreResult> {
  const seen = gathering();
  let batches = 0;
  do {
    const plan = planBatches(request.strategy, request.runs, request.seed, batches, request.cut);
    batches += plan.length;
    for (let start = 0; start < plan.length; start += WAVE) {
      const wave = plan.slice(start, start + WAVE);
      const results = await Promise.all(wave.map((batch) => runAndTell(executor, request, batch)));
      for (const [i, batch] of wave.entries()) seen.fold(batch, results[i]);
    }
  } while (request.hasTimeLeft?.() === true);
  const findings = await Promise.all(seen.groups().map((found) => shrunk(executor, found)));
  const coverage = seen.coverage(request.seconds());
  return { outcome: verdictOf(coverage.outcomes, request), findings: sorted(findings, request.refuting), coverage };
}

async function runAndTell(executor: Executor, request: ExploreRequest, batch: Batch): Promise<BatchResult> {
  const result = await executor.runBatch(batch);
  request.onBatch?.(result);
  return result;
}

function verdictOf(outcomes: Readonly<Record<string, number>>, { refuting, witness }: ExploreRequest): ExploreVerdict {
  if (Object.keys(outcomes).some((kind) => refuting.has(kind))) return 'refuted';
  return (outcomes[witness] ?? 0) > 0 ? 'survived' : 'unwitnessed';
}

interface Found {
  readonly sighting: Sighting;
  readonly strategy: Strategy;
  readonly schedules: number;
}

interface Gathering {
  fold(batch: Batch, result: BatchResult | undefined): void;
  groups(): readonly Found[];
  coverage(seconds: number): Coverage;
}

/** What is kept of all batches: one entry a group (who saw it first, and the shortest schedule that anyone has of it), and counts. */
function gathering(): Gathering {
  const groups = new Map<string, Found>();
  const distinct = distinctCounter(new Int32Array(0));
  const outcomes: Record<string, number> = {};
  let runs = 0;
  let steps = 0;
  const fold = (batch: Batch, result: BatchResult | undefined): void => {
    if (result === undefined) return;
    for (const sighting of result.sightings) {
      const known = groups.get(sighting.key);
      if (known === undefined) {
        groups.set(sighting.key, { sighting, strategy: batch.strategy, schedules: runs + sighting.firstRun + 1 });
      } else if (sighting.schedule.code.length < known.sighting.schedule.code.length) {
        groups.set(sighting.key, { ...known, sighting });
      }
    }
    distinct.merge(result.registers);
    runs += result.runs;
    steps += result.steps;
    for (const [kind, count] of Object.entries(result.outcomes)) outcomes[kind] = (outcomes[kind] ?? 0) + count;
  };
  return {
    fold,
    groups: () => [...groups.values()],
    coverage: (seconds) => ({ runs, steps, distinctStates: distinct.estimate(), seconds, outcomes }),
  };
}

async function shrunk(executor: Executor, { sighting, strategy, schedules }: Found): Promise<Finding> {
  return findingOf(await executor.shrink(sighting), strategy, schedules);
}

/** What refutes first, then the shortest. */
function sorted(findings: readonly Finding[], refuting: ReadonlySet<string>): readonly Finding[] {
  const rank = (finding: Finding): readonly (number | string)[] => [
    refuting.has(finding.kind) ? 0 : 1,
    finding.kind,
    finding.stepsToVerdict + finding.steps,
    finding.trace.schedule.length,
    JSON.stringify(finding.facts),
  ];
  return [...findings].sort((a, b) => compare(rank(a), rank(b)));
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [i, mine] of a.entries()) {
    const other = b[i];
    if (other === undefined || mine === other) continue;
    return mine < other ? -1 : 1;
  }
  return 0;
}
