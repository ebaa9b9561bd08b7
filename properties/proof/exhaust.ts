import type { Scenario } from '#model/scenario.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { invariant } from '#src/errors.js';
import { keyOf } from '#src/explore/batch.js';
import type { Aide, Aides } from '#src/explore/help/aide.js';
import { judgedAide } from '#src/explore/judged-space.js';
import { figuresOf, prove, type ProofFigures } from '#src/explore/prove.js';
import { traceOf } from '#src/explore/retrace.js';
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

/** What a thread with nothing else to do makes of the search of a scenario. They load it by its name. @public */
export const aide = (job: ExhaustJob): Aide => judgedAide(searchedOf(job), job.tickMs);

/** Exhausts a scenario as it stands: its own outcomes, its own deadlines. The entry of worker threads. */
export function run(job: ExhaustJob, hasTimeLeft: () => boolean, aides?: Aides): Exhausted {
  const rule = ruleNamed(job.rule);
  const request = {
    tickMs: job.tickMs,
    refuting: new Set(job.refuting),
    filed: new Set(job.filed),
    witness: 'true-pass',
    unjudged: 'unjudged',
    limits: { ...job.limits, depth: Infinity, hasTimeLeft },
    aides,
  };
  const { nearest, ...proof } = prove(searchedOf(job), request);
  const system = watchedRollout(job.scenario, rule);
  const traces = nearest.map(({ kind, schedule }) => {
    const { outcome } = traceOf(system, schedule);
    invariant(outcome.kind === kind, 'what the reduced world comes to is what the whole world comes to');
    return shrink(system, schedule, keyOf(outcome));
  });
  return { ...figuresOf({ ...proof, nearest }), traces };
}
