import { chain } from '../chain.ts';
import { convergedV1 } from '../converged-v1.ts';
import { convergedV3, statusEnds } from '../converged-v3.ts';
import { harness } from '../harness.ts';
import { hc1 } from '../hc1.ts';
import { identity } from '../identity.ts';
import type { ServiceView } from '../../port/swarm-port.ts';
import type { Rule } from '../judge.ts';
import { waitHealthy } from '../wait-healthy.ts';
import { passingOnSilence, readingTasks, rememberingStamp, told } from './edits.ts';
import type { Mutant } from './mutant.ts';
import { mutantOf } from './mutant.ts';
import { WRONG_COMPARISONS } from './stamps.ts';

const v3 = harness(convergedV3);
const ofV3 = mutantOf('cc-ci/v3');
const ofV1 = mutantOf('cc-ci/v1');

/** v3 for which one more status is as good as completed. */
const dropping = (dropped: ServiceView['updateState']): Rule['create'] =>
  harness((context) => convergedV3(context, (state) => (state === dropped ? 'next stage' : statusEnds(state))));

/** Mutants of the harness with v3's stages, unless the mutant needs a check of the whole stack. */
export const MUTANTS_OF_V3: readonly Mutant[] = [
  ...WRONG_COMPARISONS.map(({ matches, ...wrong }) =>
    ofV3({ ...wrong, name: `v3-${wrong.name}`, create: harness(convergedV3, { matches }) }),
  ),
  ofV3({
    id: '4.2',
    name: 'v3-takes-the-base-for-the-head',
    says: 'the head reference is what is checked out, and that is the base',
    create: rememberingStamp(v3, (stamp, before) => stamp === before),
    needs: 'wrong stamp: base commit',
  }),
  ofV3({
    id: '4.3',
    name: 'v3-reads-the-stamp-first',
    says: 'the stamp is read before the rollout settles',
    create: (context) => {
      const [deploy, ...converged] = convergedV3(context);
      return chain([...(deploy === undefined ? [] : [deploy]), identity(context), ...converged, waitHealthy(context)]);
    },
    needs: 'foreign run',
  }),
  ofV3({
    id: '4.6',
    name: 'v3-reads-another-run',
    says: 'whoever deployed last on this stack name: a stamp that was not there before is enough',
    create: rememberingStamp(v3, (stamp, before) => stamp !== before),
    needs: 'foreign run',
  }),
  ofV1({
    id: '4.7',
    name: 'v1-looks-at-the-app-only',
    says: 'one service of the stack stands for all',
    create: told(harness(convergedV1), { services: 1 }),
    needs: 'two services',
  }),
  ofV3({
    id: '4.8',
    name: 'v3-skips-a-missing-label',
    says: 'a service without the label is not compared',
    create: harness(convergedV3, { unlabelled: 'next stage' }),
    needs: 'wrong stamp: missing',
  }),
  ofV3({
    id: '4.8',
    name: 'v3-skips-a-stale-label',
    says: 'a label from an earlier deploy is not compared',
    create: rememberingStamp(v3, (stamp, before, isHead) => isHead || stamp === before),
    needs: 'wrong stamp: base commit',
  }),
  ofV3({
    id: '4.9',
    name: 'v3-reads-previous-spec',
    says: 'the label is read from PreviousSpec',
    create: harness(convergedV3, { stampOf: ({ previousStamp }) => previousStamp }),
    needs: 'foreign run',
  }),
  ofV3({
    id: '4.9',
    name: 'v3-reads-a-task',
    says: 'the label is read from a task',
    create: readingTasks(v3, ({ stamp }, { head }) => hc1(stamp ?? '', head)),
    needs: 'foreign run',
  }),
  ofV3({
    id: '4.10',
    name: 'v3-drops-rollback-completed',
    says: 'rollback_completed is as good as completed',
    create: dropping('rollback_completed'),
  }),
  ofV3({
    id: '4.11',
    name: 'v3-drops-paused',
    says: 'paused is as good as completed',
    create: dropping('paused'),
    needs: 'paused',
  }),
  ofV3({
    id: '4.12',
    name: 'v3-drops-rollback-paused',
    says: 'rollback_paused is as good as completed',
    create: dropping('rollback_paused'),
    needs: 'rollback paused',
  }),
  ofV3({
    id: '4.13',
    name: 'v3-passes-at-the-deadline',
    says: 'converged for want of time',
    create: harness((context) => convergedV3(context, statusEnds, 'next stage')),
    needs: 'short deadline',
  }),
  ofV3({
    id: '4.14',
    name: 'v3-passes-on-silence',
    says: 'an engine that does not answer has nothing to say against the head',
    create: passingOnSilence(v3),
    needs: 'silent engine',
  }),
];
