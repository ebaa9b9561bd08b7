import type { Scenario } from '#model/scenario.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { invariant } from '#src/errors.js';
import { keyOf } from '#src/explore/batch.js';
import type { Aide, Aides } from '#src/explore/help/aide.js';
import { judgedAide } from '#src/explore/judged-space.js';
import { figuresOf, prove, type ProofFigures } from '#src/explore/prove.js';
import { traceOf } from '#src/explore/retrace.js';
import { shrink } from '#src/explore/shrink.js';
import type { Trace } from '#src/explore/trace.js';
import { narrowScenario } from '../narrow.ts';
import { watchedRollout } from '../watched-rollout.ts';
import { OVERDUE, type Passes } from './liveness.ts';
import { proofSystem, type ProofSystem, type Reductions } from './proof-system.ts';
import { robustness, type Robustness } from './robust.ts';

/** One rule to be proved over one world. Plain data: it goes to a worker thread. */
export interface ProofJob {
  readonly rule: string;
  readonly scenario: Scenario;
  readonly tickMs: number;
  readonly refuting: readonly string[];
  readonly reductions: Reductions;
  readonly limits: { readonly states: number; readonly bytes: number; readonly depth: number };
}

/** What an exhaustive search of one world came to. */
export interface WorldProof extends ProofFigures {
  readonly counterexample: Counterexample | null;
  /** When good heads were passed, where that is claimed; null: it is not, or none was. */
  readonly passes: Passes | null;
}

export interface Counterexample {
  /** Steps and ticks of the search to it. */
  readonly depth: number;
  /** What it is to the proof: the outcome of its trace, or `late`, which is told of a run that goes on. */
  readonly kind: string;
  readonly trace: Trace;
  /** What the trace needs of the scenario: it replays on it. */
  readonly scenario: Scenario;
  readonly robustness: Robustness | null;
}

const systemOf = ({ scenario, rule, reductions, refuting }: ProofJob): ProofSystem =>
  proofSystem(scenario, ruleNamed(rule), { ...reductions, live: refuting.includes(OVERDUE) });

/** What a thread with nothing else to do makes of the search of a world. They load it by its name. @public */
export const aide = (job: ProofJob): Aide => judgedAide(systemOf(job), job.tickMs);

/** Exhausts the world, and makes a readable trace of what refutes the rule. The entry of worker threads. */
export function run(job: ProofJob, hasTimeLeft: () => boolean, aides?: Aides): WorldProof {
  const rule = ruleNamed(job.rule);
  const { scenario, tickMs } = job;
  const searched = systemOf(job);
  const request = {
    tickMs,
    refuting: new Set(job.refuting),
    witness: 'true-pass',
    unjudged: 'unjudged',
    limits: { ...job.limits, hasTimeLeft },
    // A pass is noted where the step is made that it is seen in. A world's steps are none of those.
    aides: searched.composition === undefined ? undefined : aides,
  };
  const answer = prove(searched, request);
  const found = answer.counterexample;
  const proof = { ...figuresOf(answer), passes: searched.passes() };
  if (found === null) return { ...proof, counterexample: null };
  const system = watchedRollout(scenario, rule);
  const whole = traceOf(system, found);
  const { kind } = whole.outcome;
  const isLate = !job.refuting.includes(kind) && (proof.outcomes[OVERDUE] ?? 0) > 0;
  if (proof.flaw !== null || isLate) {
    const told = isLate ? OVERDUE : kind;
    return { ...proof, counterexample: { depth: proof.depth, kind: told, trace: whole, scenario, robustness: null } };
  }
  invariant(job.refuting.includes(kind), 'a counterexample of the reduced world is one of the whole world');
  const trace = shrink(system, found, keyOf(whole.outcome));
  const robust = robustness((of) => watchedRollout(of, rule), scenario, trace.schedule, trace.outcome.kind, tickMs);
  const narrowed = narrowScenario(scenario, trace.schedule);
  return { ...proof, counterexample: { depth: proof.depth, kind, trace, scenario: narrowed, robustness: robust } };
}
