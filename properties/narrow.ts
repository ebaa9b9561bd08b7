import type { Scenario } from '#model/index.js';
import { MOVES } from '#model/vocabulary.js';
import type { Step } from '#src/explore/transition-system.js';

/**
 * The least scenario that a schedule needs: the fate that befell the head, the moves that the operator made, the load levels that
 * were reached. Whatever is left out was a choice not taken, so the same steps fit it.
 */
export function narrowScenario(scenario: Scenario, schedule: readonly Step[]): Scenario {
  const taken = (name: string): readonly Step[] => schedule.filter(({ actor, does }) => `${actor}.${does}` === name);
  const fates = taken('operator.deploys').map((step) => step.with['fate']);
  const moves = taken('operator.moves').map((step) => step.with['move']);
  const loads = taken('host-memory.load-becomes').map((step) => step.with['megabytes']);
  const { host, operator } = scenario;
  return {
    ...scenario,
    headFates: scenario.headFates.filter(({ kind }) => fates.includes(kind)),
    host: {
      ...host,
      loadMb: host.loadMb.filter((megabytes, level) => level === 0 || loads.includes(megabytes)),
      loadChanges: loads.length,
    },
    operator: {
      ...operator,
      moves: MOVES.filter((move) => operator.moves.includes(move) && moves.includes(move)),
      maxMoves: moves.length,
    },
  };
}
