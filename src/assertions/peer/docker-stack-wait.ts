import { get, record, set } from '../../layout/layout.ts';
import type { ServiceView } from '../../port/swarm-port.ts';
import { chain } from '../chain.ts';
import { deploy } from '../deploy.ts';
import type { Judge, JudgeContext, Question } from '../judge.ts';
import { pollLoop } from '../poll-loop.ts';
import { asksEach } from '../questions.ts';
import { FAIL } from '../verdicts.ts';
import type { Look } from './each-service.ts';
import { eachService } from './each-service.ts';

const OWN = record({ counts: 'flag', settled: 'flag' });
const { counts, settled } = OWN.at;

/**
 * sudo-bmitch/docker-stack-wait docker-stack-wait.sh, without -r: status unset or completed and N of N tasks in `docker service
 * ls`, for every service in one round; paused and rollback_* are errors. Its -s is the scenario's interval, its -t the deadline.
 */
export function dockerStackWait({ deadlineMs, services }: JudgeContext): Judge {
  const round = eachService(serviceState(services), { services, latches: false });
  return chain([deploy, pollLoop(round, { deadlineMs, reason: 'deadline' })]);
}

function serviceState(services: number): Look {
  const inspects = asksEach('inspect', services);
  const replicas = asksEach('replicas', services);
  return {
    memory: OWN,
    question: (row, at, service) => (get(row, at + counts) === 1 ? replicas : inspects)[service] as Question,
    judge(row, at, answer) {
      if (answer.read === 'inspect') {
        const found = readStatus(answer.service.updateState);
        if (found === 'rolled-back' || found === 'paused') return FAIL[found];
        set(row, at + settled, found === 'settled' ? 1 : 0);
        set(row, at + counts, 1);
        return 'go on';
      }
      set(row, at + counts, 0);
      const isFull = answer.read === 'replicas' && answer.running === answer.desired;
      return isFull && get(row, at + settled) === 1 ? 'done' : 'wait';
    },
  };
}

function readStatus(state: ServiceView['updateState']): 'settled' | 'updating' | 'rolled-back' | 'paused' {
  switch (state) {
    case 'unset':
    case 'completed':
      return 'settled';
    case 'updating':
      return 'updating';
    case 'paused':
      return 'paused';
    case 'rollback_started':
    case 'rollback_paused':
    case 'rollback_completed':
      return 'rolled-back';
  }
}
