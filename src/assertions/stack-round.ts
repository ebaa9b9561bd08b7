import type { Row } from '../layout/layout.ts';
import { get, record, set } from '../layout/layout.ts';
import { invariant } from '../errors.ts';
import type { ServiceView } from '../port/swarm-port.ts';
import type { Question } from './judge.ts';
import type { Round } from './poll-loop.ts';
import { asksEach, toNextService } from './questions.ts';
import type { Answered } from './stage.ts';

/** Does this update status let a service count as converged? */
export type Converged = (state: ServiceView['updateState']) => boolean;

const MEMORY = record({ service: 'count', inspects: 'flag', unmet: 'flag' });
const { service, inspects, unmet } = MEMORY.at;

/**
 * A round over every service of the stack, the app first: N of N tasks observed running and, where the rule looks at it, an
 * update status that counts as converged. Every service is read, also when one before it falls short.
 */
export function stackRound(services: number, converged: Converged | null): Round {
  const askReplicas = asksEach('replicas', services);
  const askInspect = asksEach('inspect', services);
  return {
    memory: MEMORY,
    question(row, at) {
      const ask = get(row, at + inspects) === 1 ? askInspect : askReplicas;
      return ask[get(row, at + service)] as Question;
    },
    judge(row, at, answer) {
      if (!meets(answer, converged)) set(row, at + unmet, 1);
      const inspectNext = answer.read === 'replicas' && converged !== null;
      set(row, at + inspects, inspectNext ? 1 : 0);
      return inspectNext ? 'go on' : afterService(row, at, services);
    },
  };
}

function meets(answer: Answered, converged: Converged | null): boolean {
  if (answer.read === 'replicas') return answer.running === answer.desired;
  invariant(answer.read === 'inspect' && converged !== null, 'a round over the stack asks replicas and inspect only');
  return converged(answer.service.updateState);
}

function afterService(row: Row, at: number, services: number): 'go on' | 'wait' | 'next stage' {
  if (toNextService(row, at + service, services)) return 'go on';
  const met = get(row, at + unmet) === 0;
  set(row, at + unmet, 0);
  return met ? 'next stage' : 'wait';
}
