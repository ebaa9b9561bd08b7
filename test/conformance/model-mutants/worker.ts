import { inFile, type ModelMutant } from './mutant.ts';

const worker = inFile('model/actors/worker.ts');
const machine = inFile('model/machines/worker.ts');
const tasks = inFile('model/actors/slot-tasks.ts');
const defaults = inFile('model/defaults.ts');
const store = inFile('model/store.ts');
const supervisor = inFile('model/actors/restart-supervisor.ts');
const CANDIDATES = 'running !== 0 ? running : clean & get(w, slot + L.snapshotWanted)';
const RUNNING_SEEN = 'get(w, m.places.slot(l) + L.saw) === TaskState.running';

/** One slot in the hands of a worker: updateTask and useExistingTask (semantics 6.2 to 6.4). */
export const WORKER: readonly ModelMutant[] = [
  worker('6.2', 'any clean task is kept, running or not', CANDIDATES, 'clean & get(w, slot + L.snapshotWanted)'),
  worker('6.2', 'only a clean task with desired RUNNING is kept', CANDIDATES, 'running'),
  worker('6.2', 'no task is kept', 'if (candidates === 0) {', 'if (candidates >= 0) {'),
  worker('6.2', 'a dirty task is kept', 'cleanTasks(m, w, l, get(w, slot + L.snapshot))', 'get(w, slot + L.snapshot)'),
  worker(
    '6.2',
    'Delay is spent on no slot',
    "'delay is set': (m, w, l) => config(m, w, l).delayMs > 0",
    "'delay is set': () => false",
  ),
  machine(
    '6.2',
    'a slot that an error ended spends no Delay',
    "'worker.aborts': finish('nothing more')",
    "'worker.aborts': { target: 'done', actions: 'nothing more' }",
  ),
  worker(
    '6.3',
    'stop-first: the old task is not told to stop',
    "const stopFirst = config(m, w, l).order === 'stop-first';",
    'const stopFirst = false;',
  ),
  worker(
    '6.3',
    'start-first: the old task is told to stop when the new one is created',
    "const stopFirst = config(m, w, l).order === 'stop-first';",
    'const stopFirst = true;',
  ),
  worker(
    '6.3',
    'the new task starts before the old one has stopped',
    'delayStart(m, w, task, 0, removed)',
    'delayStart(m, w, task, 0, -1)',
  ),
  worker(
    '6.3',
    'stop-first: a task is created although the old one is gone',
    'oldTaskIsGone(m, w, l) ? ON.aborts : ON.replaces',
    'ON.replaces',
  ),
  worker(
    '6.3',
    'start-first: no task is created when the old one is gone',
    "config(m, w, l).order === 'stop-first' && wanted !== 0",
    'wanted !== 0',
  ),
  worker(
    '6.3',
    'stop-first: no task is created when any old one is gone',
    'stillWanted(m, w, l, wanted) === 0',
    'stillWanted(m, w, l, wanted) !== wanted',
  ),
  worker(
    '6.3',
    'start-first: the old tasks are never told to stop',
    "config(m, w, l).order === 'start-first' && get",
    'false && get',
  ),
  worker(
    '6.3',
    'start-first: the old tasks are told to stop although the new one failed',
    RUNNING_SEEN,
    'get(w, m.places.slot(l) + L.saw) > 0',
  ),
  worker(
    '6.3',
    'a worker waits on for a task that failed',
    'get(w, slot + L.saw) !== 0 && !awaitsStart',
    'get(w, slot + L.saw) === TaskState.running && !awaitsStart',
  ),
  worker(
    '6.3',
    'a worker does not wait for its task to run',
    'phase === at.waiting && get(w, slot + L.saw) !== 0 &&',
    'phase === at.waiting &&',
  ),
  worker(
    '6.3',
    'the instant at which a task ran is not recorded',
    'set(w, m.places.slot(l) + L.trackedAt, get(w, G.now));',
    '',
  ),
  worker('6.3', 'the new task is not tracked', 'L.tracked, get(w, G.lastTaskId) + 1', 'L.tracked, 0'),
  worker(
    '6.3',
    'the new task is created from the spec in the store',
    '[get(w, service + S.updaterSpec), get(w, service + S.updaterSpecVersion)]',
    '[get(w, service + S.spec), get(w, service + S.specVersion)]',
  ),
  worker(
    '6.3',
    'the new task is desired RUNNING from the start',
    'specVersion, TaskState.ready);',
    'specVersion, TaskState.running);',
  ),
  machine(
    '6.3',
    'a cancelled worker waits on',
    "...finish('nothing more'),\n        ],\n        'worker.stops': 'done',",
    "...finish('nothing more'),\n        ],\n        'worker.stops': 'waiting',",
  ),
  defaults(
    '6.3',
    'an old task is waited for without end',
    'OLD_TASK_TIMEOUT_MS = 60_000',
    'OLD_TASK_TIMEOUT_MS = 600_000_000',
  ),
  defaults('6.3', 'an old task is waited for 1 s', 'OLD_TASK_TIMEOUT_MS = 60_000', 'OLD_TASK_TIMEOUT_MS = 1_000'),
  store('6.3', 'the end of the old task does not start the new one', '  tellDelayedStarts(m, w, t);', ''),
  worker('6.4', 'the other tasks of a kept one are left alone', 'removeOld(m, w, l, othersOf(m, w, l));', ''),
  worker('6.4', 'a kept task below RUNNING is not promoted', 'return !failed && (get', 'return false && (get'),
  worker(
    '6.4',
    'a kept task is promoted although the others were gone',
    'return !failed && (get',
    'return (get',
    'Needs a slot whose healthy task crashes between snapshot and worker while a clean one waits: no probe was run of it.',
  ),
  worker(
    '6.4',
    'a kept task is promoted before the others have stopped',
    'others === 0 ? -1 : taskAt',
    'others >= 0 ? -1 : taskAt',
  ),
  worker(
    '6.4',
    'a kept task is tracked',
    '  set(w, m.places.slot(l) + L.kept, (t % m.tasksPerSlot) + 1);',
    '  set(w, m.places.slot(l) + L.kept, (t % m.tasksPerSlot) + 1);\n  set(w, m.places.slot(l) + L.tracked, get(w, m.places.task(t) + T.id));',
  ),
  tasks(
    '6.4',
    'of the old tasks only the first is told to stop',
    'setDesired(m, w, removed, TaskState.shutdown);',
    'setDesired(m, w, removed, TaskState.shutdown);\n    break;',
  ),
  supervisor(
    '6.3',
    'a second delayed start leaves the first alone',
    '  set(w, task + T.delayed, PHASE.delay.none);\n  delays.fire(m, w, t, ON.delays);',
    '  if (get(w, task + T.delayed) !== PHASE.delay.none) return;\n  delays.fire(m, w, t, ON.delays);',
  ),
];
