import { stretch } from '../wording.ts';
import type { CheckResult } from './result.ts';
import { visible } from '../visible.ts';

/** The verdict in one line of its own. */
export function headline({ stack, head, rule, status, reason, timings }: CheckResult): string {
  const does = { pass: 'runs', fail: 'does not run', unverified: 'may or may not run' }[status];
  const why = status === 'pass' ? '' : `: ${reason.code}`;
  return visible(`${stack} ${does} ${head} (${rule}, ${stretch(Math.round(timings.elapsedMs))})${why}`);
}
