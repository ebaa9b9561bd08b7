import type { Row } from '../../layout/layout.ts';
import { get, record, set } from '../../layout/layout.ts';
import type { TaskView } from '../../port/swarm-port.ts';
import { invariant } from '../../errors.ts';
import { chain } from '../chain.ts';
import type { TokenList } from '../head-serves/token-list.ts';
import { add, holds } from '../head-serves/token-list.ts';
import type { Judge, JudgeContext, Question } from '../judge.ts';
import { joined, words } from '../memory.ts';
import { asksEach, DEPLOY, sleepFor, toNextService } from '../questions.ts';
import type { Advance, Stage } from '../stage.ts';
import { FAIL } from '../verdicts.ts';

/** waitForService: a constant, waited before each look. */
const EVERY_MS = 1_000;
export const TSURU_PACES: readonly number[] = [EVERY_MS];
const SLEEP = sleepFor(EVERY_MS);

const OWN = record({ phase: 'code', service: 'count', unmet: 'flag', beganMs: 'instant' });
const { phase, service, unmet, beganMs } = OWN.at;
const CAPTURE = 0;
const DEPLOYING = 1;
const RESTING = 2;
const LOOKING = 3;

/**
 * tsuru's last provisioner for Swarm, provision/swarm waitForService: every task that existed before the deploy is complete, failed,
 * rejected or shutdown, and every other has reached its desired state. It never looks at the service. Tasks from before that the
 * memory has no room for count as new ones.
 */
export function tsuru(context: JudgeContext): Judge {
  return chain([waitForService(context)]);
}

function waitForService({ services, slots, tasksPerSlot, deadlineMs }: JudgeContext): Stage {
  const size = slots * tasksPerSlot;
  const { memory, base } = joined({ own: OWN, existing: words('identity', services * size) });
  const list = asksEach('list', services);
  const existing = (row: Row, at: number): TokenList => ({ at: base.existing + get(row, at + service) * size, size });

  function afterRound(row: Row, at: number, atMs: number): Advance {
    if (get(row, at + unmet) === 0) return 'next stage';
    set(row, at + unmet, 0);
    set(row, at + phase, RESTING);
    return atMs - get(row, at + beganMs) >= deadlineMs ? FAIL.deadline : 'go on';
  }

  return {
    memory,
    question(row, at) {
      if (get(row, at + phase) === DEPLOYING) return DEPLOY;
      return get(row, at + phase) === RESTING ? SLEEP : (list[get(row, at + service)] as Question);
    },
    judge(row, at, answer) {
      invariant(answer.read === 'list', 'tsuru lists tasks only');
      const known = existing(row, at);
      if (get(row, at + phase) === CAPTURE) {
        for (const { id } of answer.tasks) add(row, at, known, id);
        if (!toNextService(row, at + service, services)) set(row, at + phase, DEPLOYING);
        return 'go on';
      }
      const isMet = (task: TaskView): boolean =>
        holds(row, at, known, task.id) ? isTerminal(task) : task.state === task.desired;
      if (!answer.tasks.every(isMet)) set(row, at + unmet, 1);
      return toNextService(row, at + service, services) ? 'go on' : afterRound(row, at, answer.answeredMs);
    },
    resume(row, at, atMs) {
      if (get(row, at + phase) === DEPLOYING) {
        set(row, at + beganMs, atMs);
        set(row, at + phase, RESTING);
        return 'go on';
      }
      set(row, at + phase, LOOKING);
      return atMs - get(row, at + beganMs) >= deadlineMs ? FAIL.deadline : 'go on';
    },
  };
}

function isTerminal({ state }: TaskView): boolean {
  return state === 'complete' || state === 'failed' || state === 'rejected' || state === 'shutdown';
}
