import type { Row } from '../../layout/layout.ts';
import { get, set } from '../../layout/layout.ts';
import type { TaskView, Token } from '../../port/swarm-port.ts';
import { diedOfItsOwn, isWanted } from '../../port/swarm-port.ts';
import type { HeadServesMemory } from './memory.ts';
import { Missing } from './missing.ts';
import { add, empty, holds, placeOf, putAt, tokenAt } from './token-list.ts';

/** Takes from `list` whether a task of the head has died, and remembers those that could still vanish unseen. */
export function followHead(m: HeadServesMemory, row: Row, at: number, tasks: readonly TaskView[]): void {
  const service = m.ofService(row, at);
  const headSpec = get(row, service + m.service.headSpec);
  if (headSpec === 0) return;
  followGone(m, row, at, tasks);
  forgetCaptured(m, row, service, tasks, headSpec);
  empty(row, service, m.seen);
  empty(row, service, m.seenSlots);
  // In a rollout tasks are replaced, some of them before they run, and of a slot's old ones the engine keeps few.
  const isClean = get(row, at + m.stack.missing) === Missing.nothing;
  for (const task of tasks) {
    if (task.containerSpec !== headSpec || holds(row, service, m.captured, task.id)) continue;
    if (diedOfItsOwn(task.state)) count(m, row, at, task.id);
    // A full list drops the rest: a task that is not followed can only be missed when it vanishes, never be accused.
    if (isClean && task.state === 'running' && holds(row, service, m.tasks, task.id)) follow(m, row, service, task);
  }
}

function follow(m: HeadServesMemory, row: Row, service: number, { id, slot }: TaskView): void {
  const place = placeOf(row, service, m.seen, 0);
  if (place < 0) return;
  putAt(row, service, m.seen, place, id);
  putAt(row, service, m.seenSlots, place, slot);
}

/** A task that was shut down has no death to come. */
export const wasShutDown = ({ state }: TaskView): boolean => state === 'shutdown' || state === 'orphaned';

/**
 * A followed task was wanted when it was last listed. That it is gone now, without a trace, was not a shutdown we saw; unless nothing
 * is wanted in its slot any more: tasks of slots that a service was scaled out of are removed, whatever they did.
 */
function followGone(m: HeadServesMemory, row: Row, at: number, tasks: readonly TaskView[]): void {
  const service = m.ofService(row, at);
  for (let place = 0; place < m.seen.size; place++) {
    const id = tokenAt(row, service, m.seen, place);
    if (id === 0 || taskOf(tasks, id) !== null) continue;
    const slot = tokenAt(row, service, m.seenSlots, place);
    if (tasks.some((task) => task.slot === slot && isWanted(task))) count(m, row, at, id);
  }
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
