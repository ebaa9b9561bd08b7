import { record } from '../layout/layout.ts';
import { invariant } from '../errors.ts';
import { hc1 } from './hc1.ts';
import type { JudgeContext } from './judge.ts';
import { APP, asks } from './questions.ts';
import type { Stage } from './stage.ts';
import { FAIL } from './verdicts.ts';

const INSPECT_APP = asks('inspect', APP);

/** Reads the stamp from the app's Spec, once, and holds HC1 to it. */
export function identity({ head }: JudgeContext): Stage {
  return {
    memory: record({}),
    question: () => INSPECT_APP,
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
