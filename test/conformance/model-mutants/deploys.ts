import { inFile, type ModelMutant } from './mutant.ts';

const status = inFile('model/actors/service-status.ts');
const machine = inFile('model/machines/update-status.ts');

/** One UpdateService transaction (semantics 2.1). */
export const DEPLOYS: readonly ModelMutant[] = [
  status('2.1', 'a deploy keeps PreviousSpec', 'get(w, service + S.spec) + 1', 'get(w, service + S.previousSpec)'),
  status(
    '2.1',
    'an identical deploy writes nothing',
    '  set(w, service + S.previousSpec, get(w, service + S.spec) + 1);',
    '  if (get(w, service + S.spec) === spec) return;\n  set(w, service + S.previousSpec, get(w, service + S.spec) + 1);',
  ),
  status(
    '2.1',
    'a deploy keeps SpecVersion',
    'S.specVersion, get(w, service + S.version)',
    'S.specVersion, get(w, service + S.specVersion)',
  ),
  status(
    '2.1',
    'a deploy keeps PreviousSpecVersion',
    'S.previousSpecVersion, get(w, service + S.specVersion)',
    'S.previousSpecVersion, get(w, service + S.previousSpecVersion)',
  ),
  status('2.1', 'a deploy leaves UpdateStatus as it is', 'status.fire(m, w, s, ON.updates);', ''),
  status('2.1', 'a manual rollback leaves no PreviousSpec', 'S.previousSpec, spec + 1', 'S.previousSpec, 0'),
  status(
    '2.1',
    'a manual rollback keeps the SpecVersion of what it replaces',
    'set(w, service + S.specVersion, get(w, service + S.previousSpecVersion));\n  set(w, service + S.previousSpec, spec + 1);',
    'set(w, service + S.previousSpec, spec + 1);',
  ),
  machine(
    '2.1',
    'a manual rollback erases UpdateStatus',
    "'operator.rolls-back': '.rollback_started'",
    "'operator.rolls-back': '.unset'",
  ),
];
