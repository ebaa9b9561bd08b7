// What sections 7.6 and 8.5 say of leaders and nodes where no probe was run: each row follows from the section that is its id.
import { crashes, deploys } from '../play.ts';
import { running, statusIs, type ExecutedCase } from './executed-case.ts';

export const CLUSTER_RULES: readonly ExecutedCase[] = [
  {
    id: '8.5',
    forEver: true,
    claim: 'nothing is assigned to a drained node: what ran there waits',
    setup: { restart: { delayMs: 50 }, horizonMs: 5_000 },
    script: [
      deploys(),
      { kind: 'operator.moves', where: { move: 'drain' }, when: statusIs('completed'), afterMs: 100 },
    ],
    trace: 'unset>updating>completed',
    wants: 'head',
    runs: '-',
    facts: ({ end }) => ({ last: end.tasks.at(-1)?.state }),
    expected: { last: 'pending' },
  },
  {
    id: '7.6',
    claim: 'a new leader lets what is left of a restart delay run, and no more',
    // Completed at 330, dead at 430, a new leader at 1,030: the replacement starts at 1,430.
    setup: { restart: { delayMs: 1_000 }, horizonMs: 1_700 },
    script: [
      deploys(),
      ...crashes(running('head'), { when: statusIs('completed'), afterMs: 100 }),
      { kind: 'raft.elects-leader', afterMs: 600 },
    ],
    trace: 'unset>updating>completed',
    runs: 'head',
  },
  {
    id: '7.6',
    claim: 'for a new leader the first task of a slot was no restart: with MaxAttempts 1 it is replaced once',
    setup: { restart: { delayMs: 50, maxAttempts: 1 }, horizonMs: 3_000 },
    script: [
      deploys(),
      { kind: 'raft.elects-leader', when: statusIs('completed'), afterMs: 100 },
      ...crashes(running('head'), { afterMs: 100 }),
    ],
    trace: 'unset>updating>completed',
    runs: 'head',
  },
];
