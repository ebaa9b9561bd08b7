import type { Scenario } from '#model/scenario.js';
import { ruleNamed } from '#src/assertions/catalogue.js';
import { invariant } from '#src/errors.js';
import { keyOf } from '#src/explore/batch.js';
import { prove, type ProofFigures } from '#src/explore/prove.js';
import { traceOf } from '#src/explore/retrace.js';
import { shrink } from '#src/explore/shrink.js';
import type { Trace } from '#src/explore/trace.js';
import { narrowScenario } from '../narrow.ts';
import { watchedRollout } from '../watched-rollout.ts';
import { proofSystem, type Reductions } from './proof-system.ts';
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
}

export interface Counterexample {
  /** Steps and ticks of the search to it. */
  readonly depth: number;
  readonly trace: Trace;
  /** What the trace needs of the scenario: it replays on it. */
  readonly scenario: Scenario;
  readonly robustness: Robustness | null;
}

/** Exhausts the world, and makes a readable trace of what refutes the rule. The entry of worker threads. */
export function run(job: ProofJob, hasTimeLeft: () => boolean): WorldProof {
  const rule = ruleNamed(job.rule);
  const { scenario, tickMs } = job;
  const { counterexample: found, ...proof } = prove(proofSystem(scenario, rule, job.reductions), {
    tickMs,
    refuting: new Set(job.refuting),
    witness: 'true-pass',
    unjudged: 'unjudged',
    limits: { ...job.limits, hasTimeLeft },
  });
  if (found === null) return { ...proof, counterexample: null };
  const system = watchedRollout(scenario, rule);
  const whole = traceOf(system, found);
  if (proof.flaw !== null) {
    return { ...proof, counterexample: { depth: proof.depth, trace: whole, scenario, robustness: null } };
  }
  invariant(
    job.refuting.includes(whole.outcome.kind),
    'a counterexample of the reduced world is one of the whole world',
  );
  const trace = shrink(system, found, keyOf(whole.outcome));
  const robust = robustness((of) => watchedRollout(of, rule), scenario, trace.schedule, trace.outcome.kind, tickMs);
  const narrowed = narrowScenario(scenario, trace.schedule);
  return { ...proof, counterexample: { depth: proof.depth, trace, scenario: narrowed, robustness: robust } };
}
