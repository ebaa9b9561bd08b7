import type { Behaviour, Drill, Order } from './drills.ts';
import { BASE_STAMP } from './drills.ts';

/** One drill under one order: a stack of its own, with one service. */
export interface DrillCase {
  readonly drill: Drill;
  readonly order: Order;
  /** As the stack of `docker stack deploy`. */
  readonly stack: string;
  /** Of the whole run: how its containers are found again. */
  readonly namespace: string;
  readonly image: string;
  readonly node: string;
}

export const OWN_LABEL = 'sim.drill';

/** Short, so that a drill takes seconds: each is a window that the engine itself waits out. */
export const MONITOR_MS = 2_000;
const RESTART_DELAY_MS = 500;
const GRACE_MS = 1_000;
/** As little as a container can still be started in: the sooner it is used up. */
const MEMORY_LIMIT = 16 * 2 ** 20;
const MEMORY_EATEN = 96 * 2 ** 20;

export const serviceName = ({ stack }: DrillCase): string => `${stack}_app`;

/** The spec that the case deploys: first the base, then the head. */
export function serviceSpec(one: DrillCase, which: 'base' | 'head') {
  const { drill, order, stack, namespace } = one;
  const stamp = which === 'base' ? BASE_STAMP : drill.stamp;
  return {
    Name: serviceName(one),
    Labels: {
      'com.docker.stack.namespace': stack,
      [OWN_LABEL]: namespace,
      ...(stamp === null ? {} : { [`coop-cloud.${stack}.chaos-version`]: stamp }),
    },
    TaskTemplate: taskTemplate(one, which === 'base' || drill.labelOnly === true ? 'base' : 'head'),
    Mode: { Replicated: { Replicas: 1 } },
    UpdateConfig: pace(order, 'rollback'),
    RollbackConfig: pace(order, 'pause'),
  };
}

function taskTemplate({ drill, stack, namespace, image, node }: DrillCase, which: 'base' | 'head') {
  const behaviour: Behaviour = which === 'base' ? 'good' : drill.head;
  return {
    ContainerSpec: {
      Image: image,
      Command: ['/bin/sh', '-c', SCRIPTS[behaviour]],
      Labels: { 'com.docker.stack.namespace': stack, [OWN_LABEL]: namespace, [`${OWN_LABEL}.version`]: which },
      StopGracePeriod: nanoseconds(GRACE_MS),
      ...(behaviour === 'never-healthy' ? { Healthcheck: NEVER_HEALTHY } : {}),
    },
    // A host's own memory is not ours to fill: what kills this head is the limit of its task.
    ...(drill.head === 'eats-memory' ? { Resources: { Limits: { MemoryBytes: MEMORY_LIMIT } } } : {}),
    RestartPolicy: { Condition: 'any', Delay: nanoseconds(RESTART_DELAY_MS) },
    // Where the image is known to be; and no other node of a swarm is troubled.
    Placement: { Constraints: [`node.id==${node}`] },
  };
}

function pace(order: Order, failureAction: 'rollback' | 'pause') {
  const monitor = nanoseconds(MONITOR_MS);
  return { Parallelism: 1, Monitor: monitor, FailureAction: failureAction, MaxFailureRatio: 0, Order: order };
}

const RUNS = 'trap "exit 0" TERM; while :; do sleep 0.2; done';

const SCRIPTS: Readonly<Record<Behaviour, string>> = {
  good: RUNS,
  dies: 'sleep 0.7; exit 1',
  'never-healthy': RUNS,
  'eats-memory': `eaten=$(head -c ${MEMORY_EATEN} /dev/zero | tr "\\0" a); ${RUNS}`,
};

const NEVER_HEALTHY = {
  Test: ['CMD-SHELL', 'test -f /tmp/never'],
  Interval: nanoseconds(300),
  Timeout: nanoseconds(2_000),
  Retries: 2,
};

function nanoseconds(ms: number): number {
  return ms * 1e6;
}
