import { get, record, set } from '../layout/layout.ts';
import { invariant } from '../errors.ts';
import { roundV2 } from './converged-v2.ts';
import type { JudgeContext } from './judge.ts';
import { joined } from './memory.ts';
import type { Round } from './poll-loop.ts';
import { pollLoop } from './poll-loop.ts';
import { APP, asks } from './questions.ts';
import type { Stage } from './stage.ts';

const HEALTH = asks('health', APP);

const OWN = record({ streak: 'count', converged: 'flag' });
const { streak, converged } = OWN.at;

/** Waits until the app answers `healthAnswers` times in a row. Whichever task is reached answers: it may be an old one. */
export function waitHealthy(context: JudgeContext): Stage {
  const round = context.healthyNeedsConverged ? convergedThenHealth(context) : health(context.healthAnswers);
  return pollLoop(round, { deadlineMs: context.healthDeadlineMs, reason: 'unhealthy' });
}

function health(answersWanted: number): Round {
  return {
    memory: OWN,
    question: () => HEALTH,
    judge(row, at, answer) {
      invariant(answer.read === 'health', 'after its v2 round wait_healthy asks health only');
      const inARow = answer.answers ? get(row, at + streak) + 1 : 0;
      set(row, at + streak, inARow);
      return inARow >= answersWanted ? 'next stage' : 'wait';
    },
  };
}

/** v2's round before each request to the app; a stack that is not converged breaks the row of answers. */
function convergedThenHealth(context: JudgeContext): Round {
  const v2 = roundV2(context);
  const app = health(context.healthAnswers);
  const { memory, base } = joined({ own: OWN, v2: v2.memory });
  return {
    memory,
    question: (row, at) => (get(row, at + converged) === 1 ? HEALTH : v2.question(row, at + base.v2)),
    judge(row, at, answer) {
      if (get(row, at + converged) === 1) {
        set(row, at + converged, 0);
        return app.judge(row, at, answer);
      }
      const found = v2.judge(row, at + base.v2, answer);
      if (found === 'wait') set(row, at + streak, 0);
      if (found !== 'next stage') return found;
      set(row, at + converged, 1);
      return 'go on';
    },
  };
}
