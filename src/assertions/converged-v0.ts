import { deploy } from './deploy.ts';
import type { JudgeContext } from './judge.ts';
import { pollLoop } from './poll-loop.ts';
import { stackRound } from './stack-round.ts';
import type { Stage } from './stage.ts';

/** Converged when every service has N of N tasks running, whichever spec they are of. */
export function convergedV0({ services, deadlineMs }: JudgeContext): readonly Stage[] {
  return [deploy, pollLoop(stackRound(services, null), { deadlineMs, reason: 'deadline' })];
}
