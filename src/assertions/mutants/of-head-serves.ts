import type { HeadServesParts } from '../head-serves/parts.ts';
import { readStatus } from '../head-serves/parts.ts';
import { headServes } from '../head-serves.ts';
import type { Rule } from '../judge.ts';
import type { ServiceView } from '../../port/swarm-port.ts';
import { PASS } from '../verdicts.ts';
import { concluding, passingOnSilence, told } from './edits.ts';
import type { Mutant } from './mutant.ts';
import { mutantOf } from './mutant.ts';
import { WRONG_COMPARISONS } from './stamps.ts';

const of = mutantOf('head-serves');
const made =
  (parts: Partial<HeadServesParts>): Rule['create'] =>
  (context) =>
    headServes(context, parts);
const blindTo = (...states: readonly ServiceView['updateState'][]): Rule['create'] =>
  made({ readStatus: (state) => (states.includes(state) ? 'quiet' : readStatus(state)) });

/** The rule to ship, sabotaged. */
export const MUTANTS_OF_HEAD_SERVES: readonly Mutant[] = [
  ...WRONG_COMPARISONS.map(({ matches, ...wrong }) =>
    of({ ...wrong, name: `head-serves-${wrong.name}`, create: made({ matches }) }),
  ),
  of({
    id: '4.7',
    name: 'head-serves-looks-at-the-app-only',
    says: 'one service of the stack stands for all',
    create: told(headServes, { services: 1 }),
    needs: 'two services',
  }),
  of({
    id: '4.8',
    name: 'head-serves-skips-a-missing-label',
    says: 'a service without the label carries the head',
    create: (context) => headServes(context, { stampOf: ({ stamp }) => stamp ?? context.head }),
    needs: 'wrong stamp: missing',
  }),
  of({
    id: '4.9',
    name: 'head-serves-reads-previous-spec',
    says: 'the label is read from PreviousSpec',
    create: made({ stampOf: ({ previousStamp }) => previousStamp }),
    needs: 'foreign run',
  }),
  of({
    id: '4.10',
    name: 'head-serves-drops-the-rollback-states',
    says: 'a rollback, at whatever stage, is as good as completed',
    create: blindTo('rollback_started', 'rollback_paused', 'rollback_completed'),
    needs: 'rolled back by hand',
    isMute: true,
  }),
  of({
    id: '4.13',
    name: 'head-serves-passes-at-the-deadline',
    says: 'undecided for want of time is a pass',
    create: concluding(headServes, (verdict) => (verdict.verdict === 'undecided' ? PASS : verdict)),
    needs: 'short deadline',
  }),
  of({
    id: '4.14',
    name: 'head-serves-passes-on-silence',
    says: 'an engine that does not answer has nothing to say against the head',
    create: passingOnSilence(headServes),
    needs: 'silent engine',
  }),
  of({
    id: '6',
    name: 'head-serves-does-not-look-again',
    says: 'a round ends without the second inspect',
    create: made({ looksAgain: false }),
    needs: 'foreign run at the end',
  }),
  of({
    id: '6',
    name: 'head-serves-has-no-window',
    says: 'two clean rounds are enough, however near',
    create: made({ windowMs: () => 0 }),
    needs: 'lost node',
  }),
  of({
    id: '6',
    name: 'head-serves-forgets-the-lag',
    says: 'what becomes of a task or its node is taken to be known at once',
    create: told(headServes, { lagMs: 0 }),
    needs: 'lost node',
  }),
  of({
    id: '6',
    name: 'head-serves-overlooks-deaths',
    says: "a death of the head's tasks is no reason",
    create: made({ followsDeaths: false }),
    needs: 'crash loop',
  }),
];
