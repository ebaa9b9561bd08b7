// Stacks of one service on the private engine, deployed by the raw API.
import { onTestFinished } from 'vitest';
import { api, until } from './engine.ts';

export const SCRIPTS = {
  good: 'trap "exit 0" TERM; while :; do sleep 0.1; done',
  goodToo: 'trap "exit 0" TERM; echo here; while :; do sleep 0.2; done',
  dies: 'echo last words; sleep 0.5; exit 3',
  eatsMemory: 'x=$(head -c 60000000 /dev/zero | tr "\\0" a); sleep 5',
} as const;

const SECOND = 1_000_000_000;

export interface StackSpec {
  readonly script: string;
  readonly stamp: string;
  readonly replicas?: number;
  readonly image?: string;
  readonly memoryBytes?: number;
  readonly health?: object;
  readonly env?: readonly string[];
  readonly update?: object;
  readonly rollback?: object;
}

/** The update of all these tests: short, so that they are. */
export const UPDATE = {
  Parallelism: 1,
  Delay: 0.1 * SECOND,
  Monitor: 2 * SECOND,
  FailureAction: 'rollback',
  MaxFailureRatio: 0,
  Order: 'start-first',
};

function specOf(stack: string, spec: StackSpec): object {
  const { script, stamp, replicas = 1, image = 'busybox:sim', memoryBytes, health, env = [], update, rollback } = spec;
  return {
    Name: `${stack}_app`,
    Labels: { 'com.docker.stack.namespace': stack, [`coop-cloud.${stack}.chaos-version`]: stamp },
    TaskTemplate: {
      ContainerSpec: {
        Image: image,
        Command: ['/bin/sh', '-c', script],
        Env: env,
        StopGracePeriod: SECOND,
        ...(health === undefined ? {} : { Healthcheck: health }),
      },
      Resources: memoryBytes === undefined ? {} : { Limits: { MemoryBytes: memoryBytes } },
      RestartPolicy: { Condition: 'any', Delay: 0.1 * SECOND, MaxAttempts: 0 },
      Placement: {},
    },
    Mode: { Replicated: { Replicas: replicas } },
    UpdateConfig: update ?? UPDATE,
    ...(rollback === undefined ? {} : { RollbackConfig: rollback }),
  };
}

export interface Stack {
  readonly name: string;
  /** Deploys over what is there. */
  readonly deploy: (spec: StackSpec) => Promise<void>;
}

let made = 0;

/** A new stack, removed after the test; it is there when its base runs, unless that is not wanted. */
export async function stackWith(base: StackSpec, settled = true): Promise<Stack> {
  const name = `live${process.pid}x${made++}`;
  await api('POST', '/services/create', specOf(name, base));
  onTestFinished(() => api('DELETE', `/services/${name}_app`).then(() => undefined));
  if (settled)
    await until(
      () => running(name),
      (count) => count === (base.replicas ?? 1),
    );
  return {
    name,
    deploy: async (spec) => {
      const { Version } = (await api('GET', `/services/${name}_app`)) as {
        readonly Version: { readonly Index: number };
      };
      await api('POST', `/services/${name}_app/update?version=${Version.Index}`, specOf(name, spec));
    },
  };
}

async function running(stack: string): Promise<number> {
  const filters = encodeURIComponent(JSON.stringify({ service: [`${stack}_app`] }));
  const tasks = (await api('GET', `/tasks?filters=${filters}`)) as readonly {
    readonly Status: { readonly State: string };
  }[];
  return tasks.filter(({ Status }) => Status.State === 'running').length;
}
