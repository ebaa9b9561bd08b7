import type { ProofWorld } from '#properties/proof/bounds.js';
import { run, type Counterexample, type ProofJob, type WorldProof } from '#properties/proof/prove-world.js';
import type { Reductions } from '#properties/proof/proof-system.js';
import { proofWorld } from '#properties/proof/proof-world.js';
import type { RuleProof, WorldResult } from '../../report/prove/result.ts';
import type { WrittenFinding } from '../../report/result.ts';
import { familyResult } from './family-result.ts';
import { sideBySide } from '../side-by-side.ts';
import type { Journal } from './journal.ts';
import { workshop } from './workshop.ts';

export interface ProofPlan {
  readonly rules: readonly { readonly name: string; readonly refuting: readonly string[] }[];
  readonly worlds: readonly ProofWorld[];
  readonly tickMs: number;
  readonly reductions: Reductions;
  readonly limits: { readonly states: number; readonly bytes: number; readonly ms: number };
  readonly workers: number;
  /** What was proved before, and where it is noted; null: nowhere. */
  readonly journal: Journal | null;
  /** Ends the search. */
  readonly signal: AbortSignal;
  /** Names the trace file of what refutes a rule. */
  readonly write: (rule: string, counterexample: Counterexample, states: number) => WrittenFinding;
  readonly onWorld: (rule: string, done: number, of: number, states: number) => void;
}

const PROVING = { module: new URL('../../../properties/proof/prove-world.js', import.meta.url).href, run };

/** Every rule over every world of the family, worlds side by side in threads. What comes of it does not depend on their number. */
export async function proveRules(plan: ProofPlan): Promise<readonly RuleProof[]> {
  const { workers, limits, signal } = plan;
  const shop = workshop({ workers, jobs: plan.worlds.length, ms: limits.ms, signal });
  try {
    const proofs: RuleProof[] = [];
    for (const { name: rule, refuting } of plan.rules) {
      const found = new Map<string, Counterexample>();
      const results = await overWorlds(plan, rule, async (world, depth) => {
        const claim = { rule, refuting, world: world.name };
        const known = plan.journal?.known(claim);
        if (known) return known;
        const { states, bytes } = limits;
        const job: ProofJob = {
          rule,
          scenario: proofWorld(world.name, world.parameters),
          tickMs: plan.tickMs,
          refuting,
          reductions: plan.reductions,
          limits: { states, bytes, depth },
        };
        const proof = await shop.ask(PROVING, job);
        plan.journal?.note(claim, proof);
        if (proof.counterexample !== null) found.set(world.name, proof.counterexample);
        return proof;
      });
      const write = ({ world, states }: WorldResult): WrittenFinding =>
        plan.write(rule, found.get(world) as Counterexample, states);
      proofs.push(familyResult(rule, refuting, results, write));
    }
    return proofs;
  } finally {
    await shop.close();
  }
}

/**
 * A world that is searched after a counterexample was found is searched no deeper than that: what is wanted is the shortest of all.
 * Which worlds are cut off so depends on the threads; the shortest, and of several the first world's, does not.
 */
async function overWorlds(
  { worlds, workers, onWorld }: ProofPlan,
  rule: string,
  proveOne: (world: ProofWorld, depth: number) => Promise<WorldProof>,
): Promise<readonly WorldResult[]> {
  let shortest = Infinity;
  let done = 0;
  let states = 0;
  return sideBySide(workers, worlds.length, async (at) => {
    const world = worlds[at] as ProofWorld;
    const proof = await proveOne(world, shortest);
    if (proof.outcome === 'refuted') shortest = Math.min(shortest, proof.counterexample?.depth ?? shortest);
    done++;
    states += proof.states;
    onWorld(rule, done, worlds.length, states);
    return { world: world.name, ...proof };
  });
}
