import { slotsOf, type Room } from '#model/model.js';
import { plansOf, type Scenario, type ServicePlan } from '#model/scenario.js';
import { ARGUMENTS } from '#model/steps.js';

/** Services that stand for none of the scenario's are called so, and a number. */
const SPARE = 'spare-';
export const isSpare = (service: string): boolean => service.startsWith(SPARE);

const MOST_SPARES = 4;
const MOST_REPLICAS = 6;
/** As many slots as a stack may have. */
const MOST_SLOTS = 64;

export interface Roomy {
  readonly scenario: Scenario;
  readonly room: Room;
}

/**
 * The scenario with room for services that its clients create: a few spare ones, one of them global, and more replicas than it has
 * itself; as far as a world can hold them. The operator is the client: it makes no moves of its own.
 */
export function withSpares(scenario: Scenario): Roomy {
  const bare = { ...scenario, operator: { ...scenario.operator, moves: [], maxMoves: 0 } };
  for (let spares = MOST_SPARES; spares > 0; spares--) {
    for (let slots = MOST_REPLICAS; slots > 0; slots--) {
      const roomy = {
        scenario: { ...bare, beside: [...bare.beside, ...sparePlans(scenario, spares)] },
        room: { slots, attempts: 8 },
      };
      if (fits(roomy)) return roomy;
    }
  }
  return { scenario: bare, room: {} };
}

function sparePlans(scenario: Scenario, spares: number): readonly ServicePlan[] {
  const { base, head, other, headFates } = scenario;
  const of = (n: number, mode: ServicePlan['mode']): ServicePlan => {
    const one = { replicas: 1, constrained: false };
    return {
      service: `${SPARE}${n}`,
      mode,
      base: { ...base, ...one },
      head: { ...head, ...one },
      other: { ...other, ...one },
      headFates,
    };
  };
  return [...Array.from({ length: spares }, (_, i) => of(i + 1, 'replicated')), of(spares + 1, 'global')];
}

function fits({ scenario, room }: Roomy): boolean {
  const slots = plansOf(scenario).reduce((sum, plan) => {
    const own = slotsOf(plan, scenario);
    return sum + (plan.mode === 'global' ? own : Math.max(own, room.slots ?? 0));
  }, 0);
  return slots <= MOST_SLOTS && slots * scenario.bounds.tasksPerSlot * scenario.host.nodes <= ARGUMENTS;
}
