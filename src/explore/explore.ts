import type { Batch, BatchResult, Schedule, Sighting } from './batch.ts';
import { distinctCounter } from './fingerprint.ts';
import type { ExploreResult, ExploreVerdict, Finding, Strategy } from './outcome.ts';
import type { Trace } from './trace.ts';

/** Who does the work: this thread, or a pool of them. What comes back depends on what is asked alone. */
export interface Executor {
  runBatch(batch: Batch): Promise<BatchResult>;
  shrink(schedule: Schedule, key: string): Promise<Trace>;
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
  /** Seconds that the search has taken. */
  readonly seconds: () => number;
}

const BATCH_RUNS = 250;

/** The portfolio: how often each strategy's turn comes (measured in the README's table). */
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

/** Cuts a number of runs into batches, the first of which has this index. */
export function planBatches(strategy: 'auto' | Strategy, runs: number, seed: number, first = 0): readonly Batch[] {
  const count = Math.ceil(runs / BATCH_RUNS);
  return Array.from({ length: count }, (_, i) => ({
    index: first + i,
    strategy: strategy === 'auto' ? (PORTFOLIO[(first + i) % PORTFOLIO.length] ?? 'discrete-event') : strategy,
    runs: Math.min(BATCH_RUNS, runs - i * BATCH_RUNS),
    seed,
  }));
}

interface Done {
  readonly batch: Batch;
  readonly result: BatchResult;
}

/** Samples schedules, groups what is bad, and shrinks one schedule of each group. */
export async function explore(executor: Executor, request: ExploreRequest): Promise<ExploreResult> {
  const done: Done[] = [];
  do {
    const wave = planBatches(request.strategy, request.runs, request.seed, done.length);
    const results = wave.map(async (batch) => {
      const result = await executor.runBatch(batch);
      request.onBatch?.(result);
      return { batch, result };
    });
    done.push(...(await Promise.all(results)));
  } while (request.hasTimeLeft?.() === true);
  const findings = await Promise.all(group(done).map((found) => shrunk(executor, found)));
  const coverage = coverageOf(done, request.seconds());
  return { outcome: verdictOf(coverage.outcomes, request), findings: sorted(findings, request.refuting), coverage };
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

/** One entry a group: who saw it first, and the shortest schedule that anyone has of it. */
function group(done: readonly Done[]): readonly Found[] {
  const groups = new Map<string, Found>();
  let before = 0;
  for (const { batch, result } of done) {
    for (const sighting of result.sightings) {
      const known = groups.get(sighting.key);
      if (known === undefined) {
        groups.set(sighting.key, { sighting, strategy: batch.strategy, schedules: before + sighting.firstRun + 1 });
      } else if (sighting.schedule.code.length < known.sighting.schedule.code.length) {
        groups.set(sighting.key, { ...known, sighting });
      }
    }
    before += batch.runs;
  }
  return [...groups.values()];
}

async function shrunk(executor: Executor, { sighting, strategy, schedules }: Found): Promise<Finding> {
  const trace = await executor.shrink(sighting.schedule, sighting.key);
  return { ...trace.outcome, steps: trace.steps, stepsToVerdict: trace.stepsToVerdict, strategy, schedules, trace };
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

function coverageOf(done: readonly Done[], seconds: number): ExploreResult['coverage'] {
  const distinct = distinctCounter(new Int32Array(0));
  const outcomes: Record<string, number> = {};
  let runs = 0;
  let steps = 0;
  for (const { result } of done) {
    distinct.merge(result.registers);
    runs += result.runs;
    steps += result.steps;
    for (const [kind, count] of Object.entries(result.outcomes)) outcomes[kind] = (outcomes[kind] ?? 0) + count;
  }
  return { runs, steps, distinctStates: distinct.estimate(), seconds, outcomes };
}
