import { CLUSTER_MUTANTS } from './cluster.ts';
import { DEPLOYS } from './deploys.ts';
import { FAILURES } from './failures.ts';
import type { ModelMutant } from './mutant.ts';
import { RESTARTS } from './restarts.ts';
import { RUN } from './run.ts';
import { STATUS } from './status.ts';
import { SUPERVISION } from './supervision.ts';
import { WORKER } from './worker.ts';

export const MODEL_MUTANTS: readonly ModelMutant[] = [
  ...DEPLOYS,
  ...SUPERVISION,
  ...RUN,
  ...WORKER,
  ...FAILURES,
  ...STATUS,
  ...RESTARTS,
  ...CLUSTER_MUTANTS,
];

/** Classes of mutants: sections of the semantics, by the rules that they hold. */
const SECTIONS: Readonly<Record<string, string>> = {
  '2.1': 'an update of the service',
  '4.1': 'the replicated orchestrator',
  '4.2': 'the global orchestrator',
  '4.3': 'the supervisor of updaters',
  '5': 'what is dirty',
  '6.1': 'a run of the updater',
  '6.2': 'what a worker does with a slot',
  '6.3': 'replacing a task',
  '6.4': 'keeping a task',
  '6.5': 'what counts as a failure',
  '6.6': 'what failures trigger',
  '6.7': 'writers of the status',
  '6.8': 'transitions of the status',
  '6.10': 'a change of leaders',
  '7.1': 'restarting a task',
  '7.2': 'delayed starts',
  '7.3': 'whether to restart',
  '7.4': 'which tasks an updater sees',
  '7.6': 'a leader’s start',
  '7.7': 'the task reaper',
  '8.1': 'the constraint enforcer',
  '8.5': 'the scheduler',
};

/** The class of a mutant: `6.1 a run of the updater`. */
export function classOf({ rule }: ModelMutant): string {
  const section = rule.split('.').slice(0, 2).join('.');
  const title = SECTIONS[section];
  if (title === undefined) throw new Error(`no section ${section}`);
  return `${section} ${title}`;
}
