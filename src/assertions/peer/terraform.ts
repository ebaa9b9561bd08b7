import type { Row } from '../../layout/layout.ts';
import { get, record, set } from '../../layout/layout.ts';
import { invariant } from '../../errors.ts';
import type { Read, ServiceView } from '../../port/swarm-port.ts';
import { chain } from '../chain.ts';
import { deploy } from '../deploy.ts';
import type { Judge, JudgeContext, Question, Verdict } from '../judge.ts';
import { joined, words } from '../memory.ts';
import type { Round } from '../poll-loop.ts';
import { pollLoop } from '../poll-loop.ts';
import { APP, asks } from '../questions.ts';
import { FAIL } from '../verdicts.ts';
import { rest } from './rest.ts';
import { countOnNodes, keepRunning } from './slots.ts';

/** converge_config.delay when nothing is set. */
const DELAY_MS = 7_000;
export const TERRAFORM_PACES: readonly number[] = [DELAY_MS];

const READS: readonly Read[] = ['inspect', 'list', 'nodes'];
const OWN = record({ read: 'code', wanted: 'count', global: 'flag', rollingBack: 'flag' });
const { read, wanted, global, rollingBack } = OWN.at;

/**
 * kreuzwerker/terraform-provider-docker resource_docker_service_funcs.go, a service with converge_config: after a delay, completed
 * passes, paused and the ends of a rollback fail; in any other state as many tasks with desired state running that run, of
 * whatever spec, as there are replicas pass (and fail while a rollback is under way). One resource is one service: the app.
 * A global service has no count, which never converges.
 */
export function terraform(context: JudgeContext): Judge {
  const { deadlineMs } = context;
  return chain([deploy, rest(DELAY_MS), pollLoop(refresh(context), { deadlineMs, reason: 'deadline' })]);
}

function refresh({ slots }: JudgeContext): Round {
  const { memory, base } = joined({ own: OWN, nodes: words('code', slots) });
  const nodes = { at: base.nodes, size: slots };
  const questions = READS.map((one) => asks(one, APP));
  return {
    memory,
    question: (row, at) => questions[get(row, at + read)] as Question,
    judge(row, at, answer) {
      if (answer.read === 'inspect') return takeStatus(row, at, answer.service);
      if (answer.read === 'list') {
        const desired = answer.tasks.filter((task) => task.desired === 'running');
        keepRunning(row, at, nodes, desired);
        set(row, at + read, 2);
        return 'go on';
      }
      invariant(answer.read === 'nodes', 'terraform asks for the service, its tasks and the nodes only');
      set(row, at + read, 0);
      const running = countOnNodes(row, at, nodes, answer.nodes);
      if (get(row, at + global) === 1 || running !== get(row, at + wanted)) return 'wait';
      return get(row, at + rollingBack) === 1 ? FAIL['rolled-back'] : 'next stage';
    },
  };
}

function takeStatus(row: Row, at: number, service: ServiceView): 'go on' | 'next stage' | Verdict {
  switch (service.updateState) {
    case 'completed':
      return 'next stage';
    case 'paused':
      return FAIL.paused;
    case 'rollback_paused':
    case 'rollback_completed':
      return FAIL['rolled-back'];
    case 'unset':
    case 'updating':
    case 'rollback_started':
      set(row, at + rollingBack, service.updateState === 'rollback_started' ? 1 : 0);
      set(row, at + wanted, service.replicas);
      set(row, at + global, service.mode === 'global' ? 1 : 0);
      set(row, at + read, 1);
      return 'go on';
  }
}
