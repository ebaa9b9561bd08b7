import type { Scenario, ServicePlan } from '#model/index.js';
import { FAULTS, MOVES, type FaultKind } from '#model/vocabulary.js';
import type { Step } from '#src/explore/transition-system.js';

/**
 * The least scenario that a schedule needs: the fates that befell the heads, the moves that the operator made, the faults that
 * struck, the load levels that were reached. Whatever is left out was a choice not taken, so the same steps fit it.
 */
export function narrowScenario(scenario: Scenario, schedule: readonly Step[]): Scenario {
  const taken = (name: string): readonly Step[] => schedule.filter(({ actor, does }) => `${actor}.${does}` === name);
  const deploys = taken('operator.deploys');
  const moves = taken('operator.moves').map((step) => step.with['move']);
  const loads = taken('host-memory.load-becomes').map((step) => step.with['megabytes']);
  const late = schedule.filter((step) => step.actor === 'watcher' && step.with['lateMs'] !== undefined);
  const struck = [
    ...Object.entries(FAULT_STEPS).flatMap(([name, kind]) => taken(name).map(() => kind)),
    ...late.map((): FaultKind => 'late-answer'),
  ];
  const { host, operator, faults } = scenario;
  const narrowed = <P extends ServicePlan>(plan: P): P => {
    const fates = deploys.filter((step) => (step.with['service'] ?? plan.service) === plan.service);
    const kinds = fates.map((step) => step.with['fate']);
    const befell = plan.headFates.filter(({ kind }) => kinds.includes(kind));
    // A client from outside need not deploy at all.
    return { ...plan, headFates: befell.length > 0 ? befell : plan.headFates.slice(0, 1) };
  };
  return {
    ...narrowed(scenario),
    beside: scenario.beside.map(narrowed),
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
    faults: {
      ...faultsWithout(faults, late.length === 0),
      kinds: FAULTS.filter((kind) => struck.includes(kind)),
      maxFaults: struck.length,
    },
  };
}

function faultsWithout({ lateBy, ...rest }: Scenario['faults'], lateness: boolean): Scenario['faults'] {
  return lateBy === undefined || lateness ? rest : { ...rest, lateBy };
}

const FAULT_STEPS: Readonly<Record<string, FaultKind>> = {
  'raft.elects-leader': 'leader-change',
  'network.cuts-off-node': 'node-down',
  'watcher.gets-no-answer': 'no-answer',
};
