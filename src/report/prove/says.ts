import { plural } from '../wording.ts';
import type { RuleProof } from './result.ts';

/** A proof's outcome in a sentence about the rule. */
export function says({ outcome, refuting, worlds, refuted, passes, flaw, limited }: RuleProof): string {
  switch (outcome) {
    case 'proved':
      return `has no ${refuting.map(inWords).join(', no ')} in any state of ${plural(worlds.length, 'world')}${inTime(passes)}`;
    case 'refuted':
      return `has a ${inWords(refuted?.written.finding.kind ?? '')} in ${refuted?.world ?? ''}${tie(refuted?.robustness)}`;
    case 'unwitnessed':
      return 'never passes rightly in any state, so that it is never fooled says nothing';
    case 'undecided':
      if (flaw !== null) return `cannot be judged: the model has a ${flaw.flaw} in ${flaw.world}`;
      if (limited !== null) return `met its limit of ${limited.limit} in ${plural(limited.worlds, 'world')}`;
      return 'has runs that leave the bounds of their world';
  }
}

const inWords = (kind: string): string => (kind === 'late' ? 'good head that is not passed in time' : kind);

function inTime(passes: RuleProof['passes']): string {
  if (passes === null) return '';
  const seconds = (ms: number): string => `${ms / 1_000} s`;
  const { earliestMs, latestMs, leastLeftMs } = passes;
  return `; good heads are passed ${seconds(earliestMs)} to ${seconds(latestMs)} after the last change, ${seconds(leastLeftMs)} before the promised instant at the latest`;
}

function tie(robustness: 'robust' | 'boundary' | null | undefined): string {
  if (robustness === 'robust') return ' (robust: it needs no two things at the same instant)';
  return robustness === 'boundary' ? ' (boundary: it needs two things at the same instant)' : '';
}
