import type { ServiceView } from '../../port/swarm-port.ts';
import type { Matches } from '../hc1.ts';
import { hc1 } from '../hc1.ts';
import type { JudgeContext, Verdict } from '../judge.ts';
import { FAIL } from '../verdicts.ts';
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
  /** The death waits for the round's second inspect, which may know a better reason. */
  readonly tellsDeathsLast: boolean;
  readonly failsBy: FailsBy;
}

/** Why a view of the service ends the wait at once; null: it does not. */
export type FailsBy = (seen: Seen) => Verdict | null;

export interface Seen {
  readonly status: StatusRead;
  readonly carriesHead: boolean;
  /** The stamp is the one from before the deploy. */
  readonly isBefore: boolean;
  /** The head's stamp has been seen. */
  readonly wasThere: boolean;
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
  tellsDeathsLast: true,
  failsBy,
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

/**
 * The status alone does not say what became of the head. A rollback under way may still be turned round: a failure that the updater
 * of the head reads after a manual rollback puts the head back. A head that was deployed twice is its own PreviousSpec, and is rolled
 * back onto itself. And a write after a rollback clears the status.
 */
function failsBy({ status, carriesHead: isHead, isBefore, wasThere }: Seen): Verdict | null {
  switch (status) {
    case 'rolled back':
      return isHead ? FAIL['head-died'] : FAIL['rolled-back'];
    case 'rolling back':
      // Whoever began it: in the same round `list` shows whether a task of the head has died.
      return isHead ? FAIL['head-died'] : null;
    case 'paused':
      if (isHead) return FAIL.paused;
      return wasThere || !isBefore ? FAIL.superseded : null;
    case 'quiet':
    case 'moving':
      return isHead || (isBefore && !wasThere) ? null : FAIL.superseded;
  }
}

export const carriesHead = ({ head, stampOf, matches }: HeadServesContext, view: ServiceView): boolean => {
  const stamp = stampOf(view);
  return stamp !== null && matches(stamp, head);
};
