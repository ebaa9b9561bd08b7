import { findingJson } from '../json.ts';
import type { ProofReport, RuleProof } from './result.ts';

/** The certificate: results as `sim explore --json` has them, with a proof's outcomes and figures. */
export function proofJson(report: ProofReport): string {
  const { bounds, tickMs, reductions, digests, kinds } = report;
  const results = report.results.map((result) => resultJson(result, bounds.name, kinds));
  const certificate = { schemaVersion: 1, command: 'prove', bounds, tickMs, reductions, digests, results };
  return `${JSON.stringify(certificate, null, 2)}\n`;
}

function resultJson(result: RuleProof, bounds: string, kinds: readonly string[]) {
  const { rule, outcome, refuting, states, transitions, depth, peakBytes, refuted, passes, flaw, limited } = result;
  const count = (of: Readonly<Record<string, number>>) =>
    Object.fromEntries(kinds.flatMap((kind) => (of[kind] === undefined ? [] : [[kind, of[kind]]])));
  return {
    rule,
    scenario: bounds,
    outcome,
    refuting,
    findings:
      refuted === null
        ? []
        : [{ ...findingJson(refuted.written), world: refuted.world, robustness: refuted.robustness }],
    passes,
    flaw,
    limited,
    coverage: {
      states,
      transitions,
      depth,
      peakBytes,
      outcomes: count(result.outcomes),
      worlds: result.worlds.map((world) => ({
        world: world.world,
        outcome: world.outcome,
        states: world.states,
        transitions: world.transitions,
        depth: world.depth,
        outcomes: count(world.outcomes),
        passes: world.passes,
      })),
    },
  };
}
