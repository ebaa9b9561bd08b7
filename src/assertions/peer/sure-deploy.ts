import { record } from '../../layout/layout.ts';
import { isRollingOut } from '../../port/swarm-port.ts';
import { chain } from '../chain.ts';
import { deploy } from '../deploy.ts';
import { identity } from '../identity.ts';
import type { Judge, JudgeContext, Question } from '../judge.ts';
import { pollLoop } from '../poll-loop.ts';
import { asksEach } from '../questions.ts';
import type { Look } from './each-service.ts';
import { eachService } from './each-service.ts';

/**
 * issuu/sure-deploy, `converge` (src/lib/monitor.ml) and then `verify` (src/cli/sure_deploy.ml): each service is waited for until
 * its status is any but updating or rollback_started, once; a time-out ends the wait too, and is no error. Then every service's
 * image must be the Compose file's. The image that was asked for cannot be read before the deploy, so the stamp in Spec.Labels
 * stands for it: it changes with the same write. That a failed request ends the wait as well is left out.
 */
export function sureDeploy(context: JudgeContext): Judge {
  const { deadlineMs, services } = context;
  const round = eachService(finished(services), { services, latches: true });
  const verify = Array.from({ length: services }, (_, service) => identity(context, { service }));
  return chain([deploy, pollLoop(round, { deadlineMs, reason: 'next stage' }), ...verify]);
}

function finished(services: number): Look {
  const inspect = asksEach('inspect', services);
  return {
    memory: record({}),
    question: (_row, _at, service) => inspect[service] as Question,
    judge: (_row, _at, answer) => (answer.read === 'inspect' && !isRollingOut(answer.service) ? 'done' : 'wait'),
  };
}
