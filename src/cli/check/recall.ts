import type { Answer, Read } from '../../port/swarm-port.ts';
import type { Capture } from '../../scenario/capture-file.ts';
import type { LiveStack } from './connect.ts';

/** Answers reads from what was captured before the deploy. */
export type Recall = (read: Read, service: number) => Answer;

type CapturedService = Capture['services'][number];

/** Services are found by name: a deploy may have made some, and then there was nothing of them before it. */
export function recallFrom({ services: captured }: Capture, stack: LiveStack): Recall {
  return (read, index) => {
    const before = captured.find(({ name }) => name === stack.services[index]) ?? NOT_THERE;
    if (read === 'inspect') return stack.told({ read, service: before.service });
    if (read === 'list') return stack.told({ read, tasks: before.tasks });
    const nowMs = stack.nowMs();
    return { read: 'error', message: `${read} is in no capture`, askedMs: nowMs, answeredMs: nowMs };
  };
}

/** No stamp, no start, no task. */
const NOT_THERE: Omit<CapturedService, 'name'> = {
  service: {
    version: 0,
    stamp: null,
    previousStamp: null,
    mode: 'replicated',
    replicas: 0,
    containerSpec: '',
    updateState: 'unset',
    startedAtMs: null,
    update: { parallelism: 1, delayMs: 0, monitorMs: 0 },
    rollback: { parallelism: 1, delayMs: 0, monitorMs: 0 },
  },
  tasks: [],
};
