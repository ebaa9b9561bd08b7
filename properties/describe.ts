import { assignment } from '#model/actors/scheduler.js';
import { loadArgument } from '#model/actors/host-memory.js';
import { isOnService, isStackDeploy } from '#model/actors/moves.js';
import { halves, isOutOfSequence } from '#model/actors/operator.js';
import { serviceAt, serviceOfSlot, specAt, specOf, type Model } from '#model/model.js';
import { slotOfTask } from '#model/slots.js';
import { argumentOf, KIND, KINDS, kindOf } from '#model/steps.js';
import { isThere } from '#model/view.js';
import { MOVES, TASK_STATES } from '#model/vocabulary.js';
import { E, EVENT, T } from '#model/world.js';
import { type Step } from '#src/explore/transition-system.js';
import { get, type Row } from '#src/layout/layout.js';

/**
 * A step of the Swarm as people read it. Tasks are named by their creation order, so the same schedule has the same names. Services
 * and nodes are named where there are several.
 */
export function describeSwarmStep(m: Model, row: Row, code: number): Step {
  const kind = kindOf(code);
  const [actor = '', does = ''] = (KINDS[kind] ?? '').split('.');
  return { actor, does, with: argumentsOf(m, row, kind, argumentOf(code)) };
}

type Arguments = Readonly<Record<string, string | number>>;

function argumentsOf(m: Model, row: Row, kind: number, argument: number): Arguments {
  switch (kind) {
    case KIND['operator.deploys']:
      return deployArguments(m, argument);
    case KIND['operator.moves']:
      return moveArguments(m, row, argument);
    case KIND['operator.updates']: {
      const answer = isOutOfSequence(m, row, argument) ? { answer: 'update out of sequence' } : {};
      return { service: serviceAt(m, argument).name, ...answer };
    }
    case KIND['orchestrator.handles-event']:
      return eventArguments(m, row, argument);
    case KIND['host-memory.load-becomes']: {
      const { n, level } = loadArgument(argument);
      return { megabytes: m.scenario.host.loadMb[level] ?? 0, ...nodeNamed(m, n) };
    }
    case KIND['updater.starts']:
    case KIND['updater.completes']:
    case KIND['updater.stops']:
    case KIND['updater.reads-failure']:
      return serviceNamed(m, argument);
    case KIND['updater.hands-out-slot']:
    case KIND['worker.replaces-task']:
    case KIND['worker.sees-promotion']:
    case KIND['worker.sees-running']:
    case KIND['worker.has-waited']:
    case KIND['worker.stops']: {
      const s = serviceOfSlot(m, argument);
      return { slot: argument - serviceAt(m, s).firstSlot + 1, ...serviceNamed(m, s) };
    }
    case KIND['scheduler.assigns']: {
      const { t, n } = assignment(m, argument);
      return { ...taskArguments(m, row, t), ...nodeNamed(m, n) };
    }
    case KIND['agent.reports']:
      return {
        ...taskArguments(m, row, argument),
        state: TASK_STATES[get(row, m.places.task(argument) + T.actual)] ?? '',
      };
    case KIND['constraint-enforcer.checks-node']:
    case KIND['network.cuts-off-node']:
    case KIND['network.reconnects-node']:
    case KIND['dispatcher.marks-node-down']:
      return { node: argument + 1 };
    case KIND['raft.elects-leader']:
      return {};
    default:
      return taskArguments(m, row, argument);
  }
}

const serviceNamed = (m: Model, s: number): Arguments =>
  m.services.length === 1 ? {} : { service: serviceAt(m, s).name };
const nodeNamed = (m: Model, n: number): Arguments => (m.nodes === 1 ? {} : { node: n + 1 });

function deployArguments(m: Model, argument: number): Arguments {
  const { first: s, second: fate } = halves(argument);
  const kind = m.fates[serviceAt(m, s).firstFate + fate]?.kind ?? 'good';
  return { ...serviceNamed(m, s), spec: 'head', fate: kind };
}

function moveArguments(m: Model, row: Row, argument: number): Arguments {
  const { first, second: target } = halves(argument);
  const move = MOVES[first] ?? 'identical';
  if (isStackDeploy(move)) return { move, ...missingNamed(m, row) };
  return { move, ...(isOnService(move) ? serviceNamed(m, target) : nodeNamed(m, target)) };
}

/** Services that a stack's deploy creates, since they were removed. */
function missingNamed(m: Model, row: Row): Arguments {
  const missing = m.services.filter((_, s) => !isThere(m, row, s)).map(({ name }) => name);
  return missing.length === 0 ? {} : { creates: missing.join(', ') };
}

function taskArguments(m: Model, row: Row, t: number): Arguments {
  const task = m.places.task(t);
  const s = serviceOfSlot(m, slotOfTask(m, t));
  return { task: `t${get(row, task + T.id)}`, spec: specOf(m, row, task).name, ...serviceNamed(m, s) };
}

function eventArguments(m: Model, row: Row, q: number): Arguments {
  const event = m.places.event(q, 0);
  const subject = get(row, event + E.subject);
  switch (get(row, event + E.kind)) {
    case EVENT.service: {
      const spec = specAt(m, get(row, event + E.spec)).name;
      return m.services.length === 1 ? { service: spec } : { service: serviceAt(m, subject).name, spec };
    }
    case EVENT.node:
      return { node: subject + 1 };
    case EVENT.gone:
      return { gone: serviceAt(m, subject).name };
    case EVENT.start:
      return { start: m.orchestrators[q] ?? '' };
    default:
      return {
        ...taskArguments(m, row, subject),
        is: TASK_STATES[get(row, m.places.task(subject) + T.observed)] ?? '',
      };
  }
}
