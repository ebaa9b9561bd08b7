import { record } from '../layout/layout.ts';
import { invariant } from '../errors.ts';
import { DEPLOY } from './questions.ts';
import type { Stage } from './stage.ts';

/** Lets the operator deploy the head. The rules that remember nothing from before it begin here. */
export const deploy: Stage = {
  memory: record({}),
  question: () => DEPLOY,
  judge() {
    invariant(false, 'a deploy brings no answer to a read');
    return 'go on';
  },
  resume: () => 'next stage',
};
