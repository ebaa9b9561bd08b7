import { isOutOfSequence } from '#model/actors/operator.js';
import { argumentOf, KIND, kindOf } from '#model/steps.js';
import { UpdateState } from '#model/vocabulary.js';
import { isRollingBack, S } from '#model/world.js';
import { get } from '#src/layout/layout.js';
import type { Invariant } from '../breach.ts';
import { eachService, eachTask, isOperators, isWritten, nameOf, STORED } from './looking.ts';

/** What the engine keeps of every service as the store holds it. */
export const SERVICE_INVARIANTS: readonly Invariant[] = [
  {
    claim: 'only the operator writes a spec, or a rollback: PreviousSpec, which is gone then',
    source: '2.1, 6.7',
    watch: (m) => ({
      steps: (before, code, after) =>
        eachService(m, (service) => {
          const [was, is] = [get(before, service + S.spec), get(after, service + S.spec)];
          if (was === is || isOperators(code)) return null;
          if (kindOf(code) !== KIND['updater.reads-failure']) return `${nameOf(code)} wrote a spec`;
          if (is !== get(before, service + S.previousSpec) - 1)
            return 'a rollback wrote another spec than PreviousSpec';
          if (get(after, service + S.previousSpec) !== 0) return 'a rollback kept PreviousSpec';
          return get(after, service + S.updateState) === UpdateState.rollback_started ? null : 'not rollback_started';
        }),
    }),
  },
  {
    claim: 'the updater of a rollback never rolls back: it writes no spec',
    source: 'section 17; 6.6',
    shownBy: ['P04', 'B09'],
    watch: (m) => ({
      steps: (before, code, after) =>
        eachService(m, (service) =>
          !isOperators(code) &&
          isRollingBack(get(before, service + S.updaterState)) &&
          get(before, service + S.spec) !== get(after, service + S.spec)
            ? 'a rollback was rolled back'
            : null,
        ),
    }),
  },
  {
    claim: 'Version.Index rises with every write to the service, and never falls',
    source: '2.1',
    watch: (m) => ({
      steps: (before, code, after) =>
        eachService(m, (service) => {
          const rise = get(after, service + S.version) - get(before, service + S.version);
          if (rise < 0) return 'Version.Index fell';
          const isSilent = isWritten(before, after, service) && rise === 0;
          return isSilent ? `${nameOf(code)} wrote the service without a new version` : null;
        }),
    }),
  },
  {
    claim: 'a step writes one service at most',
    source: '2.3: requests come one after the other; 6.7',
    watch: (m) => ({
      steps(before, code, after) {
        const written = m.services.filter((_, s) => {
          const version = m.places.service(s) + S.version;
          return get(before, version) !== get(after, version);
        });
        return written.length > 1 ? `${nameOf(code)} wrote ${written.map(({ name }) => name).join(' and ')}` : null;
      },
    }),
  },
  {
    claim: 'a refused update changes nothing: no service, no task, and what the command had not come to is left out',
    source: '2.1: update out of sequence; 2.3',
    watch: (m) => ({
      steps(before, code, after) {
        if (kindOf(code) !== KIND['operator.updates'] || !isOutOfSequence(m, before, argumentOf(code))) return null;
        const service = eachService(m, (at) => {
          if (get(before, at + S.version) !== get(after, at + S.version) || isWritten(before, after, at))
            return 'it was written';
          return get(after, at + S.due) === 0 ? null : 'it is still to be updated';
        });
        return (
          service ??
          eachTask(m, (at) =>
            STORED.some((field) => get(before, at + field) !== get(after, at + field)) ? 'a task was written' : null,
          )
        );
      },
    }),
  },
  {
    claim: 'a leader change writes nothing: no service, no task',
    source: '6.10',
    watch: (m) => ({
      steps(before, code, after) {
        if (kindOf(code) !== KIND['raft.elects-leader']) return null;
        const service = eachService(m, (at) =>
          get(before, at + S.version) !== get(after, at + S.version) || isWritten(before, after, at)
            ? 'it was written'
            : null,
        );
        return (
          service ??
          eachTask(m, (at) =>
            STORED.some((field) => get(before, at + field) !== get(after, at + field)) ? 'a task was written' : null,
          )
        );
      },
    }),
  },
];
