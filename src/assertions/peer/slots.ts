import type { Row } from '../../layout/layout.ts';
import type { NodeView, TaskView } from '../../port/swarm-port.ts';
import { isWanted } from '../../port/swarm-port.ts';
import type { TokenList } from '../head-serves/token-list.ts';
import { empty, putAt, tokenAt } from '../head-serves/token-list.ts';

/** The states that docker/cli numbers, in its order. A task in another state is passed over. */
const NUMBERED: readonly TaskView['state'][] = [
  'new',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
];

/**
 * docker/cli progress.go tasksBySlot, which terraform-provider-docker has too: of several tasks of one slot the one with the
 * lowest desired state counts, of those the one with the lowest observed state. The node of each that is wanted and running is
 * kept until the nodes are read. Returns how many slots have a task at all.
 */
export function keepRunning(row: Row, region: number, nodes: TokenList, tasks: readonly TaskView[]): number {
  empty(row, region, nodes);
  let slots = 0;
  let kept = 0;
  for (const [index, task] of tasks.entries()) {
    if (!isNumbered(task) || !isChosen(tasks, task, index)) continue;
    slots++;
    if (isWanted(task) && task.state === 'running' && kept < nodes.size) putAt(row, region, nodes, kept++, task.node);
  }
  return slots;
}

/** How many of the kept tasks are on nodes that are not down. */
export function countOnNodes(row: Row, region: number, nodes: TokenList, shown: readonly NodeView[]): number {
  let running = 0;
  for (let place = 0; place < nodes.size; place++) {
    const node = tokenAt(row, region, nodes, place);
    if (shown.some(({ id, down }) => id === node && !down)) running++;
  }
  return running;
}

const numberOf = (state: TaskView['state']): number => NUMBERED.indexOf(state);

const isNumbered = ({ state, desired }: TaskView): boolean => numberOf(state) >= 0 && numberOf(desired) >= 0;

function isChosen(tasks: readonly TaskView[], task: TaskView, index: number): boolean {
  return !tasks.some((other, at) => other.slot === task.slot && comesBefore(other, at, task, index));
}

/** Of two alike the first counts. */
function comesBefore(other: TaskView, at: number, task: TaskView, index: number): boolean {
  if (!isNumbered(other)) return false;
  if (other.desired !== task.desired) return numberOf(other.desired) < numberOf(task.desired);
  if (other.state !== task.state) return numberOf(other.state) < numberOf(task.state);
  return at < index;
}
