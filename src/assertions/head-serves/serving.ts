import type { Row } from '../../layout/layout.ts';
import { get, NEVER, set } from '../../layout/layout.ts';
import type { NodeView, TaskView, Token } from '../../port/swarm-port.ts';
import { isWanted } from '../../port/swarm-port.ts';
import type { HeadServesMemory } from './memory.ts';
import { Missing } from './missing.ts';
import { add, empty, holds, placeOf, putAt, tokenAt } from './token-list.ts';

// Three reads of a clean round. Each says what it found missing, and lets the unchanged time begin anew where something changed.

/** Every slot has one wanted, up-to-date task: these are remembered. */
export function takeUpToDate(m: HeadServesMemory, row: Row, at: number, tasks: readonly TaskView[]): number {
  const service = m.ofService(row, at);
  if (get(row, service + m.service.global) === 1) {
    const found = tasks.filter(isWanted).length;
    if (found > m.tasks.size) return Missing.room;
    set(row, service + m.service.replicas, found);
  }
  const replicas = get(row, service + m.service.replicas);
  if (replicas === 0 || !onePerSlot(tasks, replicas)) return Missing.taskPerSlot;
  if (sameTasks(m, row, service, tasks, replicas)) return Missing.nothing;
  m.beginsAnew(row, at, service);
  for (const task of tasks) {
    if (isWanted(task)) putAt(row, service, m.tasks, placeOfSlot(tasks, task.slot), task.id);
  }
  return Missing.nothing;
}

/** These are all the tasks that are wanted, and they run. Where a task runs that is no longer wanted, its node is kept. */
export function takeList(m: HeadServesMemory, row: Row, at: number, tasks: readonly TaskView[]): number {
  const service = m.ofService(row, at);
  let wanted = 0;
  for (const task of tasks) {
    if (isWanted(task)) {
      const place = placeOf(row, service, m.tasks, task.id);
      if (place < 0) return Missing.taskPerSlot;
      if (task.state !== 'running') return Missing.running;
      keepPlace(m, row, at, place, task);
      wanted++;
    } else if (task.state === 'running' && !holds(row, at, m.oldNodes, task.node)) {
      if (!add(row, at, m.oldNodes, task.node)) return Missing.oldTasksEnd;
    }
  }
  return wanted === get(row, service + m.service.replicas) ? Missing.nothing : Missing.taskPerSlot;
}

/** Their nodes are not down, and no task that is no longer wanted runs on such a node. */
export function takeNodes(m: HeadServesMemory, row: Row, at: number, nodes: readonly NodeView[]): number {
  const service = m.ofService(row, at);
  const replicas = get(row, service + m.service.replicas);
  for (let place = 0; place < replicas; place++) {
    if (!isUp(nodes, tokenAt(row, service, m.nodes, place))) return Missing.node;
  }
  if (get(row, service + m.service.global) === 1 && !coversNodes(m, row, service, nodes)) return Missing.taskPerNode;
  for (let place = 0; place < m.oldNodes.size; place++) {
    if (isUp(nodes, tokenAt(row, at, m.oldNodes, place))) return Missing.oldTasksEnd;
  }
  empty(row, at, m.oldNodes);
  return Missing.nothing;
}

/** A global service runs on every node that is up and active. Constraints are not known here: they only make the judge wait. */
function coversNodes(m: HeadServesMemory, row: Row, service: number, nodes: readonly NodeView[]): boolean {
  for (const { id, down, availability } of nodes) {
    if (!down && availability === 'active' && !holds(row, service, m.nodes, id)) return false;
  }
  return true;
}

/** As many wanted tasks as replicas, and no two of them in one slot. */
function onePerSlot(tasks: readonly TaskView[], replicas: number): boolean {
  let wanted = 0;
  for (const task of tasks) {
    if (!isWanted(task)) continue;
    for (const other of tasks) {
      if (isWanted(other) && other.slot === task.slot && other.id !== task.id) return false;
    }
    wanted++;
  }
  return wanted === replicas;
}

/** One wanted task a slot, ordered by slot: the same tasks lie in the same places. */
function sameTasks(
  m: HeadServesMemory,
  row: Row,
  service: number,
  tasks: readonly TaskView[],
  replicas: number,
): boolean {
  for (const task of tasks) {
    if (isWanted(task) && tokenAt(row, service, m.tasks, placeOfSlot(tasks, task.slot)) !== task.id) return false;
  }
  return replicas === m.tasks.size || tokenAt(row, service, m.tasks, replicas) === 0;
}

function placeOfSlot(tasks: readonly TaskView[], slot: number): number {
  let before = 0;
  for (const task of tasks) if (isWanted(task) && task.slot < slot) before++;
  return before;
}

function keepPlace(m: HeadServesMemory, row: Row, at: number, place: number, task: TaskView): void {
  const service = m.ofService(row, at);
  const sameContainer = tokenAt(row, service, m.containers, place) === task.container;
  if (sameContainer && tokenAt(row, service, m.nodes, place) === task.node) return;
  putAt(row, service, m.containers, place, task.container);
  putAt(row, service, m.nodes, place, task.node);
  set(row, at + m.stack.cleanSinceMs, NEVER);
}

/** A node that is not listed is as good as down. */
function isUp(nodes: readonly NodeView[], id: Token): boolean {
  for (const node of nodes) if (node.id === id) return !node.down;
  return false;
}
