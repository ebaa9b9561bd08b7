import type { Move, Scenario } from '#model/index.js';
import { DIES, fate, GOOD, plan, tickWorld, window } from './tick-world.ts';
import { ASKED_FOR, WRONG_STAMPS, type WrongStamp } from './wrong-stamps.ts';

/** The worlds in which mutants have to show themselves: one thing each that can go wrong, in ticks. */
export function teethWorlds(): readonly Scenario[] {
  return [...rightlyStamped(), ...WRONG_STAMPS.map(wronglyStamped)];
}

/** Those in which the head is what was asked for. */
export const rightlyStamped = (): readonly Scenario[] => PLAIN;

/** What is deployed as the head carries this stamp, and is sound; another commit was asked for. */
export function wronglyStamped({ kind, stamp }: WrongStamp): Scenario {
  const app = plan('app', [GOOD]);
  const world = tickWorld(`wrong stamp: ${kind}`, { ...app, head: { ...app.head, stamp } });
  return { ...world, watcher: { ...world.watcher, askedFor: ASKED_FOR } };
}

const { watcher, timing, host } = tickWorld('', plan('app', [GOOD]));
const operator = (move: Move, moveWindow = window(0, 12)): Pick<Scenario, 'operator'> => ({
  operator: { moves: [move], maxMoves: 1, moveWindow, scaleTo: 1, request: window(0) },
});

const PLAIN: readonly Scenario[] = [
  tickWorld('sound head', plan('app', [GOOD])),
  tickWorld('rolled back', plan('app', [GOOD, DIES])),
  tickWorld('paused', plan('app', [GOOD, DIES], { failureAction: 'pause' })),
  tickWorld('crash loop', plan('app', [fate('dies', window(1, 5))], { failureAction: 'continue' })),
  tickWorld('foreign run', plan('app', [GOOD]), operator('other-spec')),
  tickWorld('foreign run at the end', plan('app', [GOOD]), {
    ...operator('other-spec', window(8, 9)),
    watcher: { ...watcher, read: window(0) },
  }),
  tickWorld('rolled back by hand', plan('app', [GOOD]), operator('rollback')),
  tickWorld('two services', plan('app', [GOOD]), {
    beside: [plan('worker', [GOOD, DIES], { failureAction: 'pause' })],
  }),
  tickWorld('silent engine', plan('app', [GOOD, DIES]), {
    faults: { kinds: ['no-answer'], maxFaults: 1, downFor: window(0) },
  }),
  tickWorld('short deadline', plan('app', [GOOD, DIES]), { watcher: { ...watcher, deadlineMs: 2 } }),
  tickWorld('lost node', plan('app', [fate('dies', window(12))]), {
    host: { ...host, nodes: 2 },
    timing: { ...timing, nodeDown: window(5, 6) },
    faults: { kinds: ['node-down'], maxFaults: 1, downFor: window(40) },
    watcher: { ...watcher, deadlineMs: 40 },
  }),
  tickWorld('rollback paused', plan('app', [GOOD]), {
    host: { ...host, memoryMb: 2, loadMb: [0, 2], loadChanges: 1 },
  }),
];
