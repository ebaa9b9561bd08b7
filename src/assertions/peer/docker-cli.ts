import type { Row } from '../../layout/layout.ts';
import { get, NEVER, record, set } from '../../layout/layout.ts';
import { invariant } from '../../errors.ts';
import type { Read, ServiceView } from '../../port/swarm-port.ts';
import { chain } from '../chain.ts';
import { deploy } from '../deploy.ts';
import type { Judge, JudgeContext, Question, Verdict } from '../judge.ts';
import { joined, words } from '../memory.ts';
import { pollLoop } from '../poll-loop.ts';
import { asksEach } from '../questions.ts';
import { FAIL } from '../verdicts.ts';
import type { Look } from './each-service.ts';
import { eachService } from './each-service.ts';
import { countOnNodes, keepRunning } from './slots.ts';

/** docker/cli progress.go ServiceProgress: a constant. */
const EVERY_MS = 200;
export const DOCKER_CLI_PACES: readonly number[] = [EVERY_MS];

const READS: readonly Read[] = ['inspect', 'up-to-date', 'nodes'];
const OWN = record({ read: 'code', converged: 'flag', convergedAt: 'instant', wanted: 'count', global: 'flag' });
const { read, converged, convergedAt, wanted, global } = OWN.at;

/**
 * docker/cli cli/command/service/progress/progress.go, for `docker service update` and `docker stack deploy --detach=false`:
 * `completed` while the tasks are not converged ends the wait at once; else the up-to-date tasks that run on nodes that are not
 * down must be as many as wanted, for the length of the monitor. rollback_completed is a message, no error (docker/cli#6752).
 * It waits without end, so the deadline is the scenario's. Jobs are not modelled.
 */
export function dockerCli(context: JudgeContext): Judge {
  const { deadlineMs, services } = context;
  const round = eachService(progress(context), { services, latches: true });
  return chain([deploy, pollLoop(round, { deadlineMs, reason: 'deadline', everyMs: EVERY_MS })]);
}

function progress({ slots, services }: JudgeContext): Look {
  const { memory, base } = joined({ own: OWN, nodes: words('code', slots) });
  const nodes = { at: base.nodes, size: slots };
  const questions = READS.map((one) => asksEach(one, services));
  return {
    memory,
    question: (row, at, service) => questions[get(row, at + read)]?.[service] as Question,
    judge(row, at, answer) {
      if (answer.read === 'inspect') return takeStatus(row, at, answer.service, answer.answeredMs);
      if (answer.read === 'up-to-date') {
        const found = keepRunning(row, at, nodes, answer.tasks);
        if (get(row, at + global) === 1) set(row, at + wanted, found);
        set(row, at + read, 2);
        return 'go on';
      }
      invariant(answer.read === 'nodes', 'docker-cli asks for the service, its tasks and the nodes only');
      takeCount(row, at, countOnNodes(row, at, nodes, answer.nodes), answer.answeredMs);
      set(row, at + read, 0);
      return 'wait';
    },
  };
}

function takeStatus(row: Row, at: number, service: ServiceView, atMs: number): 'go on' | 'done' | Verdict {
  const isConverged = get(row, at + converged) === 1;
  if (service.updateState === 'completed' && !isConverged) return 'done';
  if (service.updateState === 'paused') return FAIL.paused;
  if (service.updateState === 'rollback_paused') return FAIL['rolled-back'];
  if (isConverged && atMs - get(row, at + convergedAt) >= service.update.monitorMs) return 'done';
  set(row, at + global, service.mode === 'global' ? 1 : 0);
  set(row, at + wanted, service.replicas);
  set(row, at + read, 1);
  return 'go on';
}

/** A global service wants as many as there are tasks, and at least one. */
function takeCount(row: Row, at: number, running: number, atMs: number): void {
  const isEmpty = get(row, at + global) === 1 && get(row, at + wanted) === 0;
  const holds = running === get(row, at + wanted) && !isEmpty;
  set(row, at + converged, holds ? 1 : 0);
  if (!holds) set(row, at + convergedAt, NEVER);
  else if (get(row, at + convergedAt) === NEVER) set(row, at + convergedAt, atMs);
}
