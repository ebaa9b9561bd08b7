import { plural } from '../wording.ts';
import type { RuleProof } from './result.ts';

/** A proof's outcome in a sentence about the rule. */
export function says({ outcome, refuting, worlds, refuted, flaw, limited }: RuleProof): string {
  switch (outcome) {
    case 'proved':
      return `has no ${refuting.join(', no ')} in any state of ${plural(worlds.length, 'world')}`;
    case 'refuted':
      return `has a ${refuted?.written.finding.kind ?? ''} in ${refuted?.world ?? ''}${tie(refuted?.robustness)}`;
    case 'unwitnessed':
      return 'never passes rightly in any state, so that it is never fooled says nothing';
    case 'undecided':
      if (flaw !== null) return `cannot be judged: the model has a ${flaw.flaw} in ${flaw.world}`;
      if (limited !== null) return `met its limit of ${limited.limit} in ${plural(limited.worlds, 'world')}`;
      return 'has runs that leave the bounds of their world';
  }
}

function tie(robustness: 'robust' | 'boundary' | null | undefined): string {
  if (robustness === 'robust') return ' (robust: it needs no two things at the same instant)';
  return robustness === 'boundary' ? ' (boundary: it needs two things at the same instant)' : '';
}
