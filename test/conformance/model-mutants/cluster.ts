import { inFile, type ModelMutant } from './mutant.ts';

const replicated = inFile('model/actors/replicated-orchestrator.ts');
const scaling = inFile('model/actors/scale-down.ts');
const global = inFile('model/actors/global-orchestrator.ts');
const leadership = inFile('model/actors/leadership.ts');
const restarts = inFile('model/actors/restart-supervisor.ts');
const scheduler = inFile('model/actors/scheduler.ts');
const enforcer = inFile('model/actors/constraint-enforcer.ts');
const operator = inFile('model/actors/operator.ts');
const nodes = inFile('model/nodes.ts');
const store = inFile('model/store.ts');
const reaper = inFile('model/task-reaper.ts');

/** Scaling, global services, leaders, nodes and the scheduler (semantics 2.1, 4.1, 4.2, 6.10, 7.6, 7.7, 8.1, 8.5). */
export const CLUSTER_MUTANTS: readonly ModelMutant[] = [
  operator('2.1', 'an update with an old version is accepted', 'if (!isOutOfSequence(m, w, s)) {', 'if (s >= 0) {'),
  replicated(
    '4.1',
    'more replicas add one task too few',
    'Math.max(0, wanted - found)',
    'Math.max(0, wanted - found - 1)',
  ),
  replicated('4.1', 'fewer replicas leave every task', 'setDesired(m, w, t, TaskState.remove)', 'void t'),
  replicated(
    '4.1',
    'fewer replicas shut down instead of removing',
    'setDesired(m, w, t, TaskState.remove)',
    'setDesired(m, w, t, TaskState.shutdown)',
  ),
  replicated(
    '4.1',
    'a task on a drained node is left alone',
    ' || (node !== 0 && isInvalidNode(m, w, node - 1))) restart',
    ') restart',
  ),
  scaling(
    '4.1',
    'scaling down prefers tasks that do not run',
    'Number(b.isRunning) - Number(a.isRunning)',
    'Number(a.isRunning) - Number(b.isRunning)',
  ),
  scaling('4.1', 'scaling down prefers higher slots', ' || a.l - b.l', ' || b.l - a.l'),
  scaling(
    '4.1',
    'scaling down does not look at nodes',
    'if (node === 0) return { l, copy: Infinity };',
    'if (node >= 0) return { l, copy: 0 };',
  ),
  scaling('4.1', 'scaling down keeps what has no node first', 'copy: Infinity', 'copy: -1'),
  store(
    '4.1',
    'nobody is told of a node that was drained',
    "mode === 'global' || isInvalidNode(m, w, n)) publish",
    "mode === 'global') publish",
  ),
  nodes('4.1', 'a node that is down is a valid one', 'get(w, node + N.down) !== 0 || get', 'get'),
  global(
    '4.2',
    'a node event creates a task only where there was none',
    'if (kept === 0) createTask',
    'if (tasks === 0) createTask',
  ),
  global('4.2', 'a node event leaves the dirty task', 'shutDownAll(m, w, l, tasks & ~kept);', ''),
  global('4.2', 'a paused node is given tasks', 'else if (!isPaused(m, w, n)) {', 'else {'),
  global(
    '4.2',
    'a failed task on a paused node is replaced',
    'if (isPaused(m, w, n) || !meetsConstraints(m, w, n, spec)) shutDown',
    'if (!meetsConstraints(m, w, n, spec)) shutDown',
  ),
  global('4.2', 'tasks on a drained node go on', 'shutDownAll(m, w, l, -1);', ''),
  global('4.2', 'tasks of a removed node stay in the store', 'deleteAt(m, w, taskAt(m, l, place));', ';'),
  leadership(
    '6.10',
    'updaters survive a change of leaders',
    'if (get(w, service + S.updater) !== PHASE.updater.absent) loseUpdater(m, w, s);',
    '',
  ),
  leadership(
    '6.10',
    'a new leader reconciles nothing',
    'mode.reconcile(m, w, s, get',
    'if (s < 0) mode.reconcile(m, w, s, get',
  ),
  leadership('7.6', 'a new leader starts no READY task', 'if (isReady) startAgain(m, w, t);', ''),
  leadership('7.6', 'a new leader leaves failed tasks alone', 'for (const t of over) mode.handleTask(m, w, t);', ''),
  leadership('7.6', 'a new leader forgets restarts', 'for (const s of services) rebuildHistory(m, w, s);', ''),
  leadership('7.6', 'a new leader counts the first task as a restart', 'current.slice(1)', 'current.slice(0)'),
  leadership(
    '7.6',
    'tasks of a service that is gone stay',
    'for (const s of related.filter((s) => isGone(m, w, s))) deleteOrphans(m, w, s);',
    '',
  ),
  restarts(
    '7.6',
    'a new leader starts READY tasks at once',
    'if (left > 0) delayStart(m, w, t, left, -1);',
    'if (left < 0) return;',
  ),
  restarts(
    '7.6',
    'a new leader lets the whole delay run again',
    'Math.min(delayMs, get(w, task + T.statusAt) + delayMs - get(w, G.now))',
    'delayMs',
  ),
  reaper(
    '7.7',
    'a removed task goes although it still runs',
    'if (observed < TaskState.complete && observed > TaskState.pending) return;',
    '',
  ),
  reaper('4.1', 'a live task that is deleted is not missed', 'if (isWanted && mode', 'if (!isWanted && mode'),
  enforcer(
    '8.1',
    'tasks may stay where constraints are no longer met',
    ' && meetsConstraints(m, w, n, specAt(m, get(w, service + S.spec)))',
    '',
  ),
  enforcer('8.1', 'constraints are those of the task', 'specAt(m, get(w, service + S.spec))', 'specOf(m, w, task)'),
  scheduler(
    '8.5',
    'no pending task is ever forgotten',
    "offer(KIND['scheduler.drops'], t, get(w, task + T.tickAt));",
    '',
  ),
  scheduler(
    '8.5',
    'what does not fit is assigned all the same',
    'return reserved + need <= m.scenario.host.memoryMb;',
    'return reserved >= 0;',
  ),
  scheduler(
    '8.5',
    'tasks are assigned to drained nodes',
    '!isReady || get(w, node + N.availability) !== AVAILABILITY.active',
    '!isReady',
  ),
  scheduler(
    '8.5',
    'what is unschedulable and no longer wanted stays pending',
    "offer(KIND['scheduler.gives-up'], t, get(w, task + T.desiredSince));",
    '',
  ),
];
