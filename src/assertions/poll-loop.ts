import type { RecordLayout, Row } from '../layout/layout.ts';
import { get, record, set } from '../layout/layout.ts';
import type { FailReason, Question, Verdict } from './judge.ts';
import { joined } from './memory.ts';
import { SLEEP, sleepFor } from './questions.ts';
import type { Answered, Stage } from './stage.ts';
import { FAIL } from './verdicts.ts';

/** One round of a poll loop: its reads, and what they come to. */
export interface Round {
  readonly memory: RecordLayout;
  question(row: Row, at: number): Question;
  /** `go on`: the round has more reads; `wait`: it is over and did not find what it looks for. */
  judge(row: Row, at: number, answer: Answered): 'go on' | 'wait' | 'next stage' | Verdict;
}

export interface Patience {
  readonly deadlineMs: number;
  /** Why the rule fails at the deadline. `next stage`: it does not, the wait is over all the same. */
  readonly reason: FailReason | 'next stage';
  /** Between two rounds, where the rule has an interval of its own. */
  readonly everyMs?: number;
}

const LOOP = record({ beganMs: 'instant', resting: 'flag' });
const { beganMs, resting } = LOOP.at;

/**
 * Rounds, an interval apart, until one finds what it looks for. The deadline counts from when the loop was entered. It ends
 * the wait for another round, never a round: one that was asked in time and finds what it looks for still counts.
 */
export function pollLoop(round: Round, { deadlineMs, reason, everyMs }: Patience): Stage {
  const { memory, base } = joined({ loop: LOOP, round: round.memory });
  const rest = everyMs === undefined ? SLEEP : sleepFor(everyMs);
  const atDeadline = reason === 'next stage' ? reason : FAIL[reason];
  const late = (row: Row, at: number, atMs: number): boolean => atMs - get(row, at + beganMs) >= deadlineMs;

  return {
    memory,
    enter: (row, at, atMs) => set(row, at + beganMs, atMs),
    question: (row, at) => (get(row, at + resting) === 1 ? rest : round.question(row, at + base.round)),
    judge(row, at, answer) {
      const found = round.judge(row, at + base.round, answer);
      if (found !== 'wait') return found;
      if (late(row, at, answer.answeredMs)) return atDeadline;
      set(row, at + resting, 1);
      return 'go on';
    },
    resume(row, at, atMs) {
      set(row, at + resting, 0);
      return late(row, at, atMs) ? atDeadline : 'go on';
    },
  };
}
