import type { Model } from '#model/index.js';
import {
  answersRequests,
  blankService,
  blankTask,
  desiredTasks,
  runningTasks,
  showNodes,
  showService,
  showTasks,
  type NodeShown,
  type TaskShown,
} from '#model/view.js';
import type { Row } from '#src/layout/layout.js';
import type { Answer, Read, RolloutPace } from '#src/port/swarm-port.js';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Shown = Without<Answer, 'askedMs' | 'answeredMs'>;

/** What a question shows at this instant, in objects of its own: whoever asks may keep them. */
export function shownNow(m: Model, row: Row, read: Read, s: number): Shown {
  switch (read) {
    case 'inspect': {
      const service = blankService(m);
      showService(m, row, s, service);
      return { read, service: { ...service, update: paceOf(service.update), rollback: paceOf(service.rollback) } };
    }
    case 'replicas':
      return { read, running: runningTasks(m, row, s), desired: desiredTasks(m, row, s) };
    case 'list':
    case 'up-to-date': {
      const tasks: TaskShown[] = [];
      const pool = Array.from({ length: m.tasks }, blankTask);
      showTasks(m, row, s, read === 'up-to-date', pool, tasks);
      return { read, tasks };
    }
    case 'nodes': {
      const pool = Array.from({ length: m.nodes }, (): NodeShown => ({ id: 0, down: false, availability: 'active' }));
      const nodes: NodeShown[] = [];
      showNodes(m, row, pool, nodes);
      return { read, nodes };
    }
    case 'health':
      return { read, answers: answersRequests(m, row) };
  }
}

/** The port shows no more of a config than rules may read. */
const paceOf = ({ parallelism, delayMs, monitorMs }: RolloutPace): RolloutPace => ({ parallelism, delayMs, monitorMs });
