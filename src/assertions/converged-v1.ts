import type { ServiceView } from '../port/swarm-port.ts';
import { deploy } from './deploy.ts';
import type { JudgeContext } from './judge.ts';
import { pollLoop } from './poll-loop.ts';
import { stackRound } from './stack-round.ts';
import type { Stage } from './stage.ts';

/** Converged when every service has N of N and is done with its update, or never had one. `paused` waits for ever. */
export function convergedV1({ services, deadlineMs }: JudgeContext): readonly Stage[] {
  return [deploy, pollLoop(stackRound(services, isDone), { deadlineMs, reason: 'deadline' })];
}

function isDone(state: ServiceView['updateState']): boolean {
  switch (state) {
    case 'unset':
    case 'completed':
    case 'rollback_completed':
      return true;
    case 'updating':
    case 'paused':
    case 'rollback_started':
    case 'rollback_paused':
      return false;
  }
}
