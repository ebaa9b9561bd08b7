import { inFile, type ModelMutant } from './mutant.ts';

const machine = inFile('model/machines/update-status.ts');
const status = inFile('model/actors/service-status.ts');
const updater = inFile('model/actors/updater.ts');

/** Writers of UpdateStatus, and its transitions (semantics 6.7 and 6.8). */
export const STATUS: readonly ModelMutant[] = [
  machine(
    '6.7',
    'completeUpdate writes over an absent status',
    "'updater.completes': 'unset'",
    "...completing('completed')",
  ),
  machine('6.7', 'pauseUpdate writes over an absent status', "'updater.pauses': 'unset'", "...pausing('paused')"),
  machine('6.7', 'rollbackUpdate writes over an absent status', "'updater.rolls-back': 'unset'", "...rolling('unset')"),
  machine(
    '6.7',
    'startUpdate leaves the status absent',
    "'updater.starts': { target: 'updating', actions: 'writes the status' }",
    "'updater.starts': 'unset'",
  ),
  machine('6.7', 'a rollback that pauses is PAUSED', "pausing('rollback_paused')", "pausing('paused')"),
  machine(
    '6.7',
    'a rollback that completes is COMPLETED',
    "completing('rollback_completed')",
    "completing('completed')",
  ),
  machine(
    '6.7',
    'an update that completes is ROLLBACK_COMPLETED',
    "...pausing('paused'), ...rolling('updating'), ...completing('completed')",
    "...pausing('paused'), ...rolling('updating'), ...completing('rollback_completed')",
  ),
  machine(
    '6.7',
    'an update that pauses is ROLLBACK_PAUSED',
    "...pausing('paused'), ...rolling('updating')",
    "...pausing('rollback_paused'), ...rolling('updating')",
  ),
  machine(
    '6.8',
    'ROLLBACK_PAUSED is never completed',
    "...rolling('rollback_paused'),\n        ...completing('completed'),",
    "...rolling('rollback_paused'),\n        'updater.completes': 'rollback_paused',",
  ),
  machine(
    '6.8',
    'ROLLBACK_COMPLETED stays',
    "...rolling('rollback_completed'),\n        ...completing('completed'),",
    "...rolling('rollback_completed'),\n        'updater.completes': 'rollback_completed',",
  ),
  machine(
    '6.8',
    'COMPLETED is not written again',
    "...rolling('completed'), ...completing('completed')",
    "...rolling('completed'), 'updater.completes': 'completed'",
  ),
  machine(
    '6.7',
    'an automatic rollback leaves the spec',
    "actions: 'restores the previous spec' as const",
    "actions: 'writes the status' as const",
  ),
  status('6.7', 'an automatic rollback keeps PreviousSpec', '  set(w, service + S.previousSpec, 0);\n', ''),
  status(
    '6.7',
    'an automatic rollback leaves a PreviousSpec, as a manual one does',
    '  set(w, service + S.spec, get(w, service + S.previousSpec) - 1);\n  set(w, service + S.specVersion, get(w, service + S.previousSpecVersion));\n  set(w, service + S.previousSpec, 0);',
    '  const old = get(w, service + S.spec);\n  set(w, service + S.spec, get(w, service + S.previousSpec) - 1);\n  set(w, service + S.specVersion, get(w, service + S.previousSpecVersion));\n  set(w, service + S.previousSpec, old + 1);',
  ),
  status(
    '6.7',
    'an automatic rollback keeps SpecVersion',
    '  set(w, service + S.specVersion, get(w, service + S.previousSpecVersion));\n  set(w, service + S.previousSpec, 0);',
    '  set(w, service + S.previousSpec, 0);',
  ),
  status(
    '6.7',
    'an automatic rollback has a StartedAt of its own',
    'if (state === UpdateState.updating) set',
    'if (state === UpdateState.updating || state === UpdateState.rollback_started) set',
  ),
  status(
    '6.7',
    'a rollback needs no PreviousSpec',
    '(m, w, s) => get(w, m.places.service(s) + S.previousSpec) !== 0 }',
    '() => true }',
    'Every deploy sets one: only a run after an automatic rollback is completed could find none, and fail.',
  ),
  status(
    '6.7',
    'a rollback that completes says "update completed"',
    'before === UpdateState.rollback_started ? MESSAGE.rollbackCompleted : MESSAGE.completed',
    'MESSAGE.completed',
  ),
  updater(
    '6.6',
    'a rollback that would roll back says "update paused"',
    'bug ? MESSAGE.rollbackPaused : MESSAGE.paused',
    'MESSAGE.paused',
  ),
];
