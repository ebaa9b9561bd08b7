import { record } from '../layout/layout.ts';
import { invariant } from '../errors.ts';
import { hc1 } from './hc1.ts';
import type { JudgeContext } from './judge.ts';
import { APP, asks } from './questions.ts';
import type { Stage } from './stage.ts';
import { FAIL } from './verdicts.ts';

/** Reads the stamp from the Spec of a service, the app's if no other is named, once, and holds HC1 to it. */
export function identity({ head }: JudgeContext, service = APP): Stage {
  const inspect = asks('inspect', service);
  return {
    memory: record({}),
    question: () => inspect,
    judge(_row, _at, answer) {
      invariant(answer.read === 'inspect', 'identity asks inspect only');
      const { stamp } = answer.service;
      if (stamp === null) return FAIL['no-stamp'];
      return hc1(stamp, head) ? 'next stage' : FAIL['stamp-mismatch'];
    },
    resume() {
      invariant(false, 'identity neither sleeps nor deploys');
      return 'go on';
    },
  };
}
