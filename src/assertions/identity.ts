import { record } from '../layout/layout.ts';
import { invariant } from '../errors.ts';
import type { ServiceView } from '../port/swarm-port.ts';
import type { Matches } from './hc1.ts';
import { hc1 } from './hc1.ts';
import type { JudgeContext } from './judge.ts';
import { APP, asks } from './questions.ts';
import type { Advance, Stage } from './stage.ts';
import { FAIL } from './verdicts.ts';

export interface IdentityParts {
  readonly service: number;
  readonly stampOf: (service: ServiceView) => string | null;
  readonly matches: Matches;
  /** What comes of a service that has no such label. */
  readonly unlabelled: Advance;
}

const SOUND: IdentityParts = {
  service: APP,
  stampOf: ({ stamp }) => stamp,
  matches: hc1,
  unlabelled: FAIL['no-stamp'],
};

/** Reads the stamp from the Spec of a service, the app's if no other is named, once, and holds HC1 to it. */
export function identity({ head }: JudgeContext, parts: Partial<IdentityParts> = {}): Stage {
  const { service, stampOf, matches, unlabelled } = { ...SOUND, ...parts };
  const inspect = asks('inspect', service);
  return {
    memory: record({}),
    question: () => inspect,
    judge(_row, _at, answer) {
      invariant(answer.read === 'inspect', 'identity asks inspect only');
      const stamp = stampOf(answer.service);
      if (stamp === null) return unlabelled;
      return matches(stamp, head) ? 'next stage' : FAIL['stamp-mismatch'];
    },
    resume() {
      invariant(false, 'identity neither sleeps nor deploys');
      return 'go on';
    },
  };
}
