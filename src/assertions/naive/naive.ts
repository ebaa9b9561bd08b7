import type { FailsBy, HeadServesParts, Seen } from '../head-serves/parts.ts';
import { headServes } from '../head-serves.ts';
import type { Rule } from '../judge.ts';
import { FAIL } from '../verdicts.ts';

interface Version {
  readonly name: string;
  /** What was believed. */
  readonly believed: string;
  readonly parts: Partial<HeadServesParts>;
}

const fallen = ({ name, believed, parts }: Version): Rule => ({
  name: `naive/${name}`,
  summary: believed,
  create: (context) => headServes(context, parts),
});

const isRollback = ({ status }: Seen): boolean => status === 'rolling back' || status === 'rolled back';

const otherwise: FailsBy = ({ status, carriesHead, isBefore }) => {
  if (status === 'paused') return FAIL.paused;
  return carriesHead || isBefore ? null : FAIL.superseded;
};

const byStamp: FailsBy = (seen) => {
  if (!isRollback(seen)) return otherwise(seen);
  return seen.carriesHead ? FAIL['head-died'] : FAIL['rolled-back'];
};

/**
 * Versions of head-serves that were held to be right until exhaustive search refuted them, the oldest first: each named the wrong
 * reason once in some ten thousand states, and none of them in millions of sampled schedules. A file of the same name holds the
 * shortest trace. Each is a change that somebody might make again.
 */
export const FALLEN: readonly Rule[] = [
  // Fell: a head that was deployed twice is its own PreviousSpec, so what is rolled back carries the head's stamp and dies on.
  fallen({
    name: 'status-says-all',
    believed: 'every rollback_* status means that the head was rolled back',
    parts: { failsBy: (seen) => (isRollback(seen) ? FAIL['rolled-back'] : otherwise(seen)) },
  }),
  // Fell: the updater of the head may read a failure after a rollback by hand has begun, and roll that back: the head is put back.
  fallen({
    name: 'stamp-says-which',
    believed: 'a rollback_* status means that the head was rolled back, or under its own stamp that it died',
    parts: { failsBy: byStamp },
  }),
  // Fell: somebody writes the service after the rollback, which clears its status. What runs then is that write's, whoever died before.
  fallen({
    name: 'old-stamp-is-a-beginning',
    believed: 'the stamp from before the deploy means that the head is still to come',
    parts: {
      failsBy: (seen) => (seen.status === 'rolling back' && !seen.carriesHead ? null : byStamp(seen)),
    },
  }),
  // Fell: the death is seen in a round whose second inspect shows that another spec has taken the head's place.
  fallen({
    name: 'death-at-once',
    believed: 'a death of the head is the reason as soon as it is seen',
    parts: { tellsDeathsLast: false },
  }),
];
