import { inFile, type ModelMutant } from './mutant.ts';

const supervisor = inFile('model/actors/supervisor.ts');
const orchestrator = inFile('model/actors/orchestrator.ts');
const dirty = inFile('model/actors/dirty.ts');
const SAME_SPEC = 'get(w, service + S.updaterSpec) !== get(w, service + S.nextSpec)';

/** The orchestrator, when an updater starts, and what is dirty (semantics 4.1, 4.3 and 5). */
export const SUPERVISION: readonly ModelMutant[] = [
  orchestrator('4.1', 'a dead slot is left alone', 'if (tasks === 0) dead = true;', ''),
  orchestrator(
    '4.1',
    'a dead slot gets a task that is desired READY',
    'specVersion, TaskState.running);',
    'specVersion, TaskState.ready);',
  ),
  orchestrator(
    '4.1',
    'reconciles with the spec in the store, not that of the event',
    'get(w, event + E.spec);',
    'get(w, m.places.service(0) + S.spec);',
  ),
  orchestrator(
    '4.1',
    'reconciles with the status in the store, not that of the event',
    'get(w, event + E.state);',
    'get(w, m.places.service(0) + S.updateState);',
  ),
  orchestrator(
    '4.1',
    'a task that was shut down meanwhile is restarted',
    'if (wanted && isOverState',
    'if (get(w, task + T.id) !== 0 && isOverState',
  ),
  orchestrator('4.1', 'a task that is over is left alone', 'restart(m, w, t);', ';'),
  supervisor('4.3', 'every service event cancels the updater', SAME_SPEC, 'true'),
  supervisor('4.3', 'no service event cancels the updater', SAME_SPEC, 'false'),
  supervisor(
    '4.3',
    'a label-only deploy leaves the updater alone',
    SAME_SPEC,
    'm.specs[get(w, service + S.updaterSpec)]?.templateId !== m.specs[get(w, service + S.nextSpec)]?.templateId',
  ),
  supervisor(
    '4.3',
    'an identical deploy cancels the updater',
    SAME_SPEC,
    'get(w, service + S.updaterSpecVersion) !== get(w, service + S.nextSpecVersion)',
  ),
  supervisor(
    '6.8',
    'no updater runs after completion',
    '    registerUpdater(m, w, s);',
    '    if (![3, 6].includes(get(w, service + S.nextState))) registerUpdater(m, w, s);',
  ),
  dirty(
    '5',
    'an equal SpecVersion says nothing',
    'if (get(w, task + T.specVersion) === specVersion) return false;',
    '',
    'Equal SpecVersions never come with different templates.',
  ),
  dirty(
    '5',
    'another label makes a task dirty',
    'specOf(m, w, task).templateId !== specAt(m, spec).templateId',
    'get(w, task + T.spec) !== spec',
  ),
  dirty(
    '5',
    'another SpecVersion makes a task dirty',
    'specOf(m, w, task).templateId !== specAt(m, spec).templateId',
    'true',
  ),
  dirty('5', 'two clean tasks in a slot are clean', 'if ((snapshot & (snapshot - 1)) !== 0) return true;', ''),
];
