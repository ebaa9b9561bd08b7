import { ruleNamed } from '#src/assertions/catalogue.js';
import type { Mutant } from '#src/assertions/mutants/mutant.js';
import { MUTANTS } from '#src/assertions/mutants/mutants.js';
import { prove } from '#src/explore/prove.js';
import { traceOf } from '#src/explore/retrace.js';
import type { Trace } from '#src/explore/trace.js';
import { ALL_REDUCTIONS, proofSystem } from '../proof/proof-system.ts';
import { PASS_KINDS } from '../outcomes.ts';
import { watchedRollout } from '../watched-rollout.ts';
import { fooledAlike, killMutant, type Kill } from './kill-mutant.ts';
import { wronglyStamped } from './teeth-worlds.ts';
import { WRONG_STAMPS } from './wrong-stamps.ts';

/** A question about the teeth of a rule. Plain data: it goes to a worker thread. */
export type TeethJob =
  | { readonly ask: 'mutant'; readonly name: string }
  | { readonly ask: 'canary'; readonly rule: string }
  | { readonly ask: 'stamp'; readonly rule: string; readonly kind: string };

/** Which schedule tells the mutant, or the canary, from its rule; null: none does. Then those on which both are fooled. */
export type TeethAnswer = { readonly kill: Kill | null; readonly alike: readonly Kill[] } | StampAnswer;

export interface StampAnswer {
  /** No state of the world has a pass of the rule. */
  readonly isRed: boolean;
  /** The shortest way to one that has; null: there is none. */
  readonly pass: Trace | null;
  readonly states: number;
}

const TICK_MS = 1;
const MOST_STATES = 2_000_000;
const MOST_BYTES = 2 ** 31;

/** The entry of worker threads. */
export function run(job: TeethJob, hasTimeLeft: () => boolean): TeethAnswer {
  switch (job.ask) {
    case 'mutant': {
      const mutant = mutantNamed(job.name);
      const kill = killMutant(mutant);
      return { kill, alike: kill === null ? fooledAlike(mutant) : [] };
    }
    case 'canary':
      return { kill: killMutant(canaryOf(job.rule)), alike: [] };
    case 'stamp':
      return overStamp(job.rule, job.kind, hasTimeLeft);
  }
}

function mutantNamed(name: string): Mutant {
  const mutant = MUTANTS.find((candidate) => candidate.name === name);
  if (mutant === undefined) throw new Error(`invariant broken: no mutant ${name}`);
  return mutant;
}

/** The rule itself under another name: what kills it would kill anything. */
function canaryOf(rule: string): Mutant {
  const { create, summary } = ruleNamed(rule);
  return { id: '4', name: `canary/${rule}`, of: rule, says: summary, rule: { name: 'mutant/canary', summary, create } };
}

/** Every state of a world whose head is sound and carries a stamp that was not asked for. */
function overStamp(rule: string, kind: string, hasTimeLeft: () => boolean): StampAnswer {
  const wrong = WRONG_STAMPS.find((candidate) => candidate.kind === kind);
  if (wrong === undefined) throw new Error(`invariant broken: no wrong stamp ${kind}`);
  const world = wronglyStamped(wrong);
  const { outcome, states, counterexample } = prove(proofSystem(world, ruleNamed(rule), ALL_REDUCTIONS), {
    tickMs: TICK_MS,
    refuting: new Set(PASS_KINDS),
    witness: 'true-pass',
    unjudged: 'unjudged',
    limits: { states: MOST_STATES, bytes: MOST_BYTES, depth: Infinity, hasTimeLeft },
  });
  const pass = counterexample === null ? null : traceOf(watchedRollout(world, ruleNamed(rule)), counterexample);
  return { isRed: outcome === 'unwitnessed', states, pass };
}
