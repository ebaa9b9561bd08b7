import { slotsOf } from '#model/model.js';
import { ARGUMENTS } from '#model/steps.js';
import { plansOf } from '#model/scenario.js';
import type { Scenario } from '#model/scenario.js';
import { SimError } from '../errors.ts';

/** What a world can hold. A step's code has an argument below `codes`: a task record on a node. */
const LIMITS = { services: 8, slots: 64, fates: 64, codes: ARGUMENTS } as const;

/** Refuses a scenario that no world could hold, saying what to lower. */
export function checkSize(scenario: Scenario, file: string): void {
  const { host, bounds } = scenario;
  const plans = plansOf(scenario);
  if (plans.length > LIMITS.services) {
    const what = `${plans.length} services are more than the ${LIMITS.services} that a stack may have`;
    throw tooLarge(file, what, 'Name those beside the app that matter with --set beside=NAMES, or none.');
  }
  const varied = plans.find(({ headFates }) => headFates.length > LIMITS.fates);
  if (varied !== undefined) {
    const what = `${varied.headFates.length} fates of ${varied.service} are more than ${LIMITS.fates}`;
    throw tooLarge(file, what, 'Give fewer with --head.');
  }
  const slots = plans.reduce((sum, plan) => sum + slotsOf(plan, scenario), 0);
  if (slots > LIMITS.slots) {
    const what = `${slots} slots are more than the ${LIMITS.slots} that a stack may have`;
    throw tooLarge(
      file,
      what,
      'Lower replicas, scale_to or host.nodes, or leave services out with --set beside=NAMES.',
    );
  }
  const records = slots * bounds.tasksPerSlot;
  const most = Math.floor(LIMITS.codes / host.nodes);
  if (records > most) {
    const sum = `${slots} slots x ${bounds.tasksPerSlot} tasks_per_slot`;
    const what = `${sum} are ${records} tasks, more than the ${most} that ${host.nodes} nodes may have`;
    throw tooLarge(file, what, 'Lower tasks_per_slot, replicas, scale_to or host.nodes.');
  }
}

function tooLarge(where: string, what: string, remedy: string): SimError {
  return new SimError({ code: 'scenario.too-large', where, what, remedy });
}
