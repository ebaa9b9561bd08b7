import { inFile, type ModelMutant } from './mutant.ts';

const failures = inFile('model/actors/failures.ts');
const store = inFile('model/store.ts');
const machine = inFile('model/machines/updater.ts');
const YOUNG = 'at === NEVER || get(w, G.now) - at <= get(w, service + S.updaterMonitorMs)';

/** What counts as a failure, and what it triggers (semantics 6.5 and 6.6). */
export const FAILURES: readonly ModelMutant[] = [
  store(
    '6.5',
    'only FAILED counts',
    '  tellUpdater(m, w, l, task);',
    '  if (observed === TaskState.failed) tellUpdater(m, w, l, task);',
  ),
  store('6.5', 'nothing counts', '  tellUpdater(m, w, l, task);', ''),
  store(
    '6.5',
    'a task counts again with each of its events',
    'if (get(w, slot + L.failureOrder) !== 0 || get(w, slot + L.failureSeen) !== 0) return;',
    '',
  ),
  store(
    '6.5',
    'any task of the slot counts, whoever created it',
    'get(w, slot + L.tracked) !== get(w, task + T.id) || !watchesFailures',
    '!watchesFailures',
  ),
  failures(
    '6.5',
    'a task that was never seen to run does not count',
    YOUNG,
    'get(w, G.now) - at <= get(w, service + S.updaterMonitorMs)',
  ),
  failures('6.5', 'a failure counts however old it is', YOUNG, 'true'),
  failures('6.5', 'a failure as old as the monitor does not count', '- at <= get', '- at < get'),
  failures('6.5', 'only what was never seen to run counts', YOUNG, 'at === NEVER'),
  failures('6.5', 'a ratio that is met triggers', 'return ratio > ', 'return ratio >= '),
  failures('6.5', 'the denominator is the number of slots', 'get(w, service + S.updaterDirty)', 'm.slots'),
  failures('6.5', 'the ratio is ignored', 'return ratio > ', 'return 2 > '),
  failures('6.5', 'no ratio ever triggers', 'return ratio > ', 'return 0 > '),
  failures('6.5', 'failures are not added up', 'get(w, service + S.updaterFailures) + 1', '1'),
  failures(
    '6.6',
    'a rollback rolls back',
    "return rollingBack && runConfig(m, w, s).failureAction === 'rollback';",
    'return false;',
  ),
  failures('6.6', 'ROLLBACK pauses', "=== 'rollback' ? 'rollsBack' : 'pauses'", "=== 'rollback' ? 'pauses' : 'pauses'"),
  failures(
    '6.6',
    'PAUSE rolls back',
    "=== 'rollback' ? 'rollsBack' : 'pauses'",
    "=== 'rollback' ? 'rollsBack' : 'rollsBack'",
  ),
  failures(
    '6.6',
    'a failing rollback always takes the path of one that would roll back',
    "return rollingBack && runConfig(m, w, s).failureAction === 'rollback';",
    'return rollingBack;',
  ),
  machine(
    '6.6',
    'a pause does not stop the run',
    "'updater.pauses': { target: 'halting'",
    "'updater.pauses': { target: 'draining'",
  ),
  machine(
    '6.6',
    'a pause within the window does not stop the run',
    "'updater.pauses': { target: 'absent', actions: ['pauses the update', 'returns'] }",
    "'updater.pauses': { target: 'completing', actions: 'pauses the update' }",
  ),
  machine(
    '6.6',
    'a rollback does not stop the run',
    "'updater.rolls-back': { target: 'halting'",
    "'updater.rolls-back': { target: 'draining'",
  ),
  machine(
    '6.6',
    'a rollback that would roll back stops while it hands out slots',
    "'updater.pauses-rollback': { target: 'draining'",
    "'updater.pauses-rollback': { target: 'halting'",
  ),
  machine(
    '6.6',
    'a rollback that would roll back stops within the window',
    "'updater.pauses-rollback': { target: 'completing', actions: 'pauses the update' }",
    "'updater.pauses-rollback': { target: 'absent', actions: ['pauses the update', 'returns'] }",
  ),
];
