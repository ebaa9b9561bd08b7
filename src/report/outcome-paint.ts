import type { ProofOutcome } from '../explore/prove.ts';
import type { Paint, Style } from './columns.ts';

/** Green: proved; red: refuted; yellow: nothing is claimed. */
export function paintOf(outcome: ProofOutcome, style: Style): Paint {
  switch (outcome) {
    case 'proved':
      return style.green;
    case 'refuted':
      return style.red;
    case 'unwitnessed':
    case 'undecided':
      return style.yellow;
  }
}
