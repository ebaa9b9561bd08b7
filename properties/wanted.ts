import {
  AT_ONCE,
  type Behaviour,
  type Fate,
  type Faults,
  type Operator,
  type RestartPolicy,
  type ServiceSpec,
  type Timing,
  type UpdateConfig,
} from '#model/scenario.js';
import type { ServiceMode } from '#model/vocabulary.js';

/** What a property wants every scenario of its to have; everything else is arbitrary. */
export interface Wanted {
  readonly replicas?: readonly number[];
  readonly orders?: readonly UpdateConfig['order'][];
  readonly update?: Partial<UpdateConfig>;
  readonly rollback?: Partial<UpdateConfig>;
  readonly restart?: Partial<RestartPolicy>;
  readonly spec?: Partial<Pick<ServiceSpec, 'reservationMb' | 'stopGraceMs' | 'constrained'>>;
  readonly behaviour?: Partial<Behaviour>;
  readonly fates?: readonly Fate['kind'][];
  readonly times?: Fate['times'];
  readonly modes?: readonly ServiceMode[];
  /** How many services stand beside the app. */
  readonly beside?: readonly number[];
  readonly nodes?: readonly number[];
  readonly timing?: Partial<Timing>;
  readonly operator?: Partial<Operator>;
  readonly faults?: Partial<Faults>;
  /** Without pressure the kernel never kills. */
  readonly pressure?: boolean;
  readonly horizonMs?: number;
}

/** The managers see at once what happens on a node, and act at once. */
export const PROMPT: Partial<Timing> = { manager: AT_ONCE, report: AT_ONCE };

/** One replicated service on one node, whatever its operator does to it. */
export const ONE_SERVICE: Wanted = {
  modes: ['replicated'],
  beside: [0],
  nodes: [1],
  operator: { moves: ['identical', 'label-only', 'other-spec', 'rollback', 'force'] },
  faults: { maxFaults: 0 },
};

/** One replicated service on one node, idle but for its tasks: the world of the executed cases, but for what is wanted else. */
export function narrowWorld(wanted: Wanted): Wanted {
  return {
    modes: ['replicated'],
    beside: [0],
    nodes: [1],
    pressure: false,
    ...wanted,
    spec: { reservationMb: 0, constrained: false, ...wanted.spec },
    operator: { moves: [], maxMoves: 0, request: AT_ONCE, ...wanted.operator },
    faults: { kinds: [], maxFaults: 0, ...wanted.faults },
  };
}
