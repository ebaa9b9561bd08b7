import { says } from './says.ts';
import type { ProofReport } from './result.ts';

/** TAP 14: a point a rule. What is undecided is `not ok`: it blocks. */
export function proofTap({ results }: ProofReport): string {
  const points = results.map((result, i) => {
    const ok = result.outcome === 'proved' ? 'ok' : 'not ok';
    return `${ok} ${i + 1} - ${result.rule} ${result.outcome}: ${says(result)}`;
  });
  return ['TAP version 14', `1..${results.length}`, ...points, ''].join('\n');
}
