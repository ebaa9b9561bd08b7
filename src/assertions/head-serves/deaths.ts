import type { Row } from '../../layout/layout.ts';
import { get, set } from '../../layout/layout.ts';
import type { TaskView, Token } from '../../port/swarm-port.ts';
import { diedOfItsOwn, isWanted } from '../../port/swarm-port.ts';
import type { HeadServesMemory } from './memory.ts';
import { add, empty, holds, putAt, tokenAt } from './token-list.ts';

/** Takes from `list` whether a task of the head has died, and which of those that were followed are gone. */
export function followHead(m: HeadServesMemory, row: Row, at: number, tasks: readonly TaskView[]): void {
  const service = m.ofService(row, at);
  const headSpec = get(row, service + m.service.headSpec);
  if (headSpec === 0) return;
  followGone(m, row, at, tasks);
  forgetCaptured(m, row, service, tasks, headSpec);
  empty(row, service, m.seen);
  for (const task of tasks) {
    if (task.containerSpec !== headSpec || holds(row, service, m.captured, task.id)) continue;
    if (diedOfItsOwn(task.state)) count(m, row, at, task.id);
  }
}

/** A task that was shut down has no death to come. */
export const wasShutDown = ({ state }: TaskView): boolean => state === 'shutdown' || state === 'orphaned';

/** Nothing was missing from the round up to its `list`: these are the tasks that serve. */
export function followServing(m: HeadServesMemory, row: Row, at: number, tasks: readonly TaskView[]): void {
  const service = m.ofService(row, at);
  const headSpec = get(row, service + m.service.headSpec);
  for (const task of tasks) {
    const isHead = task.containerSpec === headSpec && !holds(row, service, m.captured, task.id);
    if (isHead && isWanted(task)) add(row, service, m.seen, task.id);
  }
}

function followGone(m: HeadServesMemory, row: Row, at: number, tasks: readonly TaskView[]): void {
  const service = m.ofService(row, at);
  for (let place = 0; place < m.seen.size; place++) {
    const id = tokenAt(row, service, m.seen, place);
    if (id !== 0 && taskOf(tasks, id) === null) add(row, at, m.gone, id);
  }
}

/**
 * The round's second inspect. A followed task ran in a round of which nothing was missing; if nobody has written the service since, that
 * it is gone without a trace was its own doing. After a write it may have been replaced, and of a slot's old tasks the engine keeps
 * few; or its slot is not wanted any more, and removed with all that was in it.
 */
export function judgeGone(m: HeadServesMemory, row: Row, at: number, version: number): void {
  if (get(row, m.ofService(row, at) + m.service.followedAt) === version) {
    for (let place = 0; place < m.gone.size; place++) {
      const id = tokenAt(row, at, m.gone, place);
      if (id !== 0) count(m, row, at, id);
    }
  }
  empty(row, at, m.gone);
}

/** One death more, unless this task's is counted already; the first that is not allowed is the end. */
function count(m: HeadServesMemory, row: Row, at: number, id: Token): void {
  if (holds(row, at, m.forgiven, id) || add(row, at, m.forgiven, id)) return;
  set(row, at + m.stack.died, 1);
}

/** Of the captured tasks only those matter that are still there and could be taken for the head's dead. Order is kept. */
function forgetCaptured(
  m: HeadServesMemory,
  row: Row,
  service: number,
  tasks: readonly TaskView[],
  headSpec: Token,
): void {
  let kept = 0;
  for (let place = 0; place < m.captured.size; place++) {
    const id = tokenAt(row, service, m.captured, place);
    putAt(row, service, m.captured, place, 0);
    const task = id === 0 ? null : taskOf(tasks, id);
    if (task?.containerSpec === headSpec && !wasShutDown(task)) putAt(row, service, m.captured, kept++, id);
  }
}

function taskOf(tasks: readonly TaskView[], id: Token): TaskView | null {
  for (const task of tasks) if (task.id === id) return task;
  return null;
}
