import type { Scenario } from '#model/scenario.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { invariant } from '#src/errors.js';
import { keyOf } from '#src/explore/batch.js';
import { figuresOf, type ProofFigures } from '#src/explore/prove.js';
import { traceOf } from '#src/explore/retrace.js';
import { ALONE, proofSharing, proveTogether, type Crew } from '#src/explore/together/prove-together.js';
import type { Sharing } from '#src/explore/together/share.js';
import type { JudgedSystem } from '#src/explore/transition-system.js';
import { shrink } from '#src/explore/shrink.js';
import type { Trace } from '#src/explore/trace.js';
import { watchedRollout } from '../watched-rollout.ts';
import { ALL_REDUCTIONS, reducedSystem } from './proof-system.ts';

/** One scenario to be exhausted under one rule. Plain data: it goes to a worker thread. */
export interface ExhaustJob {
  readonly rule: string;
  readonly scenario: Scenario;
  readonly tickMs: number;
  readonly refuting: readonly string[];
  /** Kinds of outcome of which a trace of the nearest is wanted. */
  readonly filed: readonly string[];
  readonly limits: { readonly states: number; readonly bytes: number };
}

/** What the search came to, and the shortest trace of each kind that was to be filed, nearest first. */
export interface Exhausted extends ProofFigures {
  readonly traces: readonly Trace[];
}

const searchedOf = ({ scenario, rule }: ExhaustJob): JudgedSystem =>
  reducedSystem(scenario, ruleNamed(rule), ALL_REDUCTIONS);
const nothing = (): null => null;

/** What one of several threads brings to the search of a scenario. */
export function sharing(job: ExhaustJob): Sharing<unknown> {
  return proofSharing(searchedOf(job), { tickMs: job.tickMs, refuting: new Set(job.refuting) }, nothing);
}

/** Exhausts a scenario as it stands: its own outcomes, its own deadlines. The entry of worker threads. */
export function run(job: ExhaustJob, hasTimeLeft: () => boolean, crew: Crew = ALONE): Exhausted {
  const rule = ruleNamed(job.rule);
  const request = {
    tickMs: job.tickMs,
    refuting: new Set(job.refuting),
    filed: new Set(job.filed),
    witness: 'true-pass',
    unjudged: 'unjudged',
    limits: { ...job.limits, depth: Infinity, hasTimeLeft },
  };
  const { nearest, ...proof } = proveTogether(searchedOf(job), request, crew, nothing);
  const system = watchedRollout(job.scenario, rule);
  const traces = nearest.map(({ kind, schedule }) => {
    const { outcome } = traceOf(system, schedule);
    invariant(outcome.kind === kind, 'what the reduced world comes to is what the whole world comes to');
    return shrink(system, schedule, keyOf(outcome));
  });
  return { ...figuresOf({ ...proof, nearest }), traces };
}
