// Payloads of a large swarm, in the form in which Engine 20.10 gives them: 500 stacks, each an app and its database, five tasks a service.
const STACKS = 500;
const SERVICES = ['app', 'db'] as const;
const REPLICAS = 5;
const NODES = 20;

export const stackName = (n: number): string => `stack-${n}`;
export const HEAD = '7ae7b0f76efb';

export interface ServiceOf {
  readonly ID: string;
  readonly Spec: { readonly Name: string; readonly Labels: Readonly<Record<string, string>> };
}

export interface TaskOf {
  readonly ID: string;
  readonly ServiceID: string;
}

const WHEN = '2026-11-24T12:27:24.619485963Z';
const id = (kind: string, n: number): string => `${kind}${n.toString(36).padStart(24, '0')}`.slice(0, 25);

/** As large as those of a recipe with secrets, labels for a router and a dozen variables. */
function containerSpec(stack: string, service: string) {
  return {
    Image: `registry.example.org/${service}:1.2.3@sha256:${'5f'.repeat(32)}`,
    Labels: { 'com.docker.stack.namespace': stack },
    Env: Array.from({ length: 12 }, (_, i) => `SETTING_${i}=value of the setting ${i} of ${service} in ${stack}`),
    Privileges: { CredentialSpec: null, SELinuxContext: null },
    Mounts: [{ Type: 'volume', Source: `${stack}_data`, Target: '/data' }],
    StopGracePeriod: 10_000_000_000,
    Secrets: [{ File: { Name: 'db_password', UID: '0', GID: '0', Mode: 292 }, SecretID: id('s', 1), SecretName: 'db' }],
    Isolation: 'default',
  };
}

const template = (stack: string, service: string) => ({
  ContainerSpec: containerSpec(stack, service),
  Resources: { Limits: {}, Reservations: {} },
  RestartPolicy: { Condition: 'any', Delay: 5_000_000_000, MaxAttempts: 0 },
  Placement: { Platforms: [{ Architecture: 'amd64', OS: 'linux' }] },
  Networks: [{ Target: id('w', 1), Aliases: [service] }],
  ForceUpdate: 0,
  Runtime: 'container',
});

function serviceOf(stack: string, service: string, n: number) {
  const router = Array.from({ length: 8 }, (_, i) => [
    `traefik.http.routers.${stack}-${i}.rule`,
    'Host(`example.org`)',
  ]);
  const pace = {
    Parallelism: 1,
    FailureAction: 'rollback',
    Monitor: 5_000_000_000,
    MaxFailureRatio: 0,
    Order: 'start-first',
  };
  return {
    ID: id('v', n),
    Version: { Index: 1_000 + n },
    CreatedAt: WHEN,
    UpdatedAt: WHEN,
    Spec: {
      Name: `${stack}_${service}`,
      Labels: {
        'com.docker.stack.namespace': stack,
        [`coop-cloud.${stack}.chaos-version`]: '7ae7b0f7+U',
        ...(Object.fromEntries(router) as Record<string, string>),
      },
      TaskTemplate: template(stack, service),
      Mode: { Replicated: { Replicas: REPLICAS } },
      UpdateConfig: pace,
      RollbackConfig: pace,
      EndpointSpec: { Mode: 'vip' },
    },
    // It never ends, so that a check watches it until its deadline.
    UpdateStatus: { State: 'updating', StartedAt: WHEN, Message: 'update in progress' },
    ServiceStatus: { RunningTasks: REPLICAS, DesiredTasks: REPLICAS, CompletedTasks: 0 },
  };
}

function taskOf(service: ReturnType<typeof serviceOf>, slot: number, n: number) {
  return {
    ID: id('t', n),
    Version: { Index: 2_000 + n },
    CreatedAt: WHEN,
    UpdatedAt: WHEN,
    Labels: {},
    Spec: service.Spec.TaskTemplate,
    ServiceID: service.ID,
    Slot: slot,
    NodeID: id('n', n % NODES),
    Status: {
      Timestamp: WHEN,
      State: 'running',
      Message: 'started',
      ContainerStatus: { ContainerID: n.toString(16).padStart(64, '0'), PID: 1_000 + n, ExitCode: 0 },
      PortStatus: {},
    },
    DesiredState: 'running',
    NetworksAttachments: [{ Network: { ID: id('w', 1), Version: { Index: 9 } }, Addresses: ['10.0.1.3/24'] }],
  };
}

export const services = Array.from({ length: STACKS }, (_, s) =>
  SERVICES.map((service, i) => serviceOf(stackName(s), service, s * SERVICES.length + i)),
).flat();

export const tasks = services.flatMap((service, s) =>
  Array.from({ length: REPLICAS }, (_, i) => taskOf(service, i + 1, s * REPLICAS + i)),
);

export const nodes = Array.from({ length: NODES }, (_, n) => ({
  ID: id('n', n),
  Version: { Index: n + 1 },
  Spec: { Labels: {}, Role: n < 3 ? 'manager' : 'worker', Availability: 'active' },
  Description: { Hostname: `node-${n}`, Platform: { Architecture: 'x86_64', OS: 'linux' } },
  Status: { State: 'ready', Addr: `10.0.0.${n + 1}` },
}));
