import type { Scenario } from '#model/scenario.js';
import { FINDING_KINDS } from '#properties/outcomes.js';
import { systemOf } from '#properties/system-of.js';
import { SimError } from '../errors.ts';
import { DEAR, explore, type Executor, type ExploreRequest } from '../explore/explore.ts';
import { inlineExecutor } from '../explore/inline.ts';
import type { ExploreResult, Strategy } from '../explore/outcome.ts';
import { nameOf, retrace, type Retraced } from '../explore/retrace.ts';
import { workerPool, type WorkerPool } from '../explore/workers/pool.ts';
import type { TraceFile } from '../scenario/trace-file.ts';
import { clientExecutor, retraceClient, type ClientSearch, type Surroundings } from './exec/client-search.ts';
import { breathe } from './interrupt.ts';

export interface SearchProgress {
  readonly runs: number;
  readonly steps: number;
  /** Groups that refute, so far. */
  readonly races: number;
}

export interface SearchRequest {
  readonly rule: string;
  /** What is judged instead of the rule. */
  readonly client?: ClientSearch;
  readonly scenario: Scenario;
  readonly strategy: 'auto' | Strategy;
  /** Budget in runs, or in ms of wall-clock time (then the result may differ from run to run). */
  readonly budget: { readonly runs: number } | { readonly ms: number };
  readonly seed: number;
  readonly workers: number;
  /** Outcome kinds that refute the rule (OUTCOME_KINDS of properties/outcomes.ts). */
  readonly refuting: ReadonlySet<string>;
  readonly onProgress?: (progress: SearchProgress) => void;
}

/** Runs in a wave when the budget is time: a batch of every strategy in the portfolio. */
const WAVE_RUNS = 2_000;

let pool: { readonly threads: number; readonly workers: WorkerPool } | null = null;

/** Worker threads are kept from one search to the next, and must be closed after the last. */
export async function closeWorkers(): Promise<void> {
  await pool?.workers.close();
  pool = null;
}

async function executorFor(request: SearchRequest): Promise<Executor> {
  const { scenario, rule, workers } = request;
  const filed = new Set<string>([...FINDING_KINDS, ...request.refuting]);
  if (request.client !== undefined) return clientExecutor({ scenario, client: request.client, workers, filed });
  const job = { scenario, rule };
  if (workers === 1) return inlineExecutor({ system: systemOf(job), filed, breathe });
  if (pool?.threads !== workers) {
    await closeWorkers();
    pool = { threads: workers, workers: workerPool(workers) };
  }
  const module = new URL('../../properties/system-of.js', import.meta.url).href;
  return pool.workers.executor({ module, key: JSON.stringify(job), job, filed: [...filed] });
}

/** With clients, one batch each. */
const waveOf = ({ client, workers }: SearchRequest): number => (client === undefined ? WAVE_RUNS : DEAR.runs * workers);

/** Searches one scenario for races in one rule. */
export async function search(request: SearchRequest): Promise<ExploreResult> {
  const executor = await executorFor(request);
  const { budget, strategy, seed, refuting } = request;
  const began = performance.now();
  const elapsed = (): number => performance.now() - began;
  const progress = { runs: 0, steps: 0 };
  const races = new Set<string>();
  const plan: ExploreRequest = {
    strategy,
    seed,
    refuting,
    witness: 'true-pass',
    runs: 'runs' in budget ? budget.runs : waveOf(request),
    ...(request.client === undefined ? {} : { cut: DEAR }),
    seconds: () => elapsed() / 1_000,
    ...('ms' in budget ? { hasTimeLeft: () => elapsed() < budget.ms } : {}),
    onBatch: (result) => {
      progress.runs += result.runs;
      progress.steps += result.steps;
      for (const { key, outcome } of result.sightings) if (refuting.has(outcome.kind)) races.add(key);
      request.onProgress?.({ ...progress, races: races.size });
    },
  };
  return explore(executor, plan);
}

/** Follows a rule's trace; returns the trace file that this model makes of it. */
export function replay(trace: TraceFile): TraceFile {
  if (trace.client !== undefined) throw needsItsClient();
  return retraced(trace, retrace(systemOf(trace), trace.schedule));
}

/** The same of any trace; where it is a command's, the command is run again. */
export async function replayWith(trace: TraceFile, surroundings: Surroundings): Promise<TraceFile> {
  const { client, scenario, schedule } = trace;
  if (client === undefined) return replay(trace);
  return retraced(trace, await retraceClient(scenario, { ...client, ...surroundings }, schedule));
}

function retraced(trace: TraceFile, followed: Retraced): TraceFile {
  if (followed.fits) {
    const { outcome, steps, stepsToVerdict, schedule } = followed.trace;
    return { ...trace, outcome, steps, stepsToVerdict, schedule };
  }
  const step = trace.schedule[followed.index];
  const where =
    step === undefined ? 'after the last step' : `step ${followed.index + 1} (${step.atMs} ms, ${nameOf(step)})`;
  throw new SimError({
    code: 'trace.does-not-fit',
    what: followed.why,
    where,
    remedy: 'Restore the trace as it was written, or search again: a trace replays only on the model that found it.',
  });
}

function needsItsClient(): SimError {
  return new SimError({
    code: 'usage.bad-value',
    where: 'the trace',
    what: 'it is of a command (sim explore --exec), without which it cannot be followed',
    remedy: 'Follow it with sim replay, which runs the command again, or name a trace of a rule.',
  });
}
