import { isRollingOut } from '../port/swarm-port.ts';
import { deploy } from './deploy.ts';
import type { JudgeContext } from './judge.ts';
import type { Round } from './poll-loop.ts';
import { pollLoop } from './poll-loop.ts';
import { stackRound } from './stack-round.ts';
import type { Stage } from './stage.ts';

/** Converged when every service has N of N and no update or rollback is under way; one that has ended badly counts too. */
export function convergedV2(context: JudgeContext): readonly Stage[] {
  return [deploy, pollLoop(roundV2(context), { deadlineMs: context.deadlineMs, reason: 'deadline' })];
}

/** wait_healthy asks it again where it needs a converged stack. */
export function roundV2({ services }: JudgeContext): Round {
  return stackRound(services, (updateState) => !isRollingOut({ updateState }));
}
