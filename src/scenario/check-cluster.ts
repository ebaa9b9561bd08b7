import { plansOf } from '#model/scenario.js';
import type { Scenario } from '#model/scenario.js';
import { SimError } from '../errors.ts';
import type { Picker } from './layers.ts';

/** Refuses moves and faults that can never come. */
export function checkCluster(scenario: Scenario, from: Picker): void {
  const { host, operator, faults } = scenario;
  if (faults.kinds.includes('node-down') && host.nodes < 2) {
    const what = 'node-down needs a second node: the first is the manager, which never goes down';
    throw new SimError({ ...from.blame('faults'), what, remedy: 'Give --set host.nodes=2 or more.' });
  }
  // docker/cli command/service/scale.go: scale can only be used with replicated mode.
  if (operator.moves.includes('scale') && plansOf(scenario).every(({ mode }) => mode === 'global')) {
    const what = 'there is nothing to scale: every service of the stack is global';
    throw new SimError({ ...from.blame('moves'), what, remedy: 'Leave scale out of the moves.' });
  }
}
