import type { RecordLayout, Row } from '../../layout/layout.ts';
import { get, record, set } from '../../layout/layout.ts';
import type { Question, Verdict } from '../judge.ts';
import { joined, words } from '../memory.ts';
import type { Round } from '../poll-loop.ts';
import type { Answered } from '../stage.ts';

/** A look at one service: its reads, and what they come to. It keeps its memory from one round to the next. */
export interface Look {
  readonly memory: RecordLayout;
  question(row: Row, at: number, service: number): Question;
  /** `go on`: the look has more reads; `wait`: the service is not there yet. */
  judge(row: Row, at: number, answer: Answered): 'go on' | 'wait' | 'done' | Verdict;
}

export interface OverServices {
  readonly services: number;
  /** A service that was done once is never looked at again. Otherwise all must be done in one round. */
  readonly latches: boolean;
}

const OWN = record({ service: 'count', unmet: 'flag' });
const { service, unmet } = OWN.at;

/** A round of looks at every service of the stack, the app first. */
export function eachService(look: Look, { services, latches }: OverServices): Round {
  const looks = Object.fromEntries(Array.from({ length: services }, (_, s) => [`look${s}`, look.memory]));
  const { memory, base } = joined({ own: OWN, done: words('flag', services), ...looks });
  const firstLook = base.done + services;
  const lookAt = (row: Row, at: number): number => at + firstLook + get(row, at + service) * look.memory.size;

  function afterLook(row: Row, at: number): 'go on' | 'wait' | 'next stage' {
    let next = get(row, at + service) + 1;
    while (next < services && get(row, at + base.done + next) === 1) next++;
    if (next < services) {
      set(row, at + service, next);
      return 'go on';
    }
    const met = get(row, at + unmet) === 0;
    let first = 0;
    while (!met && get(row, at + base.done + first) === 1) first++;
    set(row, at + service, first);
    set(row, at + unmet, 0);
    return met ? 'next stage' : 'wait';
  }

  return {
    memory,
    question: (row, at) => look.question(row, lookAt(row, at), get(row, at + service)),
    judge(row, at, answer) {
      const found = look.judge(row, lookAt(row, at), answer);
      if (found === 'go on' || typeof found === 'object') return found;
      if (found === 'wait') set(row, at + unmet, 1);
      else if (latches) set(row, at + base.done + get(row, at + service), 1);
      return afterLook(row, at);
    },
  };
}
