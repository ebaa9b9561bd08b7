import type { Row } from '../../layout/layout.ts';
import { get, record, set } from '../../layout/layout.ts';
import type { ServiceView } from '../../port/swarm-port.ts';
import { chain } from '../chain.ts';
import { deploy } from '../deploy.ts';
import type { Judge, JudgeContext, Question, Verdict } from '../judge.ts';
import { pollLoop } from '../poll-loop.ts';
import { asksEach } from '../questions.ts';
import { FAIL } from '../verdicts.ts';
import type { Look } from './each-service.ts';
import { eachService } from './each-service.ts';
import { rest } from './rest.ts';

const OWN = record({ inspects: 'flag', full: 'flag' });
const { inspects, full } = OWN.at;

/**
 * matchory/docker-swarm-deployment-action src/monitoring.ts: an interval, then for each service without a status N of N tasks, or
 * `completed`, and it is never looked at again; updating waits, any other status fails. Its interval and timeout are the scenario's.
 * That it also gives up when every task has failed is left out: it can only fail.
 */
export function matchory({ deadlineMs, services }: JudgeContext): Judge {
  const round = eachService(serviceUpdate(services), { services, latches: true });
  return chain([deploy, rest(), pollLoop(round, { deadlineMs, reason: 'deadline' })]);
}

function serviceUpdate(services: number): Look {
  const replicas = asksEach('replicas', services);
  const inspect = asksEach('inspect', services);
  return {
    memory: OWN,
    question: (row, at, service) => (get(row, at + inspects) === 1 ? inspect : replicas)[service] as Question,
    judge(row, at, answer) {
      if (answer.read === 'replicas') {
        set(row, at + full, answer.running === answer.desired ? 1 : 0);
        set(row, at + inspects, 1);
        return 'go on';
      }
      set(row, at + inspects, 0);
      return answer.read === 'inspect' ? isComplete(row, at, answer.service.updateState) : 'wait';
    },
  };
}

function isComplete(row: Row, at: number, state: ServiceView['updateState']): 'wait' | 'done' | Verdict {
  switch (state) {
    case 'unset':
      return get(row, at + full) === 1 ? 'done' : 'wait';
    case 'completed':
      return 'done';
    case 'updating':
      return 'wait';
    case 'paused':
      return FAIL.paused;
    case 'rollback_started':
    case 'rollback_paused':
    case 'rollback_completed':
      return FAIL['rolled-back'];
  }
}
