import { specAt, specOf, type Model } from '#model/model.js';
import { argumentOf, KIND, KINDS, kindOf } from '#model/steps.js';
import { MOVES, TASK_STATES } from '#model/vocabulary.js';
import { E, EVENT, T } from '#model/world.js';
import { type Step } from '#src/explore/transition-system.js';
import { get, type Row } from '#src/layout/layout.js';

/** A step of the Swarm as people read it. Tasks are named by their creation order, so the same schedule has the same names. */
export function describeSwarmStep(m: Model, row: Row, code: number): Step {
  const kind = kindOf(code);
  const [actor = '', does = ''] = (KINDS[kind] ?? '').split('.');
  return { actor, does, with: argumentsOf(m, row, kind, argumentOf(code)) };
}

type Arguments = Readonly<Record<string, string | number>>;

function argumentsOf(m: Model, row: Row, kind: number, argument: number): Arguments {
  switch (kind) {
    case KIND['operator.deploys']:
      return { spec: 'head', fate: m.fates[argument]?.kind ?? 'good' };
    case KIND['operator.moves']:
      return { move: MOVES[argument] ?? '' };
    case KIND['orchestrator.handles-event']:
      return eventArguments(m, row);
    case KIND['host-memory.load-becomes']:
      return { megabytes: m.scenario.host.loadMb[argument] ?? 0 };
    case KIND['updater.starts']:
    case KIND['updater.completes']:
    case KIND['updater.stops']:
    case KIND['updater.reads-failure']:
      return {};
    case KIND['updater.hands-out-slot']:
    case KIND['worker.replaces-task']:
    case KIND['worker.sees-promotion']:
    case KIND['worker.sees-running']:
    case KIND['worker.has-waited']:
    case KIND['worker.stops']:
      return { slot: argument + 1 };
    case KIND['agent.reports']:
      return {
        ...taskArguments(m, row, argument),
        state: TASK_STATES[get(row, m.places.task(argument) + T.actual)] ?? '',
      };
    default:
      return taskArguments(m, row, argument);
  }
}

function taskArguments(m: Model, row: Row, t: number): Arguments {
  const task = m.places.task(t);
  return { task: `t${get(row, task + T.id)}`, spec: specOf(m, row, task).name };
}

function eventArguments(m: Model, row: Row): Arguments {
  const event = m.places.event(0);
  const subject = get(row, event + E.subject);
  if (get(row, event + E.kind) === EVENT.service) return { service: specAt(m, get(row, event + E.spec)).name };
  return { ...taskArguments(m, row, subject), is: TASK_STATES[get(row, m.places.task(subject) + T.observed)] ?? '' };
}
