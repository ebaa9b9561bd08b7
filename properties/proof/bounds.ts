import { FAILURE_ACTIONS, FATES, UPDATE_ORDERS, type Move } from '#model/vocabulary.js';
import { covering, product, type Choice, type Factors } from './covering.ts';
import type { WorldParameters } from './proof-world.ts';

export const BOUNDS = ['small', 'standard', 'large'] as const;
export type BoundsName = (typeof BOUNDS)[number];

/** What an operator may do once more after the deploy: the head again, the same or with another label; other runs; by hand. */
export const PROOF_MOVES = [
  'force',
  'identical',
  'label-only',
  'other-spec',
  'rollback',
  'scale',
] as const satisfies readonly Move[];

/** One world of a family; its name says all that is fixed in it. */
export interface ProofWorld {
  readonly name: string;
  readonly parameters: WorldParameters;
}

export interface Bounds {
  readonly name: BoundsName;
  /** What is covered, in words, for people. */
  readonly says: readonly string[];
  readonly worlds: readonly ProofWorld[];
}

const FACTORS: Factors = {
  order: UPDATE_ORDERS,
  failureAction: FAILURE_ACTIONS,
  fate: FATES,
  times: ['persistent', 'once'],
  replicas: [1, 2],
  rollbackAction: ['pause', 'continue'],
  memory: ['ample', 'tight'],
  delay: ['below', 'above'],
  lag: [0, 1],
  move: ['none', ...PROOF_MOVES],
  leaderChanges: [0, 1],
};
const TRIPLE = ['order', 'failureAction', 'fate'];

/** The family of worlds over which a proof is made. The same name gives the same worlds. */
export function boundsOf(name: BoundsName): Bounds {
  switch (name) {
    case 'small':
      return { name, says: [...COMMON, ...SMALL], worlds: named(smallWorlds()) };
    case 'standard':
      return { name, says: [...COMMON, ...STANDARD], worlds: named([...standardWorlds(), ...particular()]) };
    case 'large':
      return {
        name,
        says: [...COMMON, ...LARGE],
        worlds: named([...product(FACTORS).map(parametersOf), ...particular()]),
      };
  }
}

const COMMON = [
  'a tick is 1 s: monitor 2, of the rollback 1; delay 1 and 0 (below the monitor) or 3 and 2 (above it); restart delay 1; parallelism 1',
  'a head dies, turns unhealthy or eats memory 1 tick after it runs, dies late after 9, starts slowly in 2, is found unhealthy after 1',
  'allocation, scheduling, preparation and the manager take no time of their own; the task reaper is taken in its first tick',
  'a rule polls every tick, or later: each read comes 0 or 1 tick after the one before it; no deadline ends it',
];
const SMALL = [
  'one replica, no lag, no leader change: every pair of order, failure action, rollback action, fate, persistent or once, memory, delay',
  'a good head and each move of the operator, at any instant, under both orders; a service that is removed, and created again',
];
const STANDARD = [
  'every combination of order, failure action and fate; every pair of these and of persistent or once, replicas 1-2, rollback action, memory, delay,',
  '  lag 0-1, at most one move of the operator at any instant, at most one leader change at any instant;',
  '  together with a dying head not: two replicas and more than ample memory, lag, a move or a leader change; lag and a move or a leader change;',
  '  memory that is tight under start-first and lag, a move or a leader change',
  'with a good head and one replica: every sequence of two moves; a lag and every move, a lag and a leader change',
  'two services of which the second one’s head dies; another run that deploys to the same stack; a service that is removed, and created again',
];
const LARGE = [
  'the full product of order, failure action, fate, persistent or once, replicas 1-2, rollback action, memory, delay, lag 0-1, no or one move, leader change',
  'with a good head and one replica: every sequence of two moves',
  'two services of which the second one’s head dies; another run that deploys to the same stack; a service that is removed, and created again',
];

function parametersOf(choice: Choice): WorldParameters {
  const { move, ...fixed } = choice as Choice & { readonly move: Move | 'none' };
  const moves = move === 'none' ? [] : [move];
  return { ...(fixed as unknown as WorldParameters), moves, maxMoves: moves.length, services: 1 };
}

/** Worlds that grow beyond what a run of minutes can hold. What is left out by it is said in the bounds. */
function isTooLarge({ replicas, memory, lag, move, leaderChanges, order, fate }: Choice): boolean {
  const more = [lag === 1, leaderChanges === 1, move !== 'none', replicas === 2].filter(Boolean).length;
  if (memory === 'tight' && order === 'start-first') return more > 0;
  if (fate === 'good' || fate === 'starts-slowly') return more > 2;
  return replicas === 2 || lag === 1 ? more > 1 : false;
}

function standardWorlds(): readonly WorldParameters[] {
  return covering({ factors: FACTORS, wholly: [TRIPLE], forbidden: isTooLarge }).map(parametersOf);
}

function smallWorlds(): readonly WorldParameters[] {
  const fixed = { replicas: [1], lag: [0], leaderChanges: [0], move: ['none'] };
  const forbidden = (choice: Choice): boolean => choice['memory'] === 'tight' && choice['order'] === 'start-first';
  const core = covering({ factors: { ...FACTORS, ...fixed }, wholly: [], forbidden }).map(parametersOf);
  const moved = UPDATE_ORDERS.flatMap((order) =>
    PROOF_MOVES.map((move): WorldParameters => ({ ...GOOD, order, moves: [move], maxMoves: 1 })),
  );
  return [...core, ...moved, { ...GOOD, moves: REPLACING, maxMoves: 2 }];
}

/** One replica, start-first, a head that is good, and nothing that interferes. */
export const GOOD: WorldParameters = {
  replicas: 1,
  order: 'start-first',
  failureAction: 'rollback',
  rollbackAction: 'pause',
  fate: 'good',
  times: 'persistent',
  memory: 'ample',
  delay: 'below',
  lag: 0,
  moves: [],
  maxMoves: 0,
  leaderChanges: 0,
  services: 1,
};

/** A service that is removed, and created again by the next deploy; or the deploy comes first. */
const REPLACING: readonly Move[] = ['remove-service', 'identical'];

/** Sequences of two moves, a stack of two services, a foreign run, a service that is replaced. */
function particular(): readonly WorldParameters[] {
  const sequences = PROOF_MOVES.flatMap((first, i) =>
    PROOF_MOVES.slice(i).map((second): WorldParameters => ({
      ...GOOD,
      moves: first === second ? [first] : [first, second],
      maxMoves: 2,
    })),
  );
  const late = PROOF_MOVES.map((move): WorldParameters => ({ ...GOOD, lag: 1, moves: [move], maxMoves: 1 }));
  const dies = { ...GOOD, fate: 'dies' } as const;
  return [
    ...sequences,
    ...late,
    { ...GOOD, lag: 1, leaderChanges: 1 },
    ...UPDATE_ORDERS.map((order): WorldParameters => ({ ...dies, order, services: 2 })),
    ...UPDATE_ORDERS.map((order): WorldParameters => ({ ...dies, order, moves: ['other-spec'], maxMoves: 1 })),
    ...[GOOD, dies].map((world): WorldParameters => ({ ...world, moves: REPLACING, maxMoves: 2 })),
  ];
}

function named(all: readonly WorldParameters[]): readonly ProofWorld[] {
  const worlds = new Map(all.map((parameters) => [nameOf(parameters), parameters]));
  return [...worlds].map(([name, parameters]) => ({ name, parameters }));
}

/** `start-first rollback/pause dies once, tight memory, lag 1, 2 replicas; rollback`: what is usual is left out. */
function nameOf(p: WorldParameters): string {
  const unusual = [
    ...(p.services === 2 ? ['2 services'] : []),
    ...(p.replicas === 2 ? ['2 replicas'] : []),
    ...(p.memory === 'tight' ? ['tight memory'] : []),
    ...(p.delay === 'above' ? ['long delay'] : []),
    ...(p.lag === 1 ? ['lag'] : []),
    ...(p.leaderChanges === 1 ? ['leader change'] : []),
    ...(p.maxMoves === 0 ? [] : [`${p.maxMoves === 2 ? 'two of ' : ''}${p.moves.join(' or ')}`]),
  ];
  const head = `${p.fate}${p.times === 'once' ? ' once' : ''}`;
  return [`${p.order} ${p.failureAction}/${p.rollbackAction} ${head}`, ...unusual].join(', ');
}
