import { inFile, type ModelMutant } from './mutant.ts';

const restarts = inFile('model/actors/restart-supervisor.ts');
const defaults = inFile('model/defaults.ts');
const reaper = inFile('model/task-reaper.ts');

/** The restart supervisor and the task reaper (semantics section 7). */
export const RESTARTS: readonly ModelMutant[] = [
  restarts(
    '7.1',
    'a task is replaced by one of its own spec',
    'const spec = get(w, service + S.spec);',
    'const spec = get(w, task + T.spec);',
  ),
  restarts(
    '7.1',
    'a replacement is desired RUNNING from the start',
    'get(w, service + S.specVersion), TaskState.ready)',
    'get(w, service + S.specVersion), TaskState.running)',
  ),
  restarts(
    '7.1',
    'a replacement does not wait for the restart delay',
    'delayStart(m, w, replacement, delayMs,',
    'delayStart(m, w, replacement, 0,',
  ),
  restarts(
    '7.1',
    "the delay is that of the replacement's spec",
    ': delayOf(m, w, task);\n  const replacement',
    ': delayOf(m, w, service - T.spec + S.spec);\n  const replacement',
  ),
  restarts(
    '7.1',
    'a task that is over is not shut down',
    '  setDesired(m, w, t, TaskState.shutdown);\n  if (!again) return;',
    '  if (!again) return;',
  ),
  restarts(
    '7.1',
    'a task is restarted although its own start is still delayed',
    'if (get(w, task + T.delayed) !== PHASE.delay.none) return;',
    '',
  ),
  restarts(
    '7.1',
    'a restart that was asked for during a delayed start is forgotten',
    'isOverState(get(w, task + T.observed))) writeTask(m, w, t);',
    'false) writeTask(m, w, t);',
    'Most are asked for again by the promotion itself: left are tasks that were promoted between snapshot and worker.',
  ),
  restarts(
    '7.2',
    'a delayed start never comes',
    'if (get(w, task + T.desired) < TaskState.running) setDesired(m, w, t, TaskState.running);',
    'if (get(w, task + T.desired) < 0) setDesired(m, w, t, TaskState.running);',
  ),
  restarts('7.3', 'condition none restarts', "if (condition === 'none') return false;", ''),
  restarts(
    '7.3',
    'condition on-failure restarts what is COMPLETE',
    "condition === 'on-failure' && get",
    'false && get',
  ),
  restarts(
    '7.3',
    'condition on-failure restarts nothing',
    "condition === 'on-failure' && get(w, task + T.observed) === TaskState.complete",
    "condition === 'on-failure'",
  ),
  restarts('7.3', 'condition any restarts only failures', "condition === 'on-failure' && get", 'get'),
  restarts(
    '7.3',
    'one more attempt is made',
    'if (windowMs === 0) return restarts < maxAttempts;',
    'if (windowMs === 0) return restarts <= maxAttempts;',
  ),
  restarts(
    '7.3',
    'one attempt less is made',
    'if (windowMs === 0) return restarts < maxAttempts;',
    'if (windowMs === 0) return restarts + 1 < maxAttempts;',
  ),
  restarts(
    '7.3',
    'MaxAttempts is ignored',
    'if (maxAttempts === 0) return true;\n  const l',
    'if (maxAttempts >= 0) return true;\n  const l',
  ),
  restarts(
    '7.3',
    'MaxAttempts 0 is none',
    'if (maxAttempts === 0) return true;\n  const l',
    'if (maxAttempts === 0) return false;\n  const l',
  ),
  restarts(
    '7.3',
    'attempts are counted on through another SpecVersion',
    ' || get(w, slot + L.restartVersion) !== get(w, task + T.specVersion)',
    '',
  ),
  restarts(
    '7.3',
    'attempts never start over',
    'if (get(w, slot + L.restartVersion) !== version) {',
    'if (get(w, slot + L.restartVersion) === 0) {',
  ),
  restarts(
    '7.3',
    'the window is ignored',
    'if (windowMs === 0) return restarts < maxAttempts;',
    'return restarts < maxAttempts;',
  ),
  restarts('7.3', 'the window has no end', 'endedAt - at < windowMs', 'endedAt - at < 1_000_000_000'),
  restarts(
    '7.3',
    'the window looks back from now',
    'const endedAt = get(w, task + T.statusAt);',
    'const endedAt = get(w, G.now);',
  ),
  restarts(
    '7.4',
    'during a rollback a slot that is shut down goes through the updater',
    ' || isRollingBack(state)) return wanted',
    ') return wanted',
  ),
  restarts('7.4', 'a slot that is shut down and not to be restarted is dead', '? 0 : 1 <<', '? 0 : 0 *'),
  restarts(
    '7.4',
    'a slot that is shut down goes through the updater',
    'return newest < 0 || shouldRestart(m, w, newest) ? 0 :',
    'return newest < 0 ? 0 :',
    'Outside a rollback only a task that is not to be restarted leaves a slot without a wanted one.',
  ),
  restarts(
    '7.4',
    'tasks that are shut down are updated beside others',
    'if (wanted !== 0 || isRollingBack(state)) return wanted;',
    'if (wanted !== 0) return wanted | (1 << placeOfTask(m, newestIn(m, w, l)));\n  if (isRollingBack(state)) return 0;',
  ),
  defaults('7.7', 'two tasks of a slot are kept as history', 'TASK_HISTORY_LIMIT = 5', 'TASK_HISTORY_LIMIT = 2'),
  reaper('7.7', 'history is never deleted', 'deleteTask(m, w, oldest);', 'return;'),
];
