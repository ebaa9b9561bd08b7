// Stacks on a private engine, deployed by the raw API.
import { onTestFinished } from 'vitest';
import { api, until, type Api } from './engine.ts';

export const SCRIPTS = {
  // `wait` lets the signal in at once, and many of them are no load.
  good: 'trap "exit 0" TERM; while :; do sleep 60 & wait $!; done',
  goodToo: 'trap "exit 0" TERM; echo here; while :; do sleep 60 & wait $!; done',
  dies: 'echo last words; sleep 0.5; exit 3',
  eatsMemory: 'x=$(head -c 60000000 /dev/zero | tr "\\0" a); sleep 5',
} as const;

const SECOND = 1_000_000_000;

export interface StackSpec {
  readonly script: string;
  /** Null: without the label. */
  readonly stamp: string | null;
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

function specOf(stack: string, service: string, spec: StackSpec): object {
  const { script, stamp, replicas = 1, image = 'busybox:sim', memoryBytes, health, env = [], update, rollback } = spec;
  return {
    Name: `${stack}_${service}`,
    Labels: {
      'com.docker.stack.namespace': stack,
      ...(stamp === null ? {} : { [`coop-cloud.${stack}.chaos-version`]: stamp }),
    },
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
  /** The engine that it is on. */
  readonly api: Api;
  /** Deploys over what is there. */
  readonly deploy: (spec: StackSpec) => Promise<void>;
  /** One more service, or the app again after it was removed. */
  readonly create: (spec: StackSpec, service?: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

let made = 0;

/** A new stack with a service `app`, removed after the test; it is there when its base runs, unless that is not wanted. */
export async function stackWith(base: StackSpec, { settled = true, on = api } = {}): Promise<Stack> {
  const name = `live${process.pid}x${made++}`;
  const create: Stack['create'] = async (spec, service = 'app') => {
    await on('POST', '/services/create', specOf(name, service, spec));
  };
  const remove = async (): Promise<void> => {
    const found = await servicesOf({ name, api: on });
    await Promise.all(found.map(({ ID }) => on('DELETE', `/services/${ID}`)));
  };
  const deploy: Stack['deploy'] = async (spec) => {
    const { Version } = (await on('GET', `/services/${name}_app`)) as ServiceSeen;
    await on('POST', `/services/${name}_app/update?version=${Version.Index}`, specOf(name, 'app', spec));
  };
  const stack: Stack = { name, api: on, create, remove, deploy };
  onTestFinished(remove);
  await create(base);
  if (settled) {
    await until(
      async () => (await tasksOf(stack, `${name}_app`)).filter(({ Status }) => Status.State === 'running'),
      ({ length }) => length === (base.replicas ?? 1),
    );
  }
  return stack;
}

export interface ServiceSeen {
  readonly ID: string;
  readonly Version: { readonly Index: number };
  readonly Spec: {
    readonly Name: string;
    readonly Labels: Readonly<Record<string, string>>;
    readonly TaskTemplate: { readonly ContainerSpec: { readonly Command: readonly string[] } };
    readonly Mode: { readonly Replicated: { readonly Replicas: number } };
  };
  readonly UpdateStatus?: { readonly State: string };
}

export interface TaskSeen {
  readonly Spec: { readonly ContainerSpec: { readonly Command: readonly string[] } };
  readonly Status: { readonly State: string };
  readonly DesiredState: string;
}

export async function servicesOf({ name, api: ask }: Pick<Stack, 'name' | 'api'>): Promise<readonly ServiceSeen[]> {
  const filters = JSON.stringify({ label: [`com.docker.stack.namespace=${name}`] });
  return (await ask('GET', `/services?filters=${encodeURIComponent(filters)}`)) as readonly ServiceSeen[];
}

export async function tasksOf({ api: ask }: Pick<Stack, 'api'>, service: string): Promise<readonly TaskSeen[]> {
  const filters = JSON.stringify({ service: [service] });
  return (await ask('GET', `/tasks?filters=${encodeURIComponent(filters)}`)) as readonly TaskSeen[];
}
