import type { ServiceView } from '../../port/swarm-port.ts';
import type { Matches } from '../hc1.ts';
import { hc1 } from '../hc1.ts';
import type { JudgeContext } from '../judge.ts';
import { windowMs } from './window.ts';

/** What head-serves is made of, where its mutants are made of something else. */
export interface HeadServesParts {
  readonly stampOf: (service: ServiceView) => string | null;
  readonly matches: Matches;
  readonly readStatus: (state: ServiceView['updateState']) => StatusRead;
  readonly windowMs: typeof windowMs;
  /** A round ends with a second inspect of the service. */
  readonly looksAgain: boolean;
  /** A task of the head that died fails the rule. */
  readonly followsDeaths: boolean;
}

/** What the judge is told, and what it is made of. */
export type HeadServesContext = JudgeContext & HeadServesParts;

export const SOUND_PARTS: HeadServesParts = {
  stampOf: ({ stamp }) => stamp,
  matches: hc1,
  readStatus,
  windowMs,
  looksAgain: true,
  followsDeaths: true,
};

/** What an update status says of the round that shows it: only in a `quiet` one may the rule pass. */
export type StatusRead = 'quiet' | 'moving' | 'paused' | 'rolling back' | 'rolled back';

export function readStatus(state: ServiceView['updateState']): StatusRead {
  switch (state) {
    case 'unset':
    case 'completed':
      return 'quiet';
    case 'updating':
      return 'moving';
    case 'paused':
      return 'paused';
    case 'rollback_started':
      return 'rolling back';
    case 'rollback_paused':
    case 'rollback_completed':
      return 'rolled back';
  }
}

export const carriesHead = ({ head, stampOf, matches }: HeadServesContext, view: ServiceView): boolean => {
  const stamp = stampOf(view);
  return stamp !== null && matches(stamp, head);
};
