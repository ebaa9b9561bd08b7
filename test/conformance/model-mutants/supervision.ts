import { inFile, type ModelMutant } from './mutant.ts';

const supervisor = inFile('model/actors/supervisor.ts');
const orchestrator = inFile('model/actors/orchestrator.ts');
const replicated = inFile('model/actors/replicated-orchestrator.ts');
const dirty = inFile('model/actors/dirty.ts');
const SAME_SPEC = 'get(w, service + S.updaterSpec) !== get(w, service + S.nextSpec)';

/** The orchestrator, when an updater starts, and what is dirty (semantics 4.1, 4.3 and 5). */
export const SUPERVISION: readonly ModelMutant[] = [
  replicated('4.1', 'a dead slot is left alone', 'if (missing > 0) addTasks(m, w, s, missing);', ''),
  replicated(
    '4.1',
    'a dead slot gets a task that is desired READY',
    'S.nextSpecVersion), TaskState.running);',
    'S.nextSpecVersion), TaskState.ready);',
  ),
  orchestrator(
    '4.1',
    'reconciles with the spec in the store, not that of the event',
    'get(w, event + E.spec);',
    'kind === EVENT.service ? get(w, m.places.service(subject) + S.spec) : 0;',
  ),
  orchestrator(
    '4.1',
    'reconciles with the status in the store, not that of the event',
    'get(w, event + E.state);',
    'kind === EVENT.service ? get(w, m.places.service(subject) + S.updateState) : 0;',
  ),
  replicated(
    '4.1',
    'a task that was shut down meanwhile is restarted',
    'if (get(w, task + T.id) === 0 || get(w, task + T.desired) > TaskState.running) return;',
    'if (get(w, task + T.id) === 0) return;',
  ),
  replicated('4.1', 'a task that is over is left alone', 'restart(m, w, t);', ';'),
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
  dirty('5', 'another label makes a task dirty', 'mine.templateId !== wanted.templateId || ', 'mine !== wanted || '),
  dirty('5', 'another SpecVersion makes a task dirty', 'mine.templateId !== wanted.templateId || ', 'true || '),
  dirty('5', 'two clean tasks in a slot are clean', 'if ((snapshot & (snapshot - 1)) !== 0) return true;', ''),
];
