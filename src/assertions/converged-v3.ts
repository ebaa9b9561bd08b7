import { record } from '../layout/layout.ts';
import { invariant } from '../errors.ts';
import type { ServiceView } from '../port/swarm-port.ts';
import { deploy } from './deploy.ts';
import type { JudgeContext, Verdict } from './judge.ts';
import type { Patience, Round } from './poll-loop.ts';
import { pollLoop } from './poll-loop.ts';
import { APP, asks } from './questions.ts';
import type { Stage } from './stage.ts';
import { FAIL } from './verdicts.ts';

const INSPECT_APP = asks('inspect', APP);

/** Converged when the app's update status is unset or completed; tasks are not looked at. */
export function convergedV3(
  { deadlineMs }: JudgeContext,
  ends: typeof statusEnds = statusEnds,
  reason: Patience['reason'] = 'deadline',
): readonly Stage[] {
  return [deploy, pollLoop(statusRound(ends), { deadlineMs, reason })];
}

const statusRound = (ends: typeof statusEnds): Round => ({
  memory: record({}),
  question: () => INSPECT_APP,
  judge(_row, _at, answer) {
    invariant(answer.read === 'inspect', 'v3 asks inspect only');
    return ends(answer.service.updateState);
  },
});

/** What v3 makes of one update status; v4 borrows it. */
export function statusEnds(state: ServiceView['updateState']): 'wait' | 'next stage' | Verdict {
  switch (state) {
    case 'unset':
    case 'completed':
      return 'next stage';
    case 'updating':
    case 'rollback_started':
      return 'wait';
    case 'paused':
      return FAIL.paused;
    case 'rollback_paused':
    case 'rollback_completed':
      return FAIL['rolled-back'];
  }
}
