// SwarmKit's own tests of the restart supervisor (semantics 11.3: restart_test.go), played by updated services.
import { crashes, deploys, moves, type Line, type Played } from '../play.ts';
import { dies } from '../setup.ts';
import { newest, runningTasks, someRuns, statusIs, type ExecutedCase } from './executed-case.ts';

/** Tasks that were created after the deploy's own. */
const restarted = ({ end }: Played): number => Math.max(...end.tasks.map(({ id }) => id)) - 2;

const crashesHead = (afterMs: number): readonly Line[] => crashes(newest('head'), { when: someRuns('head'), afterMs });

export const UPSTREAM: readonly ExecutedCase[] = [
  {
    id: 'RestartOnFailure',
    claim: 'on-failure does not replace what has exited with 0',
    setup: { restart: { condition: 'on-failure', delayMs: 50 }, fates: [dies(400, { exitCode: 0 })], horizonMs: 2_000 },
    script: [deploys('dies')],
    trace: 'unset>updating>completed',
    wants: '-',
    facts: (played) => ({ restarted: restarted(played) }),
    expected: { restarted: 0 },
  },
  {
    id: 'RestartOnFailure',
    claim: 'on-failure replaces what has failed',
    setup: { restart: { condition: 'on-failure', delayMs: 50 }, fates: [dies(400)], horizonMs: 1_000 },
    script: [deploys('dies')],
    trace: 'unset>updating>completed',
    wants: 'head',
    // It runs from 30 to 430, from 490 to 890, and from 950 on.
    facts: (played) => ({ restarted: restarted(played) }),
    expected: { restarted: 2 },
  },
  {
    id: 'RestartMaxAttempts',
    claim: 'a task is restarted so often and no more; with another SpecVersion the count starts over',
    setup: { update: { failureAction: 'continue' }, restart: { maxAttempts: 1, delayMs: 50 }, horizonMs: 5_000 },
    script: [
      deploys(),
      ...crashesHead(400),
      ...crashesHead(100),
      moves('force', { afterMs: 500, mark: 'exhausted' }),
      ...crashes(newest('headForced'), { when: someRuns('headForced'), afterMs: 400 }),
      ...crashes(newest('headForced'), { when: someRuns('headForced'), afterMs: 100 }),
    ],
    trace: 'unset>updating>completed>unset>updating>completed',
    wants: '-',
    facts: ({ end, marks }) => ({
      wantedBefore: marks['exhausted']?.tasks.filter(({ desired }) => desired === 'running').length,
      ofTheForced: end.tasks.filter(({ spec }) => spec === 'headForced').length,
    }),
    expected: { wantedBefore: 0, ofTheForced: 2 },
  },
  ...([100, 1_000] as const).map((afterMs) => ({
    id: 'RestartWindow',
    claim: `a second failure ${afterMs} ms after the restart, in a window of 500 ms with one attempt`,
    setup: { restart: { maxAttempts: 1, windowMs: 500, delayMs: 50 }, horizonMs: 5_000 },
    script: [
      deploys(),
      ...crashes(newest('head'), { when: statusIs('completed'), afterMs: 100 }),
      ...crashesHead(afterMs),
    ],
    trace: 'unset>updating>completed',
    wants: afterMs > 500 ? 'head' : '-',
    facts: ({ end }: Played) => ({ running: runningTasks(end, 'head').length }),
    expected: { running: afterMs > 500 ? 1 : 0 },
  })),
];
