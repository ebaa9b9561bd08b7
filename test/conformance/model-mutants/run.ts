import { inFile, type ModelMutant } from './mutant.ts';

const updater = inFile('model/actors/updater.ts');
const machine = inFile('model/machines/updater.ts');
const config = inFile('model/actors/run-config.ts');
const phases = inFile('model/phases.ts');
const defaults = inFile('model/defaults.ts');
const worker = inFile('model/actors/worker.ts');
const PAUSED = 'return state === UpdateState.paused || state === UpdateState.rollback_paused;';
const IN_PROGRESS = 'return state === UpdateState.updating || state === UpdateState.rollback_started;';
const ROLLING_BACK = 'isRollingBack(get(w, service + S.updaterState))';

/** Run (semantics 6.1). */
export const RUN: readonly ModelMutant[] = [
  updater('6.1.1', 'PAUSED and ROLLBACK_PAUSED are resumed', PAUSED, 'return false;'),
  updater('6.1.1', 'PAUSED is resumed', PAUSED, 'return state === UpdateState.rollback_paused;'),
  updater('6.1.1', 'ROLLBACK_PAUSED is resumed', PAUSED, 'return state === UpdateState.paused;'),
  updater('6.1.3', 'without a dirty slot nothing is completed', IN_PROGRESS, 'return false;'),
  updater(
    '6.1.3',
    'without a dirty slot a rollback is not completed',
    IN_PROGRESS,
    'return state === UpdateState.updating;',
  ),
  updater('6.1.3', 'without a dirty slot anything is completed', IN_PROGRESS, 'return true;'),
  machine(
    '6.1.3',
    'without a dirty slot the window is waited for',
    "target: 'absent',\n            actions: ['completes the update', 'returns'],",
    "target: 'monitoring',\n            actions: 'opens the window',",
  ),
  machine(
    '6.1.3',
    'without a dirty slot an update starts all the same',
    "{ guard: 'no slot is dirty', target: 'absent', actions: 'returns' },",
    '',
  ),
  updater(
    '6.1.4',
    'startUpdate is called whatever the status is',
    'if (get(w, service + S.updaterState) === UpdateState.unset) startUpdate',
    'startUpdate',
    'The machine of the status has the same guard: it writes UPDATING over the absent status only.',
  ),
  updater(
    '6.1.4',
    'an update that starts says nothing',
    'if (get(w, service + S.updaterState) === UpdateState.unset) startUpdate(m, w, s);',
    '',
  ),
  config('6.1.5', 'a rollback runs with update_config', ROLLING_BACK, 'false'),
  config('6.1.5', 'an update runs with rollback_config', ROLLING_BACK, 'true'),
  config(
    '6.1.5',
    'the rollback_config of the spec that is rolled back applies',
    'get(w, service + S.updaterSpec)',
    `${ROLLING_BACK} ? 6 : get(w, service + S.updaterSpec)`,
  ),
  updater(
    '6.1.5',
    'parallelism 0 is 1',
    'parallelism !== 0 && busyWorkers(m, w, s) >= parallelism',
    'busyWorkers(m, w, s) >= Math.max(1, parallelism)',
  ),
  updater(
    '6.1.6',
    'parallelism is one more',
    'busyWorkers(m, w, s) >= parallelism',
    'busyWorkers(m, w, s) > parallelism',
  ),
  updater('6.1.6', 'parallelism has no bound', 'parallelism !== 0 && busyWorkers(m, w, s) >= parallelism', 'false'),
  phases(
    '6.1.6',
    'failures are subscribed to under CONTINUE',
    ".failureAction !== 'continue'",
    '.failureAction.length > 0',
  ),
  updater(
    '6.1.7',
    'a cancelled updater goes on',
    "if (get(w, service + S.updaterCancelled) !== 0) offer(KIND['updater.stops'], s);",
    '',
  ),
  machine(
    '4.3',
    'an updater that is cancelled while it hands out slots completes the update',
    "'updater.stops': 'halting'",
    "'updater.stops': { target: 'halting', actions: 'completes the update' }",
  ),
  machine(
    '4.3',
    'an updater that is cancelled within its window completes the update',
    "'updater.stops': { target: 'absent', actions: 'returns' }",
    "'updater.stops': { target: 'absent', actions: ['completes the update', 'returns'] }",
  ),
  {
    rule: '6.1.8',
    name: 'failures are read while workers finish',
    edits: [
      {
        file: 'model/actors/updater.ts',
        replaces: 'phase === at.absent || phase === at.draining || phase === at.halting',
        by: 'phase === at.absent || phase === at.halting',
      },
      {
        file: 'model/actors/updater.ts',
        replaces: '  if (phase !== at.dispatching && phase !== at.monitoring) return;',
        by: "  if (phase === at.draining && get(w, service + S.failuresQueued) > 0) offer(KIND['updater.reads-failure'], s);\n  if (phase !== at.dispatching && phase !== at.monitoring) return;",
      },
      {
        file: 'model/machines/updater.ts',
        replaces: 'draining: { on: {',
        by: `draining: { on: {
          'updater.tolerates': 'draining',
          'updater.pauses': { target: 'halting', actions: 'pauses the update' },
          'updater.rolls-back': { target: 'halting', actions: 'rolls the update back' },
          'updater.pauses-rollback': { target: 'draining', actions: 'pauses the update' },`,
      },
    ],
  },
  worker(
    '6.1.8',
    'a Delay after a slot is not waited for',
    'phase !== at.done) busy++',
    'phase !== at.done && phase !== at.delaying) busy++',
  ),
  updater('6.1.9', 'Delay never widens the window', 'delayMs >= get(w, service + S.updaterMonitorMs)', 'false'),
  updater(
    '6.1.9',
    'a Delay that equals the monitor does not widen the window',
    'delayMs >= get(w, service + S.updaterMonitorMs)',
    'delayMs > get(w, service + S.updaterMonitorMs)',
  ),
  defaults(
    '6.1.9',
    'the widened window is the Delay alone',
    'DELAY_MONITOR_MARGIN_MS = 1_000',
    'DELAY_MONITOR_MARGIN_MS = 0',
  ),
  updater(
    '6.1.9',
    'the window closes at once',
    'get(w, service + S.monitorSince) + get(w, service + S.updaterMonitorMs)',
    'get(w, service + S.monitorSince)',
  ),
  updater(
    '6.1.9',
    'the window never closes',
    'get(w, service + S.monitorSince) + get(w, service + S.updaterMonitorMs)',
    '1_000_000_000',
  ),
  machine(
    '6.1.10',
    'an update whose window has closed says nothing',
    "'updater.completes': { target: 'absent', actions: ['completes the update', 'returns'] },\n        'updater.stops'",
    "'updater.completes': { target: 'absent', actions: 'returns' },\n        'updater.stops'",
  ),
];
